import io
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from dossiers.errors import UnreadableInputError
from imaging.scans import open_scan, take_stock
from tests.making_files import (
    image_stream,
    looks_like,
    paper,
    rgb_stream,
    write_page,
    write_scan_pdf,
)

PDF = "application/pdf"


@pytest.fixture
def plain_pdf(tmp_path: Path) -> bytes:
    """Six scanned pages, written from the first object to the last."""
    buffer = io.BytesIO()
    with pikepdf.open(write_scan_pdf(tmp_path / "source.pdf", pages=6)) as pdf:
        pdf.save(buffer)
    return buffer.getvalue()


def refused(file: Path, content: bytes) -> str:
    file.write_bytes(content)
    with pytest.raises(UnreadableInputError) as refusal:
        take_stock(file, PDF)
    return refusal.value.reason.key


def test_a_truncated_pdf_gives_the_pages_that_are_left_and_a_doubt(
    tmp_path: Path, plain_pdf: bytes
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(plain_pdf[: len(plain_pdf) * 6 // 10])
    stock = take_stock(file, PDF)
    assert stock.pages == 6
    assert [(doubt.key, doubt.values["pages"]) for doubt in stock.doubts] == [("pdf.repaired", 3)]
    for number in range(3):
        gray = open_scan(file, PDF, number).pixels[-5, -5]
        assert np.allclose(gray, number * 37, atol=3)
    # A lost page must not pass for a blank one.
    for number in range(3, 6):
        with pytest.raises(UnreadableInputError) as refusal:
            open_scan(file, PDF, number)
        assert refusal.value.reason.values["page"] == number + 1


def test_a_pdf_without_its_table_is_repaired(tmp_path: Path, plain_pdf: bytes) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(plain_pdf.replace(b"startxref\n", b"startxref\n9"))
    assert take_stock(file, PDF).doubts[0].values["pages"] == 6
    assert np.allclose(open_scan(file, PDF, 5).pixels[-5, -5], 5 * 37, atol=3)


def test_a_scan_that_cannot_be_decoded_is_no_blank_page(tmp_path: Path) -> None:
    file = write_scan_pdf(tmp_path / "a.pdf")
    content = bytearray(file.read_bytes())
    start = content.index(b"\xff\xd8\xff")
    content[start : content.index(b"\xff\xd9", start)] = bytes(
        content.index(b"\xff\xd9", start) - start
    )
    file.write_bytes(content)
    with pytest.raises(UnreadableInputError) as refusal:
        open_scan(file, PDF, 0)
    assert refusal.value.reason.key == "pdf.page_damaged"


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 20, b"%PDF-1.4 \0\0\0\0"]
)
def test_a_pdf_with_nothing_in_it_is_refused_with_a_cure(tmp_path: Path, content: bytes) -> None:
    assert refused(tmp_path / "a.pdf", content) == "pdf.damaged"


def test_a_pdf_without_pages_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    pikepdf.new().save(buffer)
    assert refused(tmp_path / "a.pdf", buffer.getvalue()) == "pdf.no_pages"


def test_a_pdf_with_a_password_is_refused_with_a_cure(tmp_path: Path) -> None:
    with pikepdf.open(write_scan_pdf(tmp_path / "source.pdf")) as pdf:
        pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(user="secret", owner="owner"))
    with pytest.raises(UnreadableInputError) as refusal:
        take_stock(tmp_path / "a.pdf", PDF)
    assert refusal.value.reason.key == "pdf.password"
    with pytest.raises(UnreadableInputError):
        open_scan(tmp_path / "a.pdf", PDF, 0)


@pytest.mark.parametrize("revision", [2, 3, 4, 6])
def test_a_pdf_that_only_its_owner_may_change_is_read(tmp_path: Path, revision: int) -> None:
    lock = pikepdf.Encryption(
        user="", owner="owner", R=revision, aes=revision >= 4, metadata=revision >= 4
    )
    with pikepdf.open(write_scan_pdf(tmp_path / "source.pdf")) as pdf:
        pdf.save(tmp_path / "a.pdf", encryption=lock)
    stock = take_stock(tmp_path / "a.pdf", PDF)
    assert (stock.pages, stock.doubts) == (1, ())
    assert open_scan(tmp_path / "a.pdf", PDF, 0).pixels.shape[:2] == (300, 200)


def test_words_before_the_header_do_no_harm(tmp_path: Path, plain_pdf: bytes) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"HTTP/1.1 200 OK\r\n\r\n" + plain_pdf)
    assert take_stock(file, PDF).pages == 6
    assert open_scan(file, PDF, 0).pixels.shape[:2] == (300, 200)


def test_resources_of_the_parent_count_as_the_pages_own(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    masked = rgb_stream(pdf)
    masked["/Mask"] = pikepdf.Array([200, 255, 0, 50, 0, 50])
    write_page(tmp_path / "s.pdf", pdf, b"q 144 0 0 216 0 0 cm /I Do Q", {"I": masked})
    pdf.Root.Pages.Resources = pdf.pages[0].Resources
    del pdf.pages[0].obj["/Resources"]
    pdf.save(tmp_path / "a.pdf")
    # The mask is seen, so the page is drawn and not taken with what the mask hides.
    assert open_scan(tmp_path / "a.pdf", PDF, 0).pixels.shape[:2] == (900, 600)


@pytest.mark.parametrize("box", [[5000, 5000, 6000, 6000], [-20, 0, 0, 216], [10, 10, 10, 90]])
def test_a_crop_box_that_shows_nothing_counts_for_nothing(tmp_path: Path, box: list[int]) -> None:
    pdf = pikepdf.new()
    content = b"q 144 0 0 216 0 0 cm /I Do Q"
    image = {"I": rgb_stream(pdf)}
    file = write_page(tmp_path / "a.pdf", pdf, content, image, CropBox=pikepdf.Array(box))
    scan = open_scan(file, PDF, 0)
    assert scan.dpi == pytest.approx(100)
    assert looks_like(scan.pixels, paper(), 0)


@pytest.mark.parametrize("side", [1_000_000, 10_000_000])
def test_a_page_too_large_to_be_drawn_legibly_is_refused(tmp_path: Path, side: int) -> None:
    pdf = pikepdf.new()
    box = pikepdf.Array([0, 0, side, side])
    content = b"q 144 0 0 216 0 0 cm /I Do Q"
    file = write_page(tmp_path / "a.pdf", pdf, content, {"I": rgb_stream(pdf)}, MediaBox=box)
    with pytest.raises(UnreadableInputError) as refusal:
        open_scan(file, PDF, 0)
    assert refusal.value.reason.key == "pdf.page_too_large"
    assert refusal.value.reason.values["width"] == round(side / 72 * 2.54)


def test_a_page_box_that_readers_understand_differently_is_refused(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    box = pikepdf.Array([0, 0, 99_999_999_999, 1])
    content = b"q 144 0 0 216 0 0 cm /I Do Q"
    file = write_page(tmp_path / "a.pdf", pdf, content, {"I": rgb_stream(pdf)}, MediaBox=box)
    with pytest.raises(UnreadableInputError) as refusal:
        open_scan(file, PDF, 0)
    assert refusal.value.reason.key == "pdf.page_damaged"


def test_a_picture_that_claims_too_many_pixels_is_no_blank_page(tmp_path: Path) -> None:
    file = write_scan_pdf(tmp_path / "a.pdf")
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        image.Width = image.Height = 29_000
        pdf.save(file)
    with pytest.raises(UnreadableInputError) as refusal:
        open_scan(file, PDF, 0)
    assert refusal.value.reason.key == "pdf.page_damaged"


@pytest.mark.parametrize("matrix", [b"144 0 0 216 0 0", b"100 0 0 150 20 30"])
@pytest.mark.parametrize("color", ["white", "black"])
def test_a_blank_picture_that_must_be_drawn_is_a_blank_page(
    tmp_path: Path, matrix: bytes, color: str
) -> None:
    pdf = pikepdf.new()
    # A mask of ink: bits that are not set are see-through, as scanning programs store text.
    bits = Image.new("1", (200, 300), 1).tobytes()
    image = image_stream(pdf, bits, ImageMask=True, BitsPerComponent=1)
    paint = b"1 g " if color == "white" else b"0 g "
    content = paint + b"q " + matrix + b" cm /I Do Q"
    scan = open_scan(write_page(tmp_path / "a.pdf", pdf, content, {"I": image}), PDF, 0)
    assert (scan.pixels == 255).all()
