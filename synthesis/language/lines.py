"""Lines of text as training of a line recognizer wants them: everything that papers print."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from dossiers.text import squeeze
from synthesis.language.amounts import (
    area_words,
    capital,
    decimal_comma,
    draw_reading,
    money_words,
    roman,
)
from synthesis.language.codes import code, law_number, money
from synthesis.language.grounds import ground
from synthesis.language.sentences import paragraph, phrase, sentence, subject
from synthesis.language.spelling import draw_orthography
from synthesis.language.words import noun, rare_words, strange_name

_LETTERS_OF_A_WORD = 4.6  # with its blank, in the prose of laws
_SPELLED = 0.15  # of the lines take the orthography of some year

_LABELS = (
    "Họ và tên|Họ, chữ đệm, tên|Ngày sinh|Ngày, tháng, năm sinh|Giới tính|Dân tộc|Quốc tịch|Quê "
    "quán|Nơi sinh|Nơi cư trú|Nơi thường trú|Chỗ ở hiện nay|Số định danh cá nhân|Số CCCD|Số CMND|"
    "Giấy tờ tùy thân|Ngày cấp|Nơi cấp|Điện thoại|Thửa đất số|Tờ bản đồ số|Diện "
    "tích|Mục đích sử dụng|Thời hạn sử dụng|Nguồn gốc sử dụng|Số tiền|Bằng chữ|Lý do|Nội dung|Kính "
    "gửi|Nơi nhận|Căn cứ|Thời gian|Địa điểm|Thành phần|Chủ trì|Thư ký|Ý kiến|Mã hồ sơ|Người "
    "nộp|Người yêu cầu|Đơn vị|Chức vụ|Trình độ|Nghề nghiệp|Tôn giáo|Họ tên cha|Họ tên mẹ|Số"
).split("|")
_FIXED = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc|Độc lập – Tự do – Hạnh phúc|"
    "ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|QUYẾT ĐỊNH|TỜ TRÌNH|BÁO CÁO|THÔNG "
    "BÁO|BIÊN BẢN|GIẤY KHAI SINH|TRÍCH LỤC|TM. ỦY BAN NHÂN DÂN|KT. CHỦ TỊCH|PHÓ CHỦ TỊCH|CHỦ TỊCH|"
    "TL. CHỦ TỊCH|Q. TRƯỞNG PHÒNG|(Ký, ghi rõ họ tên)|(Ký tên, đóng dấu)|Nơi nhận:|- Như Điều "
    "3;|- Lưu: VT.|- Lưu: VT, NC.|MẬT|SAO Y|ĐẾN|BẢN SAO|XÁC NHẬN CỦA UBND XÃ|NGƯỜI LÀM ĐƠN|"
    "Kính gửi:|Tôi xin cam đoan|V/v|Số: /QĐ-UBND|Người nhận|Cán bộ tiếp nhận|Trang 1/2"
).split("|")


def _fit(text: str, letters: int) -> str:
    """Cut behind the last word that fits; one word always stays."""
    if len(text) <= letters:
        return text
    cut = text.rfind(" ", 0, letters + 1)
    return text[:cut] if cut > 0 else text.split(" ", 1)[0][: max(letters, 1)]


def _words_of(letters: int) -> int:
    return max(round(letters / _LETTERS_OF_A_WORD) + 1, 2)


def _prose(draws: Random, letters: int) -> str:
    """A piece out of a paragraph: it may begin and end amid a sentence."""
    count = _words_of(letters)
    roll = draws.random()
    if roll < 0.5:
        return phrase(draws, count)
    if roll < 0.75:
        return sentence(draws, count)
    words = paragraph(draws, count + 9).split(" ")
    return " ".join(words[draws.randint(0, 8) :]) or words[0]


def _capitals(draws: Random, letters: int) -> str:
    roll = draws.random()
    if roll < 0.55:
        return phrase(draws, _words_of(letters * 7 // 8)).upper()
    if roll < 0.7:
        return strange_name(draws).upper()
    if roll < 0.85:
        return rare_words(draws, _words_of(letters)).upper()
    return draws.choice((noun(draws), subject(draws))).upper()


def _codes(draws: Random, letters: int) -> str:
    """Codes alone, or with a few words among them."""
    text = code(draws)
    wanted = letters * draws.uniform(0.3, 1)
    while len(text) < wanted:
        between = draws.choice(("; ", " - ", " ", ", ", "   ", " / "))
        word = phrase(draws, 3) if draws.random() < 0.35 else code(draws)
        text += between + word
    return text


def _rare(draws: Random, letters: int) -> str:
    words = rare_words(draws, _words_of(letters))
    return capital(words) if draws.random() < 0.3 else words


def _name(draws: Random, letters: int) -> str:  # noqa: ARG001
    title = draws.choice(("", "", "", "Ông ", "Bà ", "Đ/c ", "Cháu "))
    name = title + strange_name(draws)
    return f"{name}, sinh năm {draws.randint(1930, 2022)}" if draws.random() < 0.2 else name


def _label(draws: Random, letters: int) -> str:
    value = draws.choice((code, code, noun, strange_name, _words_of_money, _short))(draws)
    text = f"{draws.choice(_LABELS)}{draws.choice((': ', ': ', ':', ' : '))}{value}"
    if len(text) < letters * 0.5:
        text += f"   {draws.choice(_LABELS)}: {code(draws)}"
    return text


def _short(draws: Random) -> str:
    return capital(phrase(draws, 4))


def _words_of_money(draws: Random) -> str:
    reading = draw_reading(draws)
    amount = draws.randint(1, 9999) * 10 ** draws.randint(0, 6)
    return money_words(amount, reading) + draws.choice(("", ".", "./."))


def _row(draws: Random, letters: int) -> str:
    """A row of a table, or one cell."""
    cells = [f"{draws.randint(1, 99)}", noun(draws), money(draws), f"{draws.randint(1, 200)}"]
    if letters < 30 or draws.random() < 0.5:
        return noun(draws)
    return " ".join(cells[: draws.randint(2, 4)])


def _heading(draws: Random, letters: int) -> str:
    number = draws.randint(1, 90)
    opening = draws.choice(
        (
            f"Điều {number}.",
            f"Điều {number}:",
            f"{number}.",
            f"{number % 9 + 1}.{number % 7 + 1}.",
            f"{draws.choice('abcdđeghiklm')})",
            f"{draws.choice('abcdđeghiklm')}.",
            "-",
            "+",
            "*",
            "–",
            f"{roman(number % 20 + 1)}.",
            f"{roman(number % 20 + 1)}/",
            f"{number})",
            f"Chương {roman(number % 20 + 1)}.",
        )
    )
    return f"{opening} {sentence(draws, _words_of(letters - len(opening)))}"


def _subject(draws: Random, letters: int) -> str:  # noqa: ARG001
    return draws.choice(("Về việc ", "V/v ", "V/v: ", "", "Về ")) + subject(draws)


def _ground(draws: Random, letters: int) -> str:  # noqa: ARG001
    return ground(draws, draws.randint(1978, 2026))


def _fixed(draws: Random, letters: int) -> str:  # noqa: ARG001
    if draws.random() < 0.2:
        return f"Số: {law_number(draws)}"
    if draws.random() < 0.2:
        area = Decimal(draws.randint(50, 99999)).scaleb(-1)
        return f"Diện tích: {decimal_comma(area)} m² (bằng chữ: {area_words(area)})"
    return draws.choice(_FIXED)


_KINDS: tuple[tuple[Callable[[Random, int], str], int], ...] = (
    (_prose, 36),
    (_capitals, 12),
    (_codes, 15),
    (_rare, 7),
    (_name, 6),
    (_label, 8),
    (_row, 5),
    (_heading, 5),
    (_subject, 3),
    (_ground, 3),
    (_fixed, 2),
)
_MAKERS, _WEIGHTS = zip(*_KINDS, strict=True)


def random_line(draws: Random, letters: int) -> str:
    """One line of at most ``letters`` letters (one word may be cut to that), never empty.

    Most lines fill the room; names, codes and headings are as long as they are.
    """
    maker: Callable[[Random, int], str] = draws.choices(_MAKERS, _WEIGHTS)[0]
    text = maker(draws, letters)
    if draws.random() < _SPELLED:
        text = draw_orthography(draws, draws.randint(1976, 2026)).apply(text)
    return _fit(squeeze(text), letters)
