"""Files as scanners, phones and offices deliver them, made on the spot for the tests."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import img2pdf
import numpy as np
import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

FONT = Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf")

HEAD = (
    (90, 780, 13, "ỦY BAN NHÂN DÂN"),
    (300, 780, 13, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (90, 762, 13, "TỈNH QUẢNG NGÃI"),
    (350, 762, 13, "Độc lập - Tự do - Hạnh phúc"),
    (90, 730, 13, "Số: 15/QĐ-UBND"),
    (340, 730, 13, "Quảng Ngãi, ngày 02 tháng 3 năm 2024"),
    (250, 690, 14, "QUYẾT ĐỊNH"),
    (90, 660, 13, "Về việc phê duyệt kế hoạch số hóa hồ sơ lưu trữ của tỉnh trong năm nay"),
)


def paper(width: int = 200, height: int = 300) -> Image.Image:
    """A sheet that looks different each way it is turned: red bar left, blue at top right."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((width // 20, height // 10, width // 6, height * 9 // 10), fill=(200, 20, 20))
    draw.rectangle((width // 2, height // 20, width * 9 // 10, height // 8), fill=(20, 20, 200))
    return image


def encode(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def write_scan_pdf(path: Path, pages: int = 1, size: tuple[int, int] = (200, 300)) -> Path:
    """A PDF as a scanner makes it: one JPEG a page; each page has its own gray."""
    sheets = []
    for number in range(pages):
        image = paper(*size)
        image.paste((number * 37 % 256,) * 3, (size[0] // 2, size[1] // 2, size[0], size[1]))
        sheets.append(encode(image, "JPEG", quality=90, dpi=(100, 100)))
    path.write_bytes(img2pdf.convert(sheets))
    return path


def image_stream(pdf: pikepdf.Pdf, raw: bytes, **entries: object) -> pikepdf.Object:
    """An image as a PDF keeps it; 200 x 300 unless told otherwise."""
    shape = {"Width": 200, "Height": 300, "BitsPerComponent": 8}
    stream = pdf.make_stream(raw)
    stream["/Type"], stream["/Subtype"] = Name.XObject, Name.Image
    for key, value in {**shape, **entries}.items():
        stream[f"/{key}"] = value
    return stream


def rgb_stream(pdf: pikepdf.Pdf, image: Image.Image | None = None) -> pikepdf.Object:
    raw = (image or paper()).tobytes()
    return image_stream(pdf, raw, ColorSpace=Name.DeviceRGB)


def write_page(
    path: Path,
    pdf: pikepdf.Pdf,
    content: bytes,
    xobjects: Mapping[str, pikepdf.Object],
    **entries: object,
) -> Path:
    """A PDF of one page of 144 x 216 points with the given content."""
    pdf.add_blank_page(page_size=(144, 216))
    page = pdf.pages[-1]
    page.Resources = Dictionary(
        XObject=Dictionary({f"/{name}": item for name, item in xobjects.items()}),
        Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)),
    )
    page.Contents = pdf.make_stream(content)
    for key, value in entries.items():
        page[f"/{key}"] = value
    pdf.save(path)
    return path


def write_text_pdf(
    path: Path, lines: Sequence[tuple[int, int, int, str]], told: Mapping[str, str] | None = None
) -> Path:
    """A born-digital A4 page.

    Args:
        lines: Left and baseline in points, size, text.
        told: What the file says a letter is, where that is not what is drawn.
    """
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    letters = sorted({char for *_, text in lines for char in text})
    font = TTFont(FONT)
    glyphs = {char: font.getGlyphID(font.getBestCmap()[ord(char)]) for char in letters}
    content = b"BT "
    for left, baseline, size, text in lines:
        shown = "".join(f"{glyphs[char]:04x}" for char in text)
        content += f"/F {size} Tf 1 0 0 1 {left} {baseline} Tm <{shown}> Tj ".encode()
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(content + b"ET")
    page.Resources = Dictionary(Font=Dictionary(F=_type0(pdf, font, glyphs, told or {})))
    pdf.save(path)
    return path


def _type0(
    pdf: pikepdf.Pdf, font: TTFont, glyphs: Mapping[str, int], told: Mapping[str, str]
) -> pikepdf.Object:
    per_mille = 1000 / font["head"].unitsPerEm
    advances = {glyph: font["hmtx"][font.getGlyphName(glyph)][0] for glyph in glyphs.values()}
    listed = " ".join(f"{glyph} [{width * per_mille}]" for glyph, width in advances.items())
    widths = pikepdf.Object.parse(f"[{listed}]".encode())
    rows = "\n".join(
        f"<{glyph:04x}> <{told.get(char, char).encode('utf-16-be').hex()}>"
        for char, glyph in glyphs.items()
    )
    table = f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange {len(glyphs)} "
    table += f"beginbfchar\n{rows}\nendbfchar endcmap"
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Serif, Flags=4,
        FontBBox=Array([0, -300, 1000, 900]), ItalicAngle=0, Ascent=891, Descent=-216,
        CapHeight=650, StemV=80,
        FontFile2=pdf.make_stream(FONT.read_bytes()),
    )  # fmt: skip
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Serif, W=widths,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor), CIDToGIDMap=Name.Identity,
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Serif, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(table.encode()),
        )
    )  # fmt: skip


def looks_like(pixels: np.ndarray, image: Image.Image, tolerance: float = 6) -> bool:
    """The same size, and on average nearly the same colors."""
    expected = np.asarray(image.convert("RGB"), dtype=float)
    found = pixels if pixels.ndim == 3 else np.stack([pixels] * 3, axis=-1)
    return found.shape == expected.shape and abs(found - expected).mean() <= tolerance
