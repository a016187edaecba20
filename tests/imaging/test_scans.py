import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from dossiers.errors import UnreadableInputError
from imaging.scans import count_pages, open_scan, sniff_media, take_stock
from tests.making_files import encode, looks_like, paper, write_scan_pdf


@pytest.mark.parametrize(
    ("kind", "media"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
        ("TIFF", "image/tiff"),
        ("BMP", "image/bmp"),
        ("GIF", "image/gif"),
        ("JPEG2000", "image/jp2"),
    ],
)
def test_a_picture_is_known_by_its_bytes_whatever_its_ending(
    tmp_path: Path, kind: str, media: str
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(encode(paper(), kind))
    assert sniff_media(file) == media


@pytest.mark.parametrize(
    ("head", "media"),
    [
        (b"junk" * 200 + b"%PDF-1.4", "application/pdf"),
        (b"junk" * 300 + b"%PDF-1.4", None),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic"),
        (b"PK\x03\x04", "application/zip"),
        (b"BMW is no picture", None),
        (b"", None),
    ],
)
def test_headers_are_known_where_the_formats_put_them(
    tmp_path: Path, head: bytes, media: str | None
) -> None:
    file = tmp_path / "a"
    file.write_bytes(head)
    assert sniff_media(file) == media


@pytest.mark.parametrize(
    ("name", "content", "media", "key"),
    [
        ("a.pdf", b"", "application/pdf", "file.empty"),
        ("a.jpg", b"", "image/jpeg", "file.empty"),
        ("a.pdf", b"hello", "application/pdf", "file.not_what_its_ending_says"),
        ("a.txt", b"hello", "text/plain", "file.not_a_scan"),
        ("a.gif", b"GIF89a...", "image/gif", "file.format_not_taken"),
        ("a.zip", b"PK\x03\x04", "application/zip", "file.not_a_scan"),
    ],
)
def test_what_is_no_scan_is_refused_with_a_cure(
    tmp_path: Path, name: str, content: bytes, media: str, key: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(UnreadableInputError) as refusal:
        count_pages(file, media)
    assert refusal.value.reason.key == key
    assert refusal.value.reason.values["name"] == name


def test_a_jpeg_is_one_page(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(encode(paper(), "JPEG"))
    assert count_pages(file, "image/jpeg") == 1
    assert looks_like(open_scan(file, "image/jpeg", 0).pixels, paper())


def test_each_page_of_a_pdf_is_opened_by_its_number(tmp_path: Path) -> None:
    file = write_scan_pdf(tmp_path / "a.pdf", pages=4)
    assert take_stock(file, "application/pdf").doubts == ()
    grays = [open_scan(file, "application/pdf", number).pixels[-5, -5] for number in range(4)]
    assert np.allclose(grays, [[n * 37] * 3 for n in range(4)], atol=3)


def test_a_page_behind_the_last_is_missing(tmp_path: Path) -> None:
    file = write_scan_pdf(tmp_path / "a.pdf", pages=2)
    with pytest.raises(UnreadableInputError) as refusal:
        open_scan(file, "application/pdf", 2)
    assert refusal.value.reason.key == "pdf.page_missing"


PEAK_AFTER = """
import resource, sys
from pathlib import Path
from imaging.scans import open_scan
for number in eval(sys.argv[2]):
    open_scan(Path(sys.argv[1]), "application/pdf", number)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def _peak_kib(file: Path, numbers: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", PEAK_AFTER, str(file), numbers],
        capture_output=True,
        check=True,
        text=True,
    )
    return int(done.stdout)


def test_memory_does_not_grow_with_the_pages_read(tmp_path: Path) -> None:
    # 300 pages of 1.4 MB pixels: kept, they would take 430 MB
    file = write_scan_pdf(tmp_path / "a.pdf", pages=300, size=(600, 800))
    few, all_pages = _peak_kib(file, "range(6)"), _peak_kib(file, "range(300)")
    assert all_pages - few < 60 * 1024
