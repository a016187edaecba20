"""Refused logins and codes in the audit: noted once in a while, with how often it was.

The audit never shrinks, and whoever knocks at the door needs no account: every entry that
a stranger can cause is bounded in time. Counts are kept in this process; where it ends, those
not yet noted are lost, and django-axes still has its own.
"""

import hashlib
import json

from django.core.cache import cache

from records.audit import HOSO, note_event

REPEAT_SECONDS = 15 * 60
MOST_NOTES = 100
"""Entries in ``REPEAT_SECONDS`` that strangers can cause, however many names and addresses."""


def note_refusal(what: str, name: str, address: str) -> None:
    """Count a refusal, and note it if the last note about the same is old enough.

    Args:
        what: As in the audit, e.g. ``login_refused``.
        name: Of an account; empty for all names that nobody has. These are not noted
            themselves, because people type passwords there.
        address: From where; with unknown names it does not tell two refusals apart.
    """
    about = (what, name, address if name else "")
    _count(_key("times", *about))
    if not cache.add(_key("noted", *about), True, REPEAT_SECONDS):
        return
    if _count(_key("notes"), REPEAT_SECONDS) > MOST_NOTES:
        cache.delete(_key("noted", *about))
        return
    subject = f"user {name}" if name else "unknown users"
    note_event(HOSO, what, subject, address=address, times=take_count(what, name, address))


def take_count(what: str, name: str, address: str) -> int:
    """How many refusals were counted and not noted yet; counting begins anew."""
    key = _key("times", what, name, address if name else "")
    times = int(cache.get(key, 0))
    cache.delete(key)
    return times


def _count(key: str, seconds: int | None = None) -> int:
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # its time ended in between
        cache.set(key, 1, seconds)
        return 1


def _key(*parts: str) -> str:
    """Names have letters that keys of caches must not have."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
