"""Stamps that certify copies: what is certified, number and book, day, title, signature, name."""

from random import Random

from dossiers.text import fold
from synthesis.chance import chance
from synthesis.ink.nouns import MM, Color, Ink, Stamp
from synthesis.ink.plates import Plate, draw_face, length
from synthesis.ink.pressing import draw_pad, draw_red, laid_over
from synthesis.ink.signatures import signature

_HEADS = (
    "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH",
    "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH",
    "CHỨNG THỰC SAO ĐÚNG VỚI BẢN CHÍNH",
    "SAO Y BẢN CHÍNH",
)
_TITLES = (
    (
        "uy ban nhan dan",
        ("CHỦ TỊCH", "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", "TUQ. CHỦ TỊCH / CÔNG CHỨC TƯ PHÁP"),
    ),
    ("cong chung", ("CÔNG CHỨNG VIÊN",)),
    ("phong tu phap", ("TRƯỞNG PHÒNG", "KT. TRƯỞNG PHÒNG / PHÓ TRƯỞNG PHÒNG")),
    ("", ("THỦ TRƯỞNG ĐƠN VỊ", "TL. GIÁM ĐỐC / CHÁNH VĂN PHÒNG", "PHÓ GIÁM ĐỐC")),
)
"""Who signs, by what an office's name holds."""

_PENS: tuple[Color, ...] = ((34, 50, 142), (28, 44, 160), (22, 22, 26), (44, 92, 190))


def certified(  # noqa: PLR0913  # a stamp's blanks
    office: str, place: str, number: str, day: str, signer: str, draws: Random
) -> Stamp:
    """A copy's certificate.

    Args:
        place: Where, as it stands before the day.
        day: dd/mm/yyyy.
    """
    head = draws.choice(_HEADS)
    strong, plain = _draw_faces(draws)
    lines = [(head, strong)]
    if head.startswith("CHỨNG"):
        lines.append((_number_line(number, day, draws), plain))
    lines.append((_day_line(place, day, draws), plain))
    title = draws.choice(next(titles for part, titles in _TITLES if part in fold(office)))
    if "uy ban" in fold(office) and draws.random() < 0.5:
        title = f"TM. ỦY BAN NHÂN DÂN / {title}"
    elif draws.random() < 0.5:
        lines.append((office.upper(), strong))
    lines += [(line, strong) for line in title.split(" / ")]
    color = draw_red(draws) if draws.random() < 0.6 else draw_pad(draws)
    return _signed(lines, (signer, strong), color, draws)


def _draw_faces(draws: Random) -> tuple[str, str]:
    manner = draws.choice(("serif", "serif", "sans"))
    face = draw_face(draws, manner)
    return f"{face}-bold", face


def _number_line(number: str, day: str, draws: Random) -> str:
    book = f"{draws.randint(1, 4):02d}/{day[-4:]}-SCT/BS"
    return draws.choice(
        (
            f"Số chứng thực: {number} Quyển số: {book}",
            f"Số chứng thực {number} Quyển số {book}",
            f"Số: {number} Quyển số: {book}",
        )
    )


def _day_line(place: str, day: str, draws: Random) -> str:
    of_month, month, year = day.split("/")
    words = f"ngày {of_month} tháng {month} năm {year}"
    if place and draws.random() < 0.5:
        return f"{place}, {words}"
    return words.capitalize()


def _signed(
    lines: list[tuple[str, str]], signer: tuple[str, str], color: Color, draws: Random
) -> Stamp:
    height = draws.uniform(3.2, 4.0)
    step, room = height * draws.uniform(1.25, 1.5), draws.uniform(13, 20)
    wide = min(88.0, max(length(text, face, height) for text, face in [*lines, signer])) + 6
    framed = draws.random() < 0.2
    plate = Plate(wide, step * (len(lines) + 1) + room + 3.5)
    for row, (text, face) in enumerate(lines):
        plate.center_line(text, (wide / 2, step * (row + 0.85) + 1.2), face, height, wide - 3)
    name, face = signer
    plate.center_line(name, (wide / 2, plate.height - height * 0.6), face, height, wide - 3)
    if framed:
        plate.frame((0.4, 0.4, wide - 0.4, plate.height - 0.4), 0.45)
    stamp = plate.pressed(color, draws)
    # A person signs alike on every paper.
    own = signature(chance(0, "signature", name), draws.choice(_PENS), min(40.0, wide * 0.7))
    return Stamp(_laid_between(stamp.ink, own, step * (len(lines) + 0.4), room), stamp.words)


def _laid_between(below: Ink, above: Ink, top: float, room: float) -> Ink:
    """The signature in the middle of the gap, in millimeters from the upper edge."""
    left = (below.width - above.width) / 2
    return laid_over(below, above, left, (top + room / 2) * MM - above.height / 2)
