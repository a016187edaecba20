"""Pages of print, drawn for tests, and page texts put together from lines."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from dossiers.geometry import Box
from dossiers.page import Line, PageReading, PageText, Word

SERIF = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"
SERIF_BOLD = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Bold.ttf"
A4_AT_200 = (1654, 2339)

BODY = (
    "Thực hiện Nghị định số 123/2020/NĐ-CP ngày 19/10/2020 của Chính phủ",
    "quy định về hóa đơn, chứng từ, Ủy ban nhân dân xã yêu cầu các đơn vị",
    "tổ chức tập huấn, hướng dẫn các tổ chức, cá nhân kinh doanh trên địa",
    "bàn về hóa đơn điện tử; chủ động tìm hiểu, tư vấn cho người nộp thuế",
    "trong quá trình đăng ký và sử dụng theo quy định của pháp luật.",
)
HEADER = (
    ((180, 150), "ỦY BAN NHÂN DÂN", SERIF_BOLD),
    ((200, 195), "XÃ PHÚ THỊNH", SERIF_BOLD),
    ((200, 290), "Số: 15/QĐ-UBND", SERIF),
    ((700, 150), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", SERIF_BOLD),
    ((850, 195), "Độc lập - Tự do - Hạnh phúc", SERIF_BOLD),
    ((800, 290), "Phú Thịnh, ngày 05 tháng 02 năm 2024", SERIF),
    ((720, 420), "QUYẾT ĐỊNH", SERIF_BOLD),
    ((470, 470), "Về việc công nhận hộ gia đình văn hóa", SERIF_BOLD),
)


def draw_page(
    texts: Sequence[tuple[tuple[int, int], str, str]], size: tuple[int, int] = A4_AT_200
) -> Image.Image:
    """A white page with texts: place in pixels, text, font file."""
    page = Image.new("L", size, 255)
    pen = ImageDraw.Draw(page)
    for place, text, font in texts:
        pen.text(place, text, fill=0, font=ImageFont.truetype(font, 36))
    return page


def decision() -> Image.Image:
    """The first page of a decision at 200 dpi, with header, title, subject and body."""
    body = [((250, 650 + 60 * row), text, SERIF) for row, text in enumerate(BODY * 4)]
    return draw_page([*HEADER, *body])


def pixels(page: Image.Image) -> NDArray[np.uint8]:
    return np.asarray(page)


def line(text: str, left: int, top: int, height: int = 40, confidence: float = 0.95) -> Line:
    """A line whose letters are half as wide as high."""
    words, x = [], left
    for word in text.split():
        width = len(word) * height // 2
        words.append(Word(word, Box(x, top, x + width, top + height), confidence))
        x += width + height // 2
    return Line(tuple(words))


def page_text(*lines: Line, width: int = 2480, height: int = 3508) -> PageText:
    return PageText(width, height, lines, "test")


def reading(text: PageText, index: int = 0) -> PageReading:
    return PageReading(index, text.width, text.height, 0, 0.0, False, False, text)


def blank_page(index: int = 0) -> PageReading:
    return PageReading(index, 2480, 3508, 0, 0.0, True, False, PageText(2480, 3508))


def decision_text(number: str = "Số: 15/QĐ-UBND", title: str = "QUYẾT ĐỊNH") -> PageText:
    """The page text of ``decision``, as a good engine reads it at 300 dpi."""
    return page_text(
        line("ỦY BAN NHÂN DÂN", 270, 225),
        line("XÃ PHÚ THỊNH", 300, 290),
        line(number, 300, 435),
        line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1100, 225),
        line("Độc lập - Tự do - Hạnh phúc", 1250, 290),
        line("Phú Thịnh, ngày 05 tháng 02 năm 2024", 1200, 435),
        line(title, 1140, 630),
        line("Về việc công nhận hộ gia đình văn hóa", 870, 705),
        *(line(text, 375, 975 + 90 * row) for row, text in enumerate(BODY)),
    )
