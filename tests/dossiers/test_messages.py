import string

import pytest

from dossiers.messages import Language, Message, catalog, message


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", sorted(catalog()))
def test_both_languages_say_the_same_things(key: str) -> None:
    sentences = catalog()[key]
    assert set(sentences) == {"vi", "en"}
    assert _places(sentences["vi"]) == _places(sentences["en"])


def test_a_message_speaks_both_languages() -> None:
    told = message("tool.missing", tool="tesseract", package="tesseract-ocr")
    assert told.say(Language.VIETNAMESE).startswith("Chưa cài tesseract")
    assert "apt-get install tesseract-ocr" in told.say(Language.ENGLISH)


def test_an_unknown_key_or_a_missing_value_fails_at_birth() -> None:
    with pytest.raises(KeyError):
        Message("no.such.sentence")
    with pytest.raises(KeyError):
        message("tool.missing", tool="tesseract")


def test_kinds_and_fields_are_named_in_the_language_that_is_spoken() -> None:
    told = message("review.field_unsure", field="so_ky_hieu", value="15/QĐ")
    assert "Số, ký hiệu «15/QĐ»" in told.say(Language.VIETNAMESE)
    assert "Number and notation «15/QĐ»" in told.say(Language.ENGLISH)
    assert "«Quyết định»" in message("review.kind_unsure", kind="quyet_dinh").say(Language("vi"))
