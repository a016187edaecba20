"""Pictures that were looked at, noted in the audit: once in a while, not each of them."""

from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest

from records.audit import note_event

VIEWING_SECONDS = 10 * 60


def note_viewing(request: HttpRequest, dossier_id: int, number: int) -> None:
    """Note that a dossier's pictures are looked at, once a session in ``VIEWING_SECONDS``.

    A page of strips asks for fifty pictures at once: what was noted is remembered in this
    process, so that they do not all wait for the database's only writer.

    Args:
        request: Of a person who is logged in.
        dossier_id: Whose pictures.
        number: Of the page that was asked for first, from 1.
    """
    key = f"viewed:{request.session.session_key}:{dossier_id}"
    if not cache.add(key, True, VIEWING_SECONDS):
        return
    try:
        note_event(request.user.get_username(), "viewed", f"dossier {dossier_id}", page=number)
    except DatabaseError:  # then the next picture is noted
        cache.delete(key)
        raise
