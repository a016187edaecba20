"""A sheet as a PDF page of real text, its fonts embedded, as an office program exports it.

Source: ISO 32000-1, 9.7 (composite fonts), 9.10.3 (ToUnicode maps).
"""

import io
from collections.abc import Iterable

import pikepdf
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from synthesis.ink.fonts import font_path
from synthesis.typesetting.sheet import PlacedRun, Rule, Sheet


def add_text_page(document: Pdf, sheet: Sheet) -> None:
    """Append a sheet of printed runs and rules; one that carries ink belongs on a scanner.

    Raises:
        ValueError: A seal, signature or handwriting lies on the sheet.
    """
    runs = [mark for mark in sheet.marks if isinstance(mark, PlacedRun)]
    rules = [mark for mark in sheet.marks if isinstance(mark, Rule)]
    if len(runs) + len(rules) < len(sheet.marks):
        raise ValueError("ink lies on a page that was born digital")
    faces = {face: f"F{number}" for number, face in enumerate(_faces(runs))}
    glyphs = {face: _glyphs(face) for face in faces}
    drawing = [_rule(rule, sheet.height) for rule in rules]
    drawing += [_run(mark, sheet.height, faces, glyphs) for mark in runs]
    fonts = Dictionary(
        {f"/{name}": _embed(document, face, _letters(runs, face)) for face, name in faces.items()}
    )
    page = document.add_blank_page(page_size=(sheet.width, sheet.height))
    page.Resources = Dictionary(Font=fonts)
    page.Contents = Stream(document, "\n".join(drawing).encode("ascii"))


def _faces(runs: Iterable[PlacedRun]) -> list[str]:
    return sorted({mark.run.face for mark in runs})


def _letters(runs: Iterable[PlacedRun], face: str) -> str:
    used = {letter for mark in runs if mark.run.face == face for letter in mark.run.text}
    return "".join(sorted(used | {" "}))


def _glyphs(face: str) -> dict[str, int]:
    """Glyph numbers of the letters of a face."""
    with TTFont(font_path(face)) as found:
        return {chr(point): found.getGlyphID(name) for point, name in found.getBestCmap().items()}


def _rule(rule: Rule, height: float) -> str:
    (x0, y0), (x1, y1) = rule.start, rule.end
    dash = f"[0.8 {rule.dots:.1f}] 0 d" if rule.dots else "[] 0 d"
    ends = f"{x0:.2f} {height - y0:.2f} m {x1:.2f} {height - y1:.2f} l S"
    return f"{rule.thickness:.2f} w {dash} {ends}"


def _run(
    mark: PlacedRun, height: float, faces: dict[str, str], glyphs: dict[str, dict[str, int]]
) -> str:
    # A space behind every run keeps words apart for programs that read the text.
    codes = "".join(f"{glyphs[mark.run.face][letter]:04X}" for letter in mark.run.text + " ")
    color = " ".join(f"{tone / 255:.3f}" for tone in mark.run.color)
    place = f"1 0 0 1 {mark.x:.2f} {height - mark.y:.2f} Tm"
    face = f"/{faces[mark.run.face]} {mark.run.size:.1f} Tf {mark.run.tracking:.2f} Tc"
    return f"BT {color} rg {face} {place} <{codes}> Tj ET"


def _embed(document: Pdf, face: str, letters: str) -> pikepdf.Object:
    """Embed the letters of a face as a composite font whose codes are glyph numbers."""
    cut = _cut(face, letters)
    name = Name("/HOSOAA+" + font_path(face).stem)
    scale = 1000 / cut["head"].unitsPerEm
    codes = {letter: cut.getGlyphID(cut.getBestCmap()[ord(letter)]) for letter in letters}
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=document.make_indirect(_descriptor(document, cut, name)),
        W=_widths(cut, codes, scale),
        CIDToGIDMap=Name.Identity,
    )
    return document.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([document.make_indirect(descendant)]),
            ToUnicode=Stream(document, _to_unicode(codes)),
        )
    )


def _descriptor(document: Pdf, cut: TTFont, name: Name) -> Dictionary:
    """Measures of a font, in thousandths of an em, with its program."""
    program = io.BytesIO()
    cut.save(program)
    head, scale = cut["head"], 1000 / cut["head"].unitsPerEm
    corners = (head.xMin, head.yMin, head.xMax, head.yMax)
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array([round(corner * scale) for corner in corners]),
        ItalicAngle=round(cut["post"].italicAngle),
        Ascent=round(cut["hhea"].ascent * scale),
        Descent=round(cut["hhea"].descent * scale),
        CapHeight=660,
        StemV=80,
        FontFile2=Stream(document, program.getvalue()),
    )


def _cut(face: str, letters: str) -> TTFont:
    """Keep some letters only, with the glyph numbers they had."""
    # Without this, fontTools would stamp the hour into the file.
    found = TTFont(font_path(face), recalcTimestamp=False)
    options = Options(retain_gids=True, hinting=False, layout_features=[])
    options.drop_tables += ["FFTM"]  # FontForge's own notes
    cutter = Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(found)
    return found


def _widths(cut: TTFont, codes: dict[str, int], scale: float) -> Array:
    names, found = cut.getBestCmap(), Array()
    for letter, code in sorted(codes.items(), key=lambda pair: pair[1]):
        found.append(code)
        found.append(Array([round(cut["hmtx"][names[ord(letter)]][0] * scale)]))
    return found


def _to_unicode(codes: dict[str, int]) -> bytes:
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    pairs = [f"<{code:04X}> <{ord(letter):04X}>" for letter, code in sorted(codes.items())]
    for start in range(0, len(pairs), 100):  # a block holds at most a hundred
        block = pairs[start : start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")
