"""Readings and messages as JSON, and back without loss.

Words are short lists, ``[text, left, top, right, bottom, confidence]``: a page has hundreds.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, cast

from dossiers.geometry import Box, Row, Transform
from dossiers.messages import Message
from dossiers.page import Line, PageLook, PageQuality, PageReading, PageText, PrintedCode, Word

Json = dict[str, Any]


def message_to_json(message: Message) -> Json:
    """Key and values, so that it can be said in either language later."""
    return {"key": message.key, "values": dict(message.values)}


def message_from_json(stored: Json) -> Message:
    """The message that ``message_to_json`` was given."""
    return Message(stored["key"], stored["values"])


def messages_to_json(messages: Sequence[Message]) -> list[Json]:
    """Several messages, in order."""
    return [message_to_json(each) for each in messages]


def messages_from_json(stored: Sequence[Json]) -> tuple[Message, ...]:
    """The messages that ``messages_to_json`` was given."""
    return tuple(message_from_json(each) for each in stored)


def reading_to_json(reading: PageReading) -> Json:
    """All of ``reading``; numbers become Python's own, whatever numpy type they had."""
    return {
        "index": int(reading.index),
        "width": int(reading.width),
        "height": int(reading.height),
        "rotation": int(reading.rotation),
        "skew": float(reading.skew),
        "blank": bool(reading.blank),
        "has_seal": bool(reading.has_seal),
        "text": _text_to_json(reading.text),
        "doubts": messages_to_json(reading.doubts),
        "quality": quality_to_json(reading.quality),
        "look": asdict(reading.look) if reading.look else None,
        "codes": codes_to_json(reading.codes),
    }


def reading_from_json(stored: Json) -> PageReading:
    """The reading that ``reading_to_json`` was given."""
    return PageReading(
        index=stored["index"],
        width=stored["width"],
        height=stored["height"],
        rotation=stored["rotation"],
        skew=stored["skew"],
        blank=stored["blank"],
        has_seal=stored["has_seal"],
        text=_text_from_json(stored["text"]),
        doubts=messages_from_json(stored["doubts"]),
        quality=_quality_from_json(stored.get("quality")),
        look=PageLook(**look) if (look := stored.get("look")) else None,
        codes=tuple(map(_code_from_json, stored.get("codes", ()))),
    )


def codes_to_json(codes: Sequence[PrintedCode]) -> list[Json]:
    """Symbology, text and box of each."""
    return [
        {"symbology": code.symbology, "text": code.text, "box": [*map(int, code.box.as_list())]}
        for code in codes
    ]


def _code_from_json(stored: Json) -> PrintedCode:
    return PrintedCode(stored["symbology"], stored["text"], Box(*stored["box"]))


def quality_to_json(quality: PageQuality | None) -> Json | None:
    """The figures by name; nothing for a page without any."""
    return asdict(quality) if quality else None


def _quality_from_json(stored: Json | None) -> PageQuality | None:
    return PageQuality(**stored) if stored else None


def _text_to_json(text: PageText) -> Json:
    return {
        "width": int(text.width),
        "height": int(text.height),
        "engine": text.engine,
        "to_scan": [[float(cell) for cell in row] for row in text.to_scan.rows],
        "lines": [[_word_to_json(word) for word in line.words] for line in text.lines],
    }


def _text_from_json(stored: Json) -> PageText:
    first, second, third = (cast(Row, tuple(row)) for row in stored["to_scan"])
    return PageText(
        width=stored["width"],
        height=stored["height"],
        lines=tuple(Line(tuple(map(_word_from_json, words))) for words in stored["lines"]),
        engine=stored["engine"],
        to_scan=Transform((first, second, third)),
    )


def _word_to_json(word: Word) -> list[str | int | float]:
    return [word.text, *map(int, word.box.as_list()), float(word.confidence)]


def _word_from_json(stored: list[Any]) -> Word:
    text, left, top, right, bottom, confidence = stored
    return Word(text, Box(left, top, right, bottom), confidence)
