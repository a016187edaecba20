"""What offices leave on papers: incoming stamps, urgency, certified copies, notes, scribbles."""

from collections.abc import Sequence
from datetime import timedelta

from synthesis.cases.facts import Facts
from synthesis.dates import numeric
from synthesis.ink.fonts import Split
from synthesis.ink.hands import draw_hand
from synthesis.ink.notes import digital_signature, margin_note, tick
from synthesis.ink.nouns import MM, Stamp
from synthesis.ink.stamps import certified, incoming, received_mark, seal, urgency
from synthesis.society.people import draw_full_name
from synthesis.typesetting.form_files import Form
from synthesis.typesetting.sheet import Sheet, words_of

_URGENT = ("cong_van", "cong_dien", "ke_hoach", "thong_bao", "giay_moi", "to_trinh", "bao_cao")
_COPIED = (
    "giay_khai_sinh",
    "trich_luc_ho_tich",
    "giay_chung_nhan_ket_hon",
    "giay_chung_nhan_qsdd",
    "giay_chung_nhan_dang_ky_kinh_doanh",
    "bang_tot_nghiep",
    "can_cuoc",
    "cmnd",
    "quyet_dinh",
)
_NOTES = (
    "Chuyển VP|Lưu hồ sơ|đ/c Hà xử lý|Kính trình CT|BP một cửa|Đã xem|Phô tô 2 bản|VT lưu"
    "|Giao ĐC tham mưu|Chuyển TC-KH|Đã nhập máy|thiếu CCCD|bổ sung bản chính|OK"
).split("|")
_SIGNED_SINCE = 2018
"""Since then scans of official papers carry notes of digital signatures."""


def add_marks(sheets: Sequence[Sheet], form: Form, facts: Facts, split: Split) -> None:
    """Press and write onto the sides of a paper what its way through offices left."""
    draws, first = facts.draws, sheets[0]
    official = any(item.verb == "letterhead" for item in form.body)
    if official and draws.random() < 0.2:
        press_incoming(first, facts, split)
    if form.kind in _URGENT and official and draws.random() < 0.12:
        _press_urgency(first, facts)
    if official and facts.year >= _SIGNED_SINCE and draws.random() < 0.4:
        _print_signature_note(first, facts)
    if form.kind in _COPIED and draws.random() < 0.12:
        _certify(sheets[-1], facts)
    if draws.random() < 0.03:
        words = draws.choice(["ĐÃ KIỂM TRA", "BẢN SAO", "ĐÃ SỐ HÓA", "LƯU", "ĐÃ THU TIỀN"])
        _press_anywhere(first, received_mark(words, draws), facts)
    if draws.random() < 0.08:
        _scribble(first, facts, split)
    if len(sheets) > 1 and draws.random() < 0.1:
        _seal_the_edges(sheets, facts)


def press_incoming(sheet: Sheet, facts: Facts, split: Split) -> None:
    """Press the stamp "ĐẾN" of a receiving office onto the left, over the first lines."""
    draws = facts.draws
    day = facts.day + timedelta(days=draws.randint(0, 9))
    office = draws.choice([facts.office.above[-1:], facts.office.lines[:1]])
    stamp = incoming(
        " ".join(office) or "VĂN THƯ",
        str(draws.randint(1, 4999)),
        f"{day.day}/{day.month}/{day:%y}",
        draw_hand(draws, split),
        draws,
    )
    center = (draws.uniform(30, 50) * MM, draws.uniform(60, 100) * MM)
    sheet.press(stamp, center, draws.gauss(0, 2))


def _press_urgency(sheet: Sheet, facts: Facts) -> None:
    """Press HỎA TỐC under the number; it is read before the right block of the head."""
    draws = facts.draws
    words = draws.choice(["HỎA TỐC", "HỎA TỐC", "KHẨN", "THƯỢNG KHẨN"])
    stamp = urgency(words, draws)
    center = (draws.uniform(38, 60) * MM, draws.uniform(66, 84) * MM)
    degrees = draws.choice([-24.0, -20.0, 0.0, draws.uniform(-30, 5)])
    sheet.stamp(stamp.ink, center, degrees)
    line = words_of(stamp, center, degrees)
    heads = [row for row, said in enumerate(sheet.lines) if said[0].text.startswith("CỘNG")]
    sheet.lines.insert(heads[0] if heads else len(sheet.lines), line)


def _print_signature_note(sheet: Sheet, facts: Facts) -> None:
    """Print the note of a digital signature at the upper right edge, sometimes a second one."""
    draws = facts.draws
    for place in range(draws.choice([1, 1, 2])):
        moment = (
            f"{facts.day:%d.%m.%Y} {draws.randint(7, 17):02d}:{draws.randrange(60):02d}"
            f":{draws.randrange(60):02d} +07:00"
        )
        stamp = digital_signature(facts.office.name, facts.say("nguoi_ky").text, moment, draws)
        right = sheet.width - stamp.ink.width / 2 - draws.uniform(2, 6) * MM
        center = (right - place * 52 * MM, stamp.ink.height / 2 + draws.uniform(2, 6) * MM)
        sheet.press(stamp, center)


def _certify(sheet: Sheet, facts: Facts) -> None:
    """Certify a copy at the foot of its last side."""
    draws = facts.draws
    day = facts.day + timedelta(days=draws.randint(1, 700))
    stamp = certified(
        facts.office.name,
        facts.office.place,
        str(draws.randint(1, 4000)),
        numeric(day),
        draw_full_name(draws, facts.day, facts.case.place),
        draws,
    )
    x = draws.uniform(0.3, 0.7) * sheet.width
    y = sheet.height - stamp.ink.height / 2 - draws.uniform(6, 14) * MM
    sheet.press(stamp, (x, y), draws.gauss(0, 1.5))
    pressed = seal(facts.office.ring, facts.office.core, draws)
    sheet.stamp(pressed, (x + draws.uniform(-8, 12) * MM, y + draws.uniform(0, 8) * MM))


def _press_anywhere(sheet: Sheet, stamp: Stamp, facts: Facts) -> None:
    draws = facts.draws
    center = (draws.uniform(0.15, 0.85) * sheet.width, draws.uniform(0.04, 0.95) * sheet.height)
    sheet.press(stamp, center, draws.gauss(0, 6))


def _scribble(sheet: Sheet, facts: Facts, split: Split) -> None:
    """Write a note onto the margin, or tick something."""
    draws, hand = facts.draws, draw_hand(facts.draws, split)
    if draws.random() < 0.6:
        note = margin_note(draws.choice(_NOTES), hand, draws)
        center = (draws.uniform(18, 40) * MM, draws.uniform(0.1, 0.9) * sheet.height)
        sheet.press(note, center, draws.uniform(-12, 6))
    for _ in range(draws.randint(0, 3)):
        center = (draws.uniform(0.1, 0.9) * sheet.width, draws.uniform(0.2, 0.9) * sheet.height)
        sheet.stamp(tick(draws, hand.pen), center)


def _seal_the_edges(sheets: Sequence[Sheet], facts: Facts) -> None:
    """Press the seal across the right edges of all sides fanned out (dấu giáp lai)."""
    draws = facts.draws
    pressed = seal(facts.office.ring, facts.office.core, draws)
    y = draws.uniform(0.3, 0.7) * sheets[0].height
    for sheet in sheets:
        sheet.stamp(pressed, (sheet.width + draws.uniform(2, 12) * MM, y), draws.gauss(0, 3))
