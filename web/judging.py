"""By what the desk judges documents that people divide otherwise or have read again."""

from dataclasses import replace
from functools import cache, lru_cache

from extraction.acceptance import Acceptance
from pipeline.workshop import Knowledge
from records.models import Correction
from settings import Settings, read_settings
from settings.workshop import acceptance, knowledge, reviewed_by_people

RENEWED_AFTER = 50
"""Words of people: so few move no threshold, and to look all of them through takes a moment."""


def current_knowledge() -> Knowledge:
    """What the pipeline would judge by now, what people said included."""
    settings = read_settings()
    said = Correction.objects.count() // RENEWED_AFTER
    return replace(_opened(settings), acceptance=_learned(settings, said))


@cache
def _opened(settings: Settings) -> Knowledge:
    # Opening the networks takes a moment; they serve all threads.
    return knowledge(settings)


@lru_cache(maxsize=1)
def _learned(settings: Settings, said: int) -> Acceptance:  # noqa: ARG001  # keys the cache
    return acceptance(settings, [reviewed_by_people()])
