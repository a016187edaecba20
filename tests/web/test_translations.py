import ast
import gettext
import re
from collections.abc import Iterator

import pytest
from django.utils.translation.template import templatize

from settings import REPOSITORY

WEB = REPOSITORY / "web"
CATALOG = WEB / "locale" / "en" / "LC_MESSAGES" / "django.mo"
_STRING = r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
_CALL = re.compile(rf"\b(?:gettext|_)\({_STRING}|ngettext\({_STRING}")


def sentences() -> Iterator[str]:
    """Everything that templates and modules say, in Vietnamese."""
    for template in sorted((WEB / "templates").rglob("*.html")):
        source = templatize(template.read_text(encoding="utf-8"))
        for single, plural in _CALL.findall(source):
            yield ast.literal_eval(single or plural)
    for module in sorted(WEB.rglob("*.py")):
        for single, plural in _CALL.findall(module.read_text(encoding="utf-8")):
            yield ast.literal_eval(single or plural)


@pytest.fixture(scope="module")
def english() -> gettext.GNUTranslations:
    with CATALOG.open("rb") as file:
        return gettext.GNUTranslations(file)


def test_sentences_are_found() -> None:
    found = set(sentences())
    assert {"Đăng nhập", "Chắc chắn", "%(number)s trang"} <= found


@pytest.mark.parametrize("sentence", sorted(set(sentences())))
def test_every_sentence_is_said_in_english(sentence: str, english: gettext.GNUTranslations) -> None:
    spoken = english.gettext(sentence)
    if spoken == sentence:
        spoken = english.ngettext(sentence, sentence, 2)
    assert spoken != sentence
    assert re.findall(r"%\(\w+\)s", spoken) == re.findall(r"%\(\w+\)s", sentence)


def test_english_counts_one_and_many(english: gettext.GNUTranslations) -> None:
    pages = "%(number)s trang"
    assert english.ngettext(pages, pages, 1) == "%(number)s page"
    assert english.ngettext(pages, pages, 2) == "%(number)s pages"
