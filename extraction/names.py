"""Names of people and of offices, in normal capitalization beside the printed form."""

import re
from functools import cache

from dossiers.text import compose, fold, squeeze
from extraction.word_lists import words_of_list

# Words of an issuer's name that are written small (NĐ 30/2020 PL II), after the first word.
_SMALL = frozenset(
    "nhân dân tỉnh thành phố huyện quận thị xã phường trấn và của các về hộ tịch tư pháp"
    " quản lý đăng ký đất đai khu công nghiệp nông thôn môi trường tài chính nguyên đầu kế"
    " hoạch giáo dục đào tạo y tế nội vụ xây dựng giao thông vận tải thương khoa học nghệ"
    " thông tin truyền lao động xã hội văn hóa thể thao du lịch tra dân tộc án tối cao kiểm"
    " sát điều hành trung tâm phục hành chính".split()
)
_UNITS = frozenset(["tinh", "thanh pho", "huyen", "quan", "thi xa", "xa", "phuong", "thi tran"])
_COMMITTEE = re.compile(r"\b[uủ]\S?\s+ban\s+nh\S?n\s*d\S?n\b", re.IGNORECASE)


def normal_name(printed: str) -> str:
    """A person's name with the first letter of each word large: ``NGUYỄN VĂN A``."""
    return " ".join(_capitalized(word) for word in squeeze(printed).split(" "))


def normal_issuer(printed: str) -> str:
    """An issuer's name, not in capitals, the people's committee as its usual ``UBND``.

    ``ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI`` → ``UBND tỉnh Quảng Ngãi``. Only the printing in
    capitals is undone: a name that is printed otherwise stays as it is.
    """
    name = squeeze(printed)
    if is_shouted(name):
        name = _lower_offices(name)
    return squeeze(_COMMITTEE.sub("UBND", name))


def looks_like_person(text: str) -> bool:
    """Claim that a text may be a Vietnamese name: two to six words, capitals, no digits."""
    words = squeeze(text).split(" ")
    return 2 <= len(words) <= 6 and all(
        re.fullmatch(r"[^\W\d_]+[.]?", word) and word[0].isupper() for word in words
    )


def _capitalized(word: str) -> str:
    return "".join(part[:1].upper() + part[1:].lower() for part in re.split(r"(-|'|’)", word))


def is_shouted(name: str) -> bool:
    """Claim that a name is printed in capitals."""
    letters = [char for char in name if char.isalpha()]
    return sum(char.isupper() for char in letters) > 0.7 * max(len(letters), 1)


def _lower_offices(name: str) -> str:
    """Undo capitals: office words small, words after a unit ("tỉnh …") are place names."""
    words: list[str] = []
    in_place = False
    for number, word in enumerate(name.split(" ")):
        small = word.lower()
        if fold(small) in _UNITS or (words and fold(f"{words[-1]} {small}") in _UNITS):
            in_place = True
            words.append(small if number else _capitalized(word))
        elif in_place or small not in _SMALL or number == 0 or _abbreviated(word):
            words.append(word if _abbreviated(word) else _capitalized(word))
        else:
            words.append(small)
    return " ".join(words)


def _abbreviated(word: str) -> bool:
    """Claim that a word in capitals is an abbreviation, as UBND and HĐND are."""
    return not re.search(r"[AEIOUYĂÂÊÔƠƯ]", fold(word).upper()[1:]) and len(word) > 1


def known_family(name: str) -> bool:
    """Claim that a name begins with a family name of Viet Nam; foreign ones are not known."""
    return fold(squeeze(name).split(" ")[0]) in _families()


def known_share(name: str) -> float:
    """The share of a name's syllables that names of people of Viet Nam have, marks counted."""
    words = compose(squeeze(name)).lower().split(" ")
    return sum(word in _name_words() for word in words) / len(words)


@cache
def _families() -> frozenset[str]:
    return frozenset(map(fold, words_of_list("families.txt")))


@cache
def _name_words() -> frozenset[str]:
    return frozenset(words_of_list("name_words.txt"))
