import unicodedata
from pathlib import Path

import numpy as np
import pikepdf
import pytest

from dossiers.page import PageText
from imaging.scans import open_scan
from imaging.text_layer import is_sound
from tests.making_files import FONT, HEAD, write_text_pdf

pytestmark = pytest.mark.skipif(not FONT.exists(), reason="needs fonts-liberation2")
PDF = "application/pdf"
PROSE = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015 của Quốc hội"


def read(file: Path) -> PageText | None:
    return open_scan(file, PDF, 0).text


def test_the_text_of_a_digital_page_is_read_letter_by_letter(tmp_path: Path) -> None:
    text = read(write_text_pdf(tmp_path / "a.pdf", HEAD))
    assert text is not None
    assert text.engine == "pdf"
    assert text.confidence == 1.0
    assert text.text.splitlines() == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH QUẢNG NGÃI",
        "Số: 15/QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Quảng Ngãi, ngày 02 tháng 3 năm 2024",
        "QUYẾT ĐỊNH",
        HEAD[-1][3],
    ]


def test_words_are_boxed_where_their_ink_is(tmp_path: Path) -> None:
    scan = open_scan(write_text_pdf(tmp_path / "a.pdf", HEAD), PDF, 0)
    assert scan.text is not None
    ink = scan.pixels.min(axis=2) < 128
    outside = ink.copy()
    for word in (word for line in scan.text.lines for word in line.words):
        box = (slice(word.box.top, word.box.bottom), slice(word.box.left, word.box.right))
        assert ink[box].any()
        outside[box] = False
    assert np.count_nonzero(outside) < 0.01 * np.count_nonzero(ink)


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_letters_that_lie_on_their_side_are_left_to_the_reader(tmp_path: Path, rotate: int) -> None:
    file = write_text_pdf(tmp_path / "a.pdf", HEAD)
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Rotate = rotate
        pdf.save(file)
    assert read(file) is None


def test_a_sideways_page_that_is_displayed_upright_keeps_its_text(tmp_path: Path) -> None:
    file = write_text_pdf(tmp_path / "a.pdf", HEAD)
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        page.MediaBox = pikepdf.Array([0, 0, 842, 595])
        content = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(b"0 1 -1 0 842 0 cm " + content)
        page.Rotate = 90
        pdf.save(file)
    scan = open_scan(file, PDF, 0)
    assert scan.text is not None
    assert scan.text.lines[0].text == "ỦY BAN NHÂN DÂN"
    first = scan.text.lines[0].words[0].box
    assert scan.pixels[first.top : first.bottom, first.left : first.right].min() < 128


def test_text_is_composed(tmp_path: Path) -> None:
    told = {char: unicodedata.normalize("NFD", char) for *_, text in HEAD for char in text}
    text = read(write_text_pdf(tmp_path / "a.pdf", HEAD, told))
    assert text is not None
    assert "ỦY BAN NHÂN DÂN" in text.text
    assert unicodedata.is_normalized("NFC", text.text)


@pytest.mark.parametrize(
    "told",
    [
        # TCVN3: the letters of the font ABC
        dict(zip("ỦÂẬÃẢĐỊỐỘÒĨỆẬạúìệêáàóủỉ", "ñ¢Ëã¶§ÞèéßÜÖË¹óÞÖªµ¸ãñØ", strict=True)),
        # letters without meaning: private use, and the sign of a lost letter
        {"N": "\ue04e", "h": "\ue068"},
        {"a": "\ufffd"},
        # a shifted alphabet
        {char: chr(ord(char) + 3) for char in "abcdeghiklmnopqrstuvxyABCDEGHIKLMNOPQRSTUVXY"},
    ],
)
def test_a_layer_that_says_something_else_than_the_page_is_thrown_away(
    tmp_path: Path, told: dict[str, str]
) -> None:
    assert read(write_text_pdf(tmp_path / "a.pdf", HEAD, told)) is None


def test_text_in_a_form_that_shows_more_than_the_layer_is_thrown_away(tmp_path: Path) -> None:
    file = write_text_pdf(tmp_path / "a.pdf", HEAD)
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        strokes = b"".join(b"60 %d 450 5 re f " % (40 + 12 * row) for row in range(45))
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" 0 g " + strokes)
        pdf.save(file)
    assert read(file) is None


def test_a_page_number_alone_is_no_text_layer(tmp_path: Path) -> None:
    assert read(write_text_pdf(tmp_path / "a.pdf", [(290, 800, 13, "Trang 2")])) is None


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        unicodedata.normalize("NFD", PROSE),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: 15/QĐ-UBND; căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ",
        "Ông Nguyễn Văn Giỏi trú tại xã Trà Quynh, huyện Trà Bồng, số điện thoại 0905 000 000",
        "Người yêu cầu đăng ký khai tử thuở nhỏ ở Buôn Ma Thuột, nghiêng, khuya, khuỷu, giường",
    ],
)
def test_vietnamese_of_today_is_sound(text: str) -> None:
    assert is_sound(text)


@pytest.mark.parametrize(
    "text",
    [
        "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc",
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc",
        "C\ufffdng h\ufffda x\ufffd h\ufffdi ch\ufffd ngh\ufffda Vi\ufffdt Nam",
        "(cid:38)(cid:49) " + PROSE,
        "Cong hoa xa hoi chu nghia Viet Nam, Doc lap - Tu do - Hanh phuc",
        "CNG HA X HI CH NGHA VIT NAM c lp - T do - Hnh phc",
        "Fộqj kòd aằ kộl fkụ qjkĩd ylệw qdp, gộf oậs wự gr kạqk skúf",
        "",
    ],
)
def test_doubtful_text_is_not_sound(text: str) -> None:
    assert not is_sound(text)
