"""Sentences, phrases and subjects, recombined from clauses of laws."""

from collections.abc import Callable
from functools import cache
from random import Random

from synthesis.language.amounts import capital, roman
from synthesis.language.codes import day, law_number, money, share
from synthesis.language.walk import clauses, trim, walk

_FEWEST = 3  # words of a clause worth beginning
_LONGEST = 14  # words of one walk
_OFFICES = (
    "UBND tỉnh|UBND huyện|UBND xã|UBND cấp xã|UBND thành phố|HĐND tỉnh|HĐND các cấp|HĐND xã|Sở Nội "
    "vụ|Sở Tư pháp|UBMTTQ xã|Trung tâm PVHCC|Văn phòng UBND|Bộ phận TN&TKQ"
).split("|")
_SHORT = (
    "TTHC|TTHC|CBCC|CBCC|CCVC|UBND|HĐND|TT-BNV|GCNQSDĐ|QSDĐ|BHXH|BHYT|KT-XH|PCCC|ATTP|CNTT|NSNN|GPMB|"
    "VBQPPL|TĐKT|VHXH|NTM|DVC|CSDL|KH-ĐT|TN&MT|GD&ĐT"
).split("|")
_TERMS = (
    "nếu có|theo mẫu|bản sao|bản chính|có danh sách kèm theo|gọi tắt là dự án|sau đây gọi là Quy "
    "chế|kể cả trường hợp ủy quyền|trừ trường hợp bất khả kháng|qua Văn phòng|để báo cáo|đã ký"
).split("|")
_SUBJECT_VERBS = frozenset(
    "ban phê công quy thành tăng triển điều bổ hướng giải cấp thu xử quản thực báo đề giao hỗ kiểm "
    "xây chấp sửa rà tuyển bồi chuyển miễn cử xác lập tổ đăng thẩm".split()
)
_SUBJECT_PAIRS = frozenset(
    "ban hành|phê duyệt|công bố|công nhận|quy định|thành lập|tăng cường|triển khai|điều chỉnh|"
    "bổ nhiệm|bổ sung|hướng dẫn|giải quyết|cấp giấy|thu hồi|xử lý|quản lý|thực hiện|báo cáo|"
    "đề nghị|giao nhiệm|hỗ trợ|kiểm tra|xây dựng|chấp thuận|sửa đổi|rà soát|tuyển dụng|bồi thường|"
    "chuyển mục|miễn nhiệm|xác nhận|lập hồ|tổ chức|đăng ký|thẩm định".split("|")
)


def _citation(draws: Random) -> str:
    return draws.choice(
        (
            f"theo quy định tại khoản {draws.randint(1, 9)} Điều {draws.randint(1, 99)}",
            f"theo Quyết định số {law_number(draws)}",
            f"tại điểm {draws.choice('abcdđeghi')} khoản {draws.randint(1, 9)} Điều này",
            f"ban hành kèm theo Nghị định số {law_number(draws)}",
            f"quy định tại Mục {draws.randint(1, 5)} Chương {roman(draws.randint(1, 12))}",
            f"theo Phụ lục {roman(draws.randint(1, 9))} ban hành kèm theo Quy chế này",
            f"theo Công văn số {law_number(draws)} {day(draws)}",
        )
    )


def _when(draws: Random) -> str:
    year = draws.randint(1980, 2026)
    return draws.choice(
        (
            f"trước {day(draws)}",
            f"từ {day(draws)}",
            f"trong năm {year}",
            f"giai đoạn {year} - {year + 5}",
            f"trong thời hạn {draws.randint(2, 60):02d} ngày làm việc",
            f"đến hết năm {year}",
        )
    )


def _how_much(draws: Random) -> str:
    return draws.choice(
        (
            f"với số tiền {money(draws)}",
            f"đạt {share(draws)}",
            f"tăng {share(draws)} so với cùng kỳ",
            f"gồm {draws.randint(2, 40):02d} hồ sơ",
            f"tổng kinh phí là {money(draws)}",
        )
    )


def _aside(draws: Random) -> str:
    return draws.choice(
        (
            f"({draws.choice(_TERMS)})",
            f"({share(draws)})",
            f"(số {law_number(draws)})",
            f"do {draws.choice(_OFFICES)} trình",
            f"của {draws.choice(_OFFICES)}",
        )
    )


def _abbreviated(draws: Random) -> str:
    short = draws.choice(_SHORT)
    return draws.choice((f"({short})", f"về {short}", f"của {short}", f"theo {short}"))


def _quoted(draws: Random) -> str:
    left, right = draws.choice(("“”", '""', "“”", "«»"))
    return f"{left}{capital(' '.join(_run(draws, draws.randint(2, 6))))}{right}"


_ADDITIONS: tuple[tuple[Callable[[Random], str], int], ...] = (
    (_citation, 5),
    (_when, 4),
    (_how_much, 3),
    (_aside, 5),
    (_abbreviated, 3),
    (_quoted, 2),
)
_MAKERS, _WEIGHTS = zip(*_ADDITIONS, strict=True)
_ADDED = 0.16  # of the clauses get an addition


def _run(draws: Random, most: int) -> list[str]:
    """One walk from the beginning of a clause, ending on a word that can end."""
    starts = clauses().starts
    words, mark = walk(draws, starts[int(draws.random() * len(starts))], most)
    return words if mark else trim(words)


def _clauses(draws: Random, count: int) -> list[str]:
    """Clauses of about ``count`` words together."""
    runs: list[str] = []
    left = count
    while left > 0:
        most = min(left, draws.randint(5, _LONGEST))
        words = _run(draws, max(most, 2))
        left -= len(words)
        text = " ".join(words)
        if left > _FEWEST and draws.random() < _ADDED:
            maker: Callable[[Random], str] = draws.choices(_MAKERS, _WEIGHTS)[0]
            addition = maker(draws)
            text = f"{text} {addition}"
            left -= addition.count(" ") + 1
        runs.append(text)
        if left < _FEWEST:
            break
    return runs


def _joined(draws: Random, runs: list[str]) -> str:
    """Put a mark or "và" between clauses; a colon at most once."""
    text, colon = runs[0], False
    for run in runs[1:]:
        roll = draws.random()
        if roll < 0.06 and not colon:
            joint, colon = ": ", True
        else:
            joint = ", " if roll < 0.78 else "; " if roll < 0.88 else " và "
        text += joint + run
    return text


def phrase(draws: Random, words: int) -> str:
    """About ``words`` words (at least two) without capital and full stop."""
    return _joined(draws, _clauses(draws, words))


def sentence(draws: Random, words: int) -> str:
    """A sentence of about ``words`` words."""
    end = "." if draws.random() < 0.94 else draws.choice((";", ":", "./.", "…"))
    return capital(_joined(draws, _clauses(draws, words))) + end


def paragraph(draws: Random, words: int) -> str:
    """Sentences of 8 to 40 words each, about ``words`` words together."""
    sentences = []
    left = words
    while left > 0:
        count = min(left, draws.randint(8, 40))
        text = sentence(draws, count)
        left -= text.count(" ") + 1
        sentences.append(text)
        if left < _FEWEST + 1:
            break
    return " ".join(sentences)


@cache
def _subject_starts() -> tuple[int, ...]:
    source = clauses()
    words = source.words
    return tuple(
        start
        for start in source.starts
        if words[start] in _SUBJECT_VERBS and f"{words[start]} {words[start + 1]}" in _SUBJECT_PAIRS
    )


def subject(draws: Random) -> str:
    """What stands behind "Về việc": 6 to 30 words, beginning with a verb of office work."""
    goal = min(draws.randint(7, 28), draws.randint(9, 30))
    words = trim(walk(draws, draws.choice(_subject_starts()), min(goal, 18))[0])
    text = " ".join(words)
    while (missing := goal - text.count(" ") - 1) >= 2:
        joint = draws.choice((" và ", ", ", " theo ", " đối với ", " của "))
        text += joint + " ".join(_run(draws, min(missing, 12)))
    text = _at_most(text, 25)
    ending = "" if text.count(" ") >= 5 else " trên địa bàn tỉnh"
    if not ending and draws.random() < 0.35:
        year = draws.randint(1980, 2026)
        ending = draws.choice(
            (
                f" năm {year}",
                f" giai đoạn {year} - {year + 5}",
                " trên địa bàn tỉnh",
                f" quý {roman(draws.randint(1, 4))} năm {year}",
                " trên địa bàn xã",
                " (lần 2)",
            )
        )
    return text + ending


def _at_most(text: str, words: int) -> str:
    return " ".join(trim(text.split(" ")[:words])).rstrip(",;:")
