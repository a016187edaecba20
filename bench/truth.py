"""The truth of a dossier, as ``hoso synthesize`` writes it and as ``samples/truth`` has it.

``truth/<name>.json`` lies beside the delivery ``<name>.pdf``, ``.tif``, ``.zip`` or
``<name>/``. Keys that the older samples lack have a neutral value here: without ``lines``
every line of ``text`` is printed and none is aside; without ``grade`` it is ``""``.

- *aside*: text that a reader may read or leave out (a seal, a stamp, a signature note).
- *written*: by hand.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossiers.geometry import Box
from dossiers.text import compose, squeeze

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TrueLine:
    """A line of text, NFC and squeezed; ``written`` says of each character if it is by hand."""

    text: str
    written: tuple[bool, ...]
    aside: bool = False


@dataclass(frozen=True, slots=True)
class TrueWord:
    """A word and where it stands on the scan."""

    text: str
    box: Box
    aside: bool


@dataclass(frozen=True, slots=True)
class TruePage:
    """A page; ``severity`` (0..1) and ``grade`` tell how worn it is, where that is known.

    ``words`` are missing from truths that have no boxes.
    """

    index: int
    rotation: int
    blank: bool
    lines: tuple[TrueLine, ...]
    grade: str = ""
    severity: float | None = None
    words: tuple[TrueWord, ...] = ()

    @property
    def text(self) -> str:
        """What a reader should give: the lines that are not aside, in reading order."""
        return "\n".join(line.text for line in self.lines if not line.aside)


@dataclass(frozen=True, slots=True)
class TrueField:
    """A field that stands on the paper."""

    key: str
    value: str
    written: bool = False


@dataclass(frozen=True, slots=True)
class TrueDocument:
    """A document; both of its ends are included."""

    kind: str
    first_page: int
    last_page: int
    fields: tuple[TrueField, ...]
    form: str = ""

    @property
    def pages(self) -> range:
        return range(self.first_page, self.last_page + 1)


@dataclass(frozen=True, slots=True)
class TrueDossier:
    """A dossier; ``name`` is that of its delivery, without an ending."""

    name: str
    pages: tuple[TruePage, ...]
    documents: tuple[TrueDocument, ...]

    def document_of(self, page: int) -> TrueDocument | None:
        """The document that a page belongs to; None for a page outside all of them."""
        return next((each for each in self.documents if page in each.pages), None)


def plain_line(text: str) -> TrueLine:
    """A printed line."""
    neat = squeeze(compose(text))
    return TrueLine(neat, (False,) * len(neat))


def plain_lines(text: str) -> tuple[TrueLine, ...]:
    """The lines of a text, all printed; empty ones are left out."""
    return tuple(line for line in map(plain_line, text.splitlines()) if line.text)


def read_truth(path: Path) -> TrueDossier:
    """The truth of one dossier.

    Raises:
        KeyError: It lacks a key that even the oldest truth has.
    """
    stored: Json = json.loads(path.read_text(encoding="utf-8"))
    return TrueDossier(
        name=compose(path.stem),
        pages=tuple(map(_page, stored["pages"])),
        documents=tuple(map(_document, stored["documents"])),
    )


def find_delivery(truth: Path) -> Path:
    """The delivery that a truth tells of.

    Raises:
        FileNotFoundError: None lies beside the folder ``truth``.
    """
    for path in sorted(truth.parent.parent.iterdir()):
        name = path.name if path.is_dir() else path.stem
        if path != truth.parent and compose(name) == compose(truth.stem):
            return path
    raise FileNotFoundError(f"No delivery beside {truth}")


def _page(stored: Json) -> TruePage:
    return TruePage(
        index=stored["index"],
        rotation=stored["rotation"],
        blank=stored["blank"],
        lines=tuple(_lines(stored)),
        grade=stored.get("grade", ""),
        severity=stored.get("severity"),
        words=tuple(_words(stored)),
    )


def _words(stored: Json) -> Iterator[TrueWord]:
    for line in stored.get("lines", ()):
        for word in line.get("words", ()):
            if "box" in word:
                yield TrueWord(compose(word["text"]), Box(*word["box"]), bool(line.get("aside")))


def _lines(stored: Json) -> Iterator[TrueLine]:
    if "lines" not in stored:
        yield from plain_lines(stored["text"])
        return
    for line in stored["lines"]:
        text = squeeze(compose(line["text"]))
        if text:
            yield TrueLine(text, _written(text, line), bool(line.get("aside", False)))


def _written(text: str, line: Json) -> tuple[bool, ...]:
    """Which characters of a line are by hand; a space is where both of its neighbors are."""
    words: Sequence[Json] = line.get("words", ())
    if line.get("written", False) or not words:
        return (bool(line.get("written", False)),) * len(text)
    marks = [False] * len(text)
    end, before = 0, False
    for word in words:
        said = squeeze(compose(word["text"]))
        start, by_hand = text.find(said, end), bool(word.get("written", False))
        if start < 0:
            continue
        if before and by_hand:
            marks[end:start] = [True] * (start - end)
        before, end = by_hand, start + len(said)
        marks[start:end] = [by_hand] * len(said)
    return tuple(marks)


def _document(stored: Json) -> TrueDocument:
    return TrueDocument(
        kind=stored["type"],
        first_page=stored["first_page"],
        last_page=stored["last_page"],
        fields=tuple(_field(key, field) for key, field in stored["fields"].items()),
        form=stored.get("form", ""),
    )


def _field(key: str, stored: Json) -> TrueField:
    return TrueField(key, compose(str(stored["value"])), bool(stored.get("written", False)))
