import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from dossiers.geometry import Box, Transform
from dossiers.page import Line, PageReading, PageText, Word
from dossiers.text import VIETNAMESE_LETTERS
from records.corrected_reading import correct_reading, place_of_line
from records.searchable_pdf import PdfPage, write_searchable_pdf
from tests.records.making_scans import (
    A4_PIXELS,
    DPI,
    LINES,
    assert_words_in_place,
    make_tiff,
    pixels_of,
    reading_of,
    text_of,
    words_of,
    wrap,
    write_scan,
)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_words_of_a_picture_stand_upright_in_their_places(tmp_path: Path, rotation: int) -> None:
    scan = write_scan(tmp_path / "scan.png", rotation)
    page = PdfPage(scan, "image/png", 0, reading_of(rotation))
    write_searchable_pdf([page], tmp_path / "out.pdf")
    assert_words_in_place(tmp_path / "out.pdf")


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_words_of_a_pdf_page_stand_upright_in_their_places(
    tmp_path: Path, rotation: int, rotate: int
) -> None:
    picture = write_scan(tmp_path / "scan.png", rotation)
    scan = wrap(picture, tmp_path / "scan.pdf", rotate, crop=30)
    page = PdfPage(scan, "application/pdf", 0, reading_of(rotation))
    write_searchable_pdf([page], tmp_path / "out.pdf")
    assert_words_in_place(tmp_path / "out.pdf")


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_words_stay_on_their_ink_when_a_person_turns_the_page(
    tmp_path: Path, rotation: int
) -> None:
    scan = write_scan(tmp_path / "scan.png", rotation)
    page = PdfPage(scan, "image/png", 0, reading_of(rotation), turned=180)
    write_searchable_pdf([page], tmp_path / "out.pdf")
    shown = Image.fromarray(pixels_of(tmp_path / "out.pdf"))
    head, foot = shown.crop((0, 0, shown.width, 90)), shown.crop((0, 490, shown.width, 580))
    assert np.asarray(foot).mean() < np.asarray(head).mean()  # the head of the page is below
    found = words_of(tmp_path / "out.pdf")
    assert len(found) == sum(len(text.split()) for ((_, _, text),) in LINES)
    scale = 50 / 72  # pixels of what is shown, a point
    for _, edges in found:
        middle = (
            round((edges[0] + edges[2]) / 2 * scale),
            round((edges[1] + edges[3]) / 2 * scale),
        )
        assert max(shown.getpixel(middle)) < 100  # type: ignore[arg-type]  # RGB


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_text_layer_does_not_change_a_pixel(tmp_path: Path, rotation: int) -> None:
    picture = write_scan(tmp_path / "scan.png", rotation)
    scan = wrap(picture, tmp_path / "scan.pdf", 90, crop=30)
    reading = reading_of(rotation)
    wordless = replace(reading, text=PageText(*A4_PIXELS))
    for name, each in (("with", reading), ("without", wordless)):
        page = PdfPage(scan, "application/pdf", 0, each)
        write_searchable_pdf([page], tmp_path / f"{name}.pdf")
    shown = pixels_of(tmp_path / "with.pdf")
    assert np.array_equal(shown, pixels_of(tmp_path / "without.pdf"))
    if rotation == 0:
        assert np.array_equal(shown, pixels_of(scan))


def test_text_comes_out_in_order_with_spaces_and_lines(tmp_path: Path) -> None:
    scan = write_scan(tmp_path / "scan.jpg", 0, quality=70)
    write_searchable_pdf([PdfPage(scan, "image/jpeg", 0, reading_of(0))], tmp_path / "out.pdf")
    lines = [line for line in text_of(tmp_path / "out.pdf").splitlines() if line.strip("\f ")]
    assert lines == [text for ((_, _, text),) in LINES]


def test_every_vietnamese_letter_is_searchable(tmp_path: Path) -> None:
    letters = sorted(VIETNAMESE_LETTERS)
    words = ["".join(letters[start : start + 6]) for start in range(0, len(letters), 6)]
    lines = tuple(
        Line((Word(word, Box(50, 30 + 35 * row, 250, 55 + 35 * row), 1.0),))
        for row, word in enumerate(words)
    )
    text = PageText(*A4_PIXELS, lines, "test")
    reading = PageReading(0, *A4_PIXELS, 0, 0.0, False, False, text)
    scan = write_scan(tmp_path / "scan.png", 0)
    write_searchable_pdf([PdfPage(scan, "image/png", 0, reading)], tmp_path / "out.pdf")
    found = text_of(tmp_path / "out.pdf").split()
    assert found == words
    assert all(unicodedata.is_normalized("NFC", word) for word in found)


def test_letters_that_two_bytes_cannot_say_do_no_harm(tmp_path: Path) -> None:
    lines = (Line((Word("𠀀a", Box(50, 30, 250, 55), 1.0), Word("b", Box(260, 30, 280, 55), 1.0))),)
    reading = PageReading(0, *A4_PIXELS, 0, 0.0, False, False, PageText(*A4_PIXELS, lines, "test"))
    scan = write_scan(tmp_path / "scan.png", 0)
    write_searchable_pdf([PdfPage(scan, "image/png", 0, reading)], tmp_path / "out.pdf")
    assert text_of(tmp_path / "out.pdf").split() == ["\ufffda", "b"]


@pytest.mark.parametrize("degrees", [-3.0, -1.0, 0.5, 3.0])
def test_a_page_that_lay_askew_keeps_its_lines(tmp_path: Path, degrees: float) -> None:
    lines = []
    for row in range(20):
        words = [f"chữ{row}x{column}" for column in range(12)]
        boxes = [Box(60 + 60 * x, 100 + 45 * row, 110 + 60 * x, 120 + 45 * row) for x in range(12)]
        lines.append(Line(tuple(Word(*each, 0.9) for each in zip(words, boxes, strict=True))))
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    askew = Transform.from_matrix(np.array([[cos, -sin, 0], [sin, cos, 0]]))
    text = PageText(*A4_PIXELS, tuple(lines), "test", askew)
    reading = replace(reading_of(0), skew=degrees, text=text)
    scan = write_scan(tmp_path / "scan.png", 0)
    write_searchable_pdf([PdfPage(scan, "image/png", 0, reading)], tmp_path / "out.pdf")
    found = [line for line in text_of(tmp_path / "out.pdf").splitlines() if line.strip("\f ")]
    assert found == text.text.splitlines()
    half_a_line = 20 * 72 / DPI + np.tan(np.radians(abs(degrees))) * 400 * 72 / DPI
    for word, (left, top, right, bottom) in words_of(tmp_path / "out.pdf"):
        row, column = map(int, word.removeprefix("chữ").split("x"))
        inked = [edge * 72 / DPI for edge in askew.box(lines[row].words[column].box).as_list()]
        assert (left, right) == pytest.approx((inked[0], inked[2]), abs=2)
        assert (top, bottom) == pytest.approx((inked[1], inked[3]), abs=half_a_line)


def test_the_own_text_of_a_pdf_is_kept_and_not_doubled(tmp_path: Path) -> None:
    scan = write_scan(tmp_path / "scan.png", 0)
    write_searchable_pdf([PdfPage(scan, "image/png", 0, reading_of(0))], tmp_path / "first.pdf")
    own = reading_of(0)
    own = PageReading(
        0, *A4_PIXELS, 0, 0.0, False, False, PageText(*A4_PIXELS, own.text.lines, "pdf")
    )
    page = PdfPage(tmp_path / "first.pdf", "application/pdf", 0, own)
    write_searchable_pdf([page], tmp_path / "out.pdf")
    assert text_of(tmp_path / "out.pdf") == text_of(tmp_path / "first.pdf")


def test_only_what_a_person_typed_is_laid_over_the_own_text_of_a_pdf(tmp_path: Path) -> None:
    scan = write_scan(tmp_path / "scan.png", 0)
    write_searchable_pdf([PdfPage(scan, "image/png", 0, reading_of(0))], tmp_path / "first.pdf")
    own = replace(reading_of(0), text=replace(reading_of(0).text, engine="pdf"))
    name = place_of_line(own.text, own.text.lines[1])
    corrected = correct_reading(own, name, "Nguyễn Đức Hạnh")
    page = PdfPage(tmp_path / "first.pdf", "application/pdf", 0, corrected)
    write_searchable_pdf([page], tmp_path / "out.pdf")
    words = text_of(tmp_path / "out.pdf").split()
    assert sorted(words) == sorted([*text_of(tmp_path / "first.pdf").split(), "Hạnh"])


def test_an_older_invisible_text_is_replaced(tmp_path: Path) -> None:
    scan = write_scan(tmp_path / "scan.png", 0)
    lines = (Line((Word("Nguyên", Box(50, 300, 250, 325), 1.0),)),)
    worse = PageReading(0, *A4_PIXELS, 0, 0.0, False, False, PageText(*A4_PIXELS, lines, "old"))
    write_searchable_pdf([PdfPage(scan, "image/png", 0, worse)], tmp_path / "old.pdf")
    page = PdfPage(tmp_path / "old.pdf", "application/pdf", 0, reading_of(0))
    write_searchable_pdf([page], tmp_path / "out.pdf")
    assert "Nguyên" in text_of(tmp_path / "old.pdf")
    assert "Nguyên" not in text_of(tmp_path / "out.pdf")
    assert_words_in_place(tmp_path / "out.pdf")
    assert np.array_equal(pixels_of(tmp_path / "out.pdf"), pixels_of(tmp_path / "old.pdf"))


def test_text_that_people_see_stays(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.F1)
        mixed = b"BT /F1 20 Tf 3 Tr 50 400 Td (hidden) Tj 0 Tr 0 -50 Td (seen) Tj ET"
        alone = b" q BT /F1 20 Tf 3 Tr 50 200 Td (gone) Tj ET Q BT 0 Tr 50 100 Td (here) Tj ET"
        page.obj.Contents = pdf.make_stream(mixed + alone)
        pdf.save(tmp_path / "in.pdf")
    page = PdfPage(tmp_path / "in.pdf", "application/pdf", 0, reading_of(0))
    write_searchable_pdf([page], tmp_path / "out.pdf")
    words = text_of(tmp_path / "out.pdf").split()
    assert {"seen", "here", "Nguyễn"} <= set(words)
    assert "gone" not in words
    assert np.array_equal(pixels_of(tmp_path / "out.pdf"), pixels_of(tmp_path / "in.pdf"))


def test_a_signature_stamp_is_shown_and_claims_nothing(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        stamp = pdf.make_stream(b"1 0 0 rg 0 0 100 50 re f", BBox=[0, 0, 100, 50])
        stamp.Type, stamp.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        signature = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Contents=b"signed bytes")
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T=b"Signature1",
            V=pdf.make_indirect(signature),
            F=132,
            Rect=[400, 700, 500, 750],
            AP=pikepdf.Dictionary(N=stamp),
        )
        page.obj.Annots = [pdf.make_indirect(field)]
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=page.obj.Annots, SigFlags=3)
        pdf.save(tmp_path / "in.pdf")
    page = PdfPage(tmp_path / "in.pdf", "application/pdf", 0, reading_of(0))
    write_searchable_pdf([page], tmp_path / "out.pdf")
    shown = pixels_of(tmp_path / "out.pdf")
    assert np.array_equal(shown, pixels_of(tmp_path / "in.pdf"))
    assert (shown == [255, 0, 0]).all(axis=2).any()
    assert b"signed bytes" not in (tmp_path / "out.pdf").read_bytes()
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert pdf.pages[0].obj.Annots[0].Subtype == pikepdf.Name.Stamp


def test_a_page_that_could_not_be_read_is_shown_without_text(tmp_path: Path) -> None:
    scan = write_scan(tmp_path / "scan.png", 0)
    write_searchable_pdf([PdfPage(scan, "image/png", 0, None)], tmp_path / "out.pdf")
    assert text_of(tmp_path / "out.pdf").strip() == ""
    assert pixels_of(tmp_path / "out.pdf").min() == 0


def test_long_documents_are_written_in_parts_and_keep_their_order(tmp_path: Path) -> None:
    scan = make_tiff(tmp_path / "scan.tif", "1", compression="group4")
    pages = []
    for index in range(70):
        words = (Word(f"trang{index}", Box(50, 50, 300, 80), 1.0),)
        text = PageText(*A4_PIXELS, (Line(words),), "test")
        reading = PageReading(index, *A4_PIXELS, 0, 0.0, False, False, text)
        pages.append(PdfPage(scan, "image/tiff", index % 3, reading))
    write_searchable_pdf(pages, tmp_path / "out.pdf")
    assert text_of(tmp_path / "out.pdf").split() == [f"trang{index}" for index in range(70)]


PEAK_OF = """
import resource, sys
from pathlib import Path
from records.corrected_reading import correct_reading, place_of_line
from records.searchable_pdf import PdfPage, write_searchable_pdf
page = PdfPage(Path(sys.argv[1]), "image/jpeg", 0, None)
write_searchable_pdf([page] * int(sys.argv[2]), Path(sys.argv[3]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_memory_does_not_grow_with_the_document(tmp_path: Path) -> None:
    scan = tmp_path / "scan.jpg"
    noise = np.random.default_rng(0).integers(0, 256, (1169, 827), dtype=np.uint8)
    Image.fromarray(noise).save(scan, quality=95)

    def peak(pages: int) -> int:
        call = [sys.executable, "-c", PEAK_OF, scan, str(pages), tmp_path / "out.pdf"]
        return int(subprocess.run(call, check=True, capture_output=True, text=True).stdout)

    few, many = peak(20), peak(100)
    added = 80 * scan.stat().st_size / 2**20
    assert added > 40  # MiB; else the test could not fail
    assert many - few < added / 3


def test_the_title_stands_in_the_pdf(tmp_path: Path) -> None:
    scan = write_scan(tmp_path / "scan.png", 0)
    page = PdfPage(scan, "image/png", 0, None)
    write_searchable_pdf([page], tmp_path / "out.pdf", title="Hồ sơ số 7")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert str(pdf.docinfo.Title) == "Hồ sơ số 7"
        assert pdf.open_metadata()["dc:title"] == "Hồ sơ số 7"
        assert pdf.check_pdf_syntax() == []


def test_a_pdf_without_pages_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="must have a page"):
        write_searchable_pdf([], tmp_path / "out.pdf")


def test_nothing_half_written_stays(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"not a PDF")
    with pytest.raises(pikepdf.PdfError):
        write_searchable_pdf(
            [PdfPage(tmp_path / "bad.pdf", "application/pdf", 0, None)], tmp_path / "out.pdf"
        )
    assert [each.name for each in tmp_path.iterdir()] == ["bad.pdf"]
