"""What sweeps remember of the hot folder, in the audit.

It stands in the same database as the ledger, so the two cannot disagree: a database that is
set back to an older copy forgets the later deliveries and the sweeps that took them alike.
Imported when Django has been started.
"""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from records.audit import HOSO, note_event
from records.models import Event

_SWEPT = "swept"
_FAILED = "sweep_failed"
# An entry that meets a bug is tried again by so many sweeps, then left for a person.
MOST_TRIES = 3


def find_new(entries: Mapping[Path, str]) -> Mapping[Path, str]:
    """Those of ``entries`` (fingerprints by path) that no sweep has dealt with."""
    events = Event.objects.filter(
        what__in=(_SWEPT, _FAILED), subject__in=[_subject(entry) for entry in entries]
    )
    seen = Counter(
        (subject, details["fingerprint"], what)
        for subject, details, what in events.values_list("subject", "details", "what")
    )
    return {
        entry: print_
        for entry, print_ in entries.items()
        if not seen[_subject(entry), print_, _SWEPT]
        and seen[_subject(entry), print_, _FAILED] < MOST_TRIES
    }


def note_swept(entry: Path, fingerprint: str) -> None:
    """Remember that an entry was taken in, or refused with a reason."""
    note_event(HOSO, _SWEPT, _subject(entry), fingerprint=fingerprint)


def note_failed(entry: Path, fingerprint: str) -> None:
    """Remember that an entry met a bug."""
    note_event(HOSO, _FAILED, _subject(entry), fingerprint=fingerprint)


def _subject(entry: Path) -> str:
    return f"hot folder entry {entry}"
