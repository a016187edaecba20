import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dossiers.geometry import Box, Transform
from dossiers.messages import message
from dossiers.page import Line, PageLook, PageQuality, PageReading, PageText, PrintedCode, Word
from records.reading_json import (
    message_from_json,
    message_to_json,
    reading_from_json,
    reading_to_json,
)

PIXELS = st.integers(-(10**6), 10**6)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
SHARES = st.floats(0, 1)
BOXES = st.builds(Box, PIXELS, PIXELS, PIXELS, PIXELS)
WORDS = st.builds(Word, st.text(), BOXES, SHARES)
LINES = st.builds(Line, st.lists(WORDS, min_size=1, max_size=4).map(tuple))
ROWS = st.tuples(NUMBERS, NUMBERS, NUMBERS)
TRANSFORMS = st.builds(Transform, st.tuples(ROWS, ROWS, ROWS))
TEXTS = st.builds(
    PageText, PIXELS, PIXELS, st.lists(LINES, max_size=3).map(tuple), st.text(), TRANSFORMS
)
MESSAGES = st.builds(
    lambda tool, package: message("tool.missing", tool=tool, package=package),
    st.text(),
    st.integers() | NUMBERS,
)
READINGS = st.builds(
    PageReading,
    index=PIXELS,
    width=PIXELS,
    height=PIXELS,
    rotation=st.sampled_from([0, 90, 180, 270]),
    skew=NUMBERS,
    blank=st.booleans(),
    has_seal=st.booleans(),
    text=TEXTS,
    doubts=st.lists(MESSAGES, max_size=2).map(tuple),
    look=st.none() | st.builds(PageLook, SHARES, SHARES, NUMBERS, NUMBERS),
    codes=st.lists(
        st.builds(PrintedCode, st.sampled_from(["qr", "code128"]), st.text(), BOXES), max_size=2
    ).map(tuple),
)


@given(READINGS)
def test_a_reading_comes_back_from_json_the_same(reading: PageReading) -> None:
    assert reading_from_json(json.loads(json.dumps(reading_to_json(reading)))) == reading


@given(MESSAGES)
def test_a_message_comes_back_from_json_the_same(reason: object) -> None:
    assert message_from_json(json.loads(json.dumps(message_to_json(reason)))) == reason


def test_what_readings_of_before_lack_is_none() -> None:
    quality = PageQuality(41.5, 0.9, 0.4, 2)
    text = PageText(9, 9)
    reading = PageReading(0, 9, 9, 0, 0.0, False, False, text, (), quality)
    stored = json.loads(json.dumps(reading_to_json(reading)))
    assert reading_from_json(stored) == reading
    for later in ("quality", "look", "codes"):
        del stored[later]
    before = reading_from_json(stored)
    assert (before.quality, before.look, before.codes) == (None, None, ())


def test_numbers_of_numpy_can_be_stored() -> None:
    word = Word("một", Box(*np.array([1, 2, 3, 4])), np.float32(0.5))
    text = PageText(np.int64(9), np.int64(9), (Line((word,)),), "test", Transform())
    reading = PageReading(np.int64(0), 9, 9, 0, np.float64(0.5), np.bool_(False), False, text)
    assert reading_from_json(json.loads(json.dumps(reading_to_json(reading)))) == reading
