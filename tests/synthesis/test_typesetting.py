import io
from datetime import date

import numpy as np
import pikepdf
import pypdfium2
import pytest

from synthesis.chance import chance
from synthesis.drawing import draw
from synthesis.files import Picture, as_jpeg, write_pdf
from synthesis.fonts import has_hands
from synthesis.handwriting import BLUE_PEN, Hand
from synthesis.layout import Column, Style
from synthesis.papers.business import residence
from synthesis.people import invent_person
from synthesis.places import CA_MAU
from synthesis.scanner import Wear, scan
from synthesis.sheet import PlacedRun, Sheet

needs_hands = pytest.mark.skipif(
    not has_hands(), reason="handwriting fonts of samples/README.md are missing"
)


def column(width: float = 200) -> Column:
    return Column(Sheet(), 50, width, 60, Hand("allura", BLUE_PEN, chance(1)), Style(size=12))


def born_digital_sheet(seed: int = 1) -> Sheet:
    draws = chance(seed)
    person = invent_person(CA_MAU, draws, "Nữ")
    return residence(person, "Cà Mau", date(2026, 1, 12), "Lê Thanh Khởi", draws).sheets[0]


def test_markup_is_not_part_of_the_text() -> None:
    page = column(500)
    page.line("*Điều 1.* Giao _Phòng Kinh tế_ chủ trì")
    assert page.sheet.text == "Điều 1. Giao Phòng Kinh tế chủ trì"
    faces = {mark.run.face for mark in page.sheet.marks if isinstance(mark, PlacedRun)}
    assert faces == {"serif", "serif-bold", "serif-italic"}


def test_a_paragraph_is_recorded_line_by_line_and_loses_no_word() -> None:
    words = "Tiếp nhận, kiểm đếm từng tờ tài liệu trước khi quét; đối chiếu số trang đã quét."
    page = column()
    page.paragraph(words)
    assert len(page.sheet.lines) > 1
    assert " ".join(page.sheet.lines) == words


def test_no_line_of_a_paragraph_leaves_its_column() -> None:
    page = column()
    page.paragraph("đối chiếu số trang đã quét với số tờ đã nhận và lập biên bản " * 4)
    for mark in page.sheet.marks:
        assert isinstance(mark, PlacedRun)
        assert page.left - 0.01 <= mark.x
        assert mark.x + mark.run.width <= page.right + 0.01


def test_a_row_of_a_table_is_one_line_of_text() -> None:
    page = column(400)
    page.table((0.2, 0.8), (("*TT*", "*Tên*"), ("1", "Máy quét khổ A3")))
    assert page.sheet.lines == ["TT Tên", "1 Máy quét khổ A3"]


@needs_hands
def test_handwriting_is_read_where_it_stands_and_leader_dots_are_not() -> None:
    page = column(400)
    page.line("Số: {15~40}/QĐ-UBND")
    page.fill(("Họ và tên:", "{Giàng A Páo}"), ("Giới tính:", "{Nam}"))
    assert page.sheet.lines == ["Số: 15/QĐ-UBND", "Họ và tên: Giàng A Páo Giới tính: Nam"]


@needs_hands
def test_the_same_word_is_never_written_twice_alike() -> None:
    hand = Hand("allura", BLUE_PEN, chance(1))
    first, second = hand.write("Quyên", 13), hand.write("Quyên", 13)
    assert not np.array_equal(first.ink.pixels, second.ink.pixels)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    def scanned(seed: int) -> bytes:
        pixels = scan(draw(born_digital_sheet(seed)), Wear(slant=0.5), chance(seed, "scan"))
        return as_jpeg(Picture(pixels, 150))

    assert scanned(1) == scanned(1)
    assert scanned(1) != scanned(2)


def test_ink_is_drawn_where_the_words_stand() -> None:
    page = column(300)
    page.line("QUYẾT ĐỊNH")
    rows, columns = np.nonzero(draw(page.sheet, 144).min(axis=2) < 128)
    assert 2 * 60 <= rows.min() < rows.max() <= 2 * page.y + 6
    assert 2 * page.left - 1 <= columns.min() < columns.max() < 2 * page.right


def test_a_page_born_digital_gives_back_its_words_and_carries_its_fonts(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    sheet = born_digital_sheet()
    path = tmp_path_factory.mktemp("pdf") / "page.pdf"
    write_pdf(path, [sheet])
    with pypdfium2.PdfDocument(path) as document:
        text = document[0].get_textpage().get_text_bounded()
    assert sorted(text.split()) == sorted(sheet.text.split())
    with pikepdf.open(path) as document:
        fonts = document.pages[0].Resources.Font
        for name in fonts:
            descriptor = fonts[name].DescendantFonts[0].FontDescriptor
            assert len(descriptor.FontFile2.read_bytes()) > 1000


def test_a_pdf_says_the_size_of_the_paper_and_is_written_alike_twice() -> None:
    pixels = np.full((1754, 1240, 3), 250, dtype=np.uint8)
    first, second = io.BytesIO(), io.BytesIO()
    for stream in (first, second):
        write_pdf(stream, [Picture(pixels, 150), born_digital_sheet()])
    assert first.getvalue() == second.getvalue()
    with pikepdf.open(first) as document:
        _, _, width, height = (float(side) for side in document.pages[0].MediaBox)
    assert (round(width), round(height)) == (595, 842)
