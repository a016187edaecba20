"""A font that shows nothing and says everything: the type of an invisible text layer.

Every code is the UTF-16 unit of its letter, every letter has the one empty glyph, and
``ToUnicode`` says which letter it is. So any text can be searched and copied, in any language,
from a font of a few hundred bytes.

Source: PDF 32000-1:2008, 9.7 (composite fonts) and 9.10.3 (ToUnicode); the method is that of
Tesseract's PDF renderer and OCRmyPDF.
"""

import io
from functools import cache

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pikepdf import Array, Dictionary, Name

EM = 1000
ADVANCE = 500  # width of every glyph, in thousandths of the type size
ASCENT = 800  # above the baseline; a letter's cell is one em high
DESCENT = -200

_NAME = "HosoInvisible"
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def encode_text(text: str) -> bytes:
    """The codes of ``text``, two bytes a letter."""
    # Letters beyond the first 65,536 have no code of two bytes; no Vietnamese one is there.
    short = "".join(letter if ord(letter) < 0x10000 else _REPLACEMENT for letter in text)
    return short.encode("utf-16-be", "replace")


def make_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Put the font into ``pdf``; pages name what is returned in their resources."""
    program = pdf.make_stream(_font_program())
    program.Length1 = len(_font_program())
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/" + _NAME),
        Flags=5,  # fixed pitch, symbolic
        FontBBox=Array([0, DESCENT, ADVANCE, ASCENT]),
        ItalicAngle=0,
        Ascent=ASCENT,
        Descent=DESCENT,
        CapHeight=ASCENT,
        StemV=80,
        FontFile2=program,
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/" + _NAME),
        CIDSystemInfo=Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=ADVANCE,
        CIDToGIDMap=pdf.make_stream(b"\x00\x01" * 0x10000),  # every letter: the empty glyph
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/" + _NAME),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_to_unicode()),
        )
    )


@cache
def _font_program() -> bytes:
    """A TrueType file with one empty glyph besides the one that every font must have."""
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "empty"])
    builder.setupCharacterMap({})
    builder.setupGlyf({".notdef": Glyph(), "empty": Glyph()})
    builder.setupHorizontalMetrics({".notdef": (ADVANCE, 0), "empty": (ADVANCE, 0)})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": _NAME, "styleName": "Regular", "psName": _NAME})
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT)
    builder.setupPost()
    # Dates would make two runs differ.
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    program = io.BytesIO()
    builder.save(program)
    return program.getvalue()


@cache
def _to_unicode() -> bytes:
    """The map from codes to letters: each to itself.

    A range may not cross a change of the first byte, and a block holds 100 ranges at most.
    """
    ranges = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(0x100)]
    blocks = [ranges[start : start + 100] for start in range(0, len(ranges), 100)]
    mapped = "\n".join(
        f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{mapped}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
