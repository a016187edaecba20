"""Identity cards and their photocopies: front and back on one A4, as dossiers hold them.

Source: TT 16/2024/TT-BCA, article 6 (arrangement); the seven fields of the QR code as cards
since 2021 carry them; ICAO Doc 9303-5 (TD1).
"""

from datetime import date
from itertools import pairwise
from random import Random

import numpy as np

from synthesis.dates import numeric, years_later
from synthesis.dossier import Paper
from synthesis.drawing import draw
from synthesis.handwriting import BLACK_PEN, Hand
from synthesis.ink import portrait, qr_code, seal, signature, tint
from synthesis.layout import Column, Style
from synthesis.papers.frame import blank_page, some_hand
from synthesis.people import Person, machine_lines
from synthesis.scanner import photocopied
from synthesis.sheet import A4, MM, Color, Ink, Rule, Sheet

CARD = (85.6 * MM, 54 * MM)
_GREEN: Color = (150, 200, 190)
_LABEL = Style(size=5.6, family="sans", leading=1.25, color=(60, 60, 70))


def identity_card(person: Person, issued: date, expiry: date | None, draws: Random) -> Paper:
    """Căn cước of 2024, photocopied front above back; no ``expiry`` for the old."""
    page = blank_page(some_hand(draws))
    sides = (_front(person, expiry, draws), _back(person, issued, expiry, draws))
    for side, top in zip(sides, (38 * MM, 112 * MM), strict=True):
        _lay_copy(page.sheet, side, top, draws)
    page.sheet.tell(
        ngay_cap=issued.isoformat(),
        ngay_het_han=expiry.isoformat() if expiry else "khong_thoi_han",
        noi_cap="Bộ Công an",
        **person.facts("ho_ten", "so_dinh_danh", "ngay_sinh", "gioi_tinh", "noi_thuong_tru"),
    )
    return Paper("can_cuoc", (page.sheet,))


def expiry_of(person: Person, issued: date) -> date | None:
    """The next of the birthdays 14, 25, 40 and 60; none from 58 on."""
    for age in (14, 25, 40, 60):
        birthday = years_later(person.born, age)
        if issued < years_later(birthday, -2):
            return birthday
    return None


def _lay_copy(page: Sheet, card: Sheet, top: float, draws: Random) -> None:
    """Put the photocopy of a card onto a page and what it says into the page's text."""
    copy = photocopied(draw(card, 400), draws)
    shade = np.dstack([np.zeros_like(copy), 255 - copy[..., 0]])
    ink = Ink(shade, card.width, card.height)
    page.stamp(ink, (A4[0] / 2, top + card.height / 2), draws.uniform(-1.2, 1.2))
    page.lines += card.lines


def _card(draws: Random, ground: Color) -> Column:
    sheet = Sheet(*CARD)
    sheet.stamp(tint(*CARD, ground, draws), (CARD[0] / 2, CARD[1] / 2))
    corners = ((0.0, 0.0), (CARD[0], 0.0), CARD, (0.0, CARD[1]), (0.0, 0.0))
    sheet.marks += [Rule(a, b, 1.2, (120, 120, 120)) for a, b in pairwise(corners)]
    hand = Hand("allura", BLACK_PEN, draws)
    return Column(sheet, 4 * MM, CARD[0] - 8 * MM, 3 * MM, hand, _LABEL)


def _front(person: Person, expiry: date | None, draws: Random) -> Sheet:
    """The front: state, title, photograph, names in both languages."""
    page = _card(draws, _GREEN)
    page.line("*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*", align="center", size=7.2)
    page.line("Độc lập - Tự do - Hạnh phúc", align="center", size=6.2)
    page.line("*CĂN CƯỚC*", align="center", size=12)
    page.line("IDENTITY CARD", align="center", size=6)
    page.sheet.stamp(portrait(20 * MM, 27 * MM, draws), (15 * MM, 34 * MM))
    text = page.beside(29 * MM, 53 * MM, 19.5 * MM)
    text.line("Số định danh cá nhân / Personal identification number:")
    text.line(f"*{person.number}*", size=11)
    text.line("Họ, chữ đệm và tên khai sinh / Full name:")
    text.line(f"*{person.name.upper()}*", size=9)
    text.line("Ngày, tháng, năm sinh / Date of birth:")
    text.line(f"*{numeric(person.born)}*", size=8)
    text.line(f"Giới tính / Sex: *{person.sex}*   Quốc tịch / Nationality: *Việt Nam*", size=6.2)
    text.line("Có giá trị đến / Date of expiry:")
    text.line(f"*{numeric(expiry) if expiry else 'KHÔNG THỜI HẠN'}*", size=7)
    return page.sheet


def _back(person: Person, issued: date, expiry: date | None, draws: Random) -> Sheet:
    """The back: residence, day of issue, QR code, machine-readable zone."""
    page = _card(draws, _GREEN)
    left = page.beside(4 * MM, 52 * MM, 3.5 * MM)
    left.line("Nơi cư trú / Place of residence:")
    left.paragraph(f"*{person.home}*", indent=0, align="left", size=6.8, after=1)
    left.line("Nơi đăng ký khai sinh / Place of birth:")
    left.paragraph(f"*{person.origin}*", indent=0, align="left", size=6.8, after=1)
    left.line("Ngày, tháng, năm cấp / Date of issue:")
    left.line(f"*{numeric(issued)}*", size=7.5)
    left.line("*BỘ CÔNG AN* / MINISTRY OF PUBLIC SECURITY", size=5.6)
    payload = "|".join(
        (
            person.number,
            person.old_number,
            person.name,
            f"{person.born:%d%m%Y}",
            person.sex,
            person.home,
            f"{issued:%d%m%Y}",
        )
    )
    page.sheet.stamp(qr_code(payload, 21), (71 * MM, 15.5 * MM))
    zone = page.beside(4 * MM, CARD[0] - 8 * MM, 35 * MM)
    zone.style = Style(size=12.2, family="mono", leading=1.15)
    # Cards for life carry the last day that the zone can say.
    zone.lines(*machine_lines(person, expiry or date(2099, 12, 31)))
    return page.sheet


def old_card(person: Person, issued: date, draws: Random) -> Paper:
    """Giấy chứng minh nhân dân: nine digits, front and back photocopied on one A4."""
    page = blank_page(some_hand(draws))
    for side, top in (
        (_old_front(person, draws), 40 * MM),
        (_old_back(person, issued, draws), 118 * MM),
    ):
        _lay_copy(page.sheet, side, top, draws)
    page.sheet.tell(
        so_dinh_danh=person.old_number,
        ngay_cap=issued.isoformat(),
        noi_cap=f"Công an tỉnh {_province(person)}",
        **person.facts("ho_ten", "ngay_sinh", "dan_toc", "que_quan", "noi_thuong_tru"),
    )
    return Paper("cmnd", (page.sheet,))


def _province(person: Person) -> str:
    return person.home.rsplit("tỉnh ", 1)[1]


def _old_front(person: Person, draws: Random) -> Sheet:
    page = _card(draws, (190, 205, 160))
    page.line("*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*", align="center", size=7.5)
    page.line("Độc lập - Tự do - Hạnh phúc", align="center", size=6.5)
    page.line("*GIẤY CHỨNG MINH NHÂN DÂN*", align="center", size=11)
    page.sheet.stamp(portrait(20 * MM, 27 * MM, draws), (15 * MM, 36 * MM))
    text = page.beside(29 * MM, 54 * MM, 17 * MM)
    text.style = Style(size=7.6, leading=1.42)
    text.line(f"*Số {person.old_number}*", align="center", size=12)
    text.line(f"Họ tên: *{person.name.upper()}*")
    text.line(f"Sinh ngày: *{person.born:%d-%m-%Y}*")
    text.paragraph(f"Nguyên quán: {person.origin}", indent=0, align="left", after=0)
    text.paragraph(f"Nơi ĐKHK thường trú: {person.home}", indent=0, align="left", after=0)
    return page.sheet


def _old_back(person: Person, issued: date, draws: Random) -> Sheet:
    page = _card(draws, (190, 205, 160))
    page.style = Style(size=7.6, leading=1.42)
    page.line(f"Dân tộc: {person.people}          Tôn giáo: Không")
    page.line("*DẤU VẾT RIÊNG VÀ DỊ HÌNH*", align="center", size=7)
    page.line("Nốt ruồi cách 1 cm dưới sau đuôi mắt trái")
    right = page.beside(40 * MM, 42 * MM, 21 * MM)
    right.line(f"Ngày {issued:%d} tháng {issued:%m} năm {issued.year}", align="center")
    right.line(f"*GIÁM ĐỐC CA TỈNH {_province(person).upper()}*", align="center", size=6.8)
    pressed = seal(f"Công an tỉnh {_province(person)}", ("Công an",), draws, 17)
    page.sheet.stamp(pressed, (54 * MM, 42 * MM), 8)
    page.sheet.stamp(signature(draws, BLACK_PEN, 24), (65 * MM, 42 * MM))
    return page.sheet
