"""What was found in a finished upload, before it is read."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dossiers.delivery import Delivery
from dossiers.errors import UnreadableInputError
from dossiers.messages import Message
from pipeline.intake import open_delivery
from pipeline.version import PIPELINE_VERSION
from records.filing import dossier_key
from records.models import Dossier
from records.reading_json import message_from_json, message_to_json

_KEYS_AT_ONCE = 10_000  # SQLite takes no more than 32,766 values in a question


@dataclass(frozen=True, slots=True)
class FoundStream:
    """What will be a dossier; ``known`` says that the same scans are here already."""

    name: str
    pages: int
    known: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in a finished upload.

    Attributes:
        name: Of the delivery.
        refusals: Names of files, and why they were not taken.
        empty: There is nothing to take in, nor to refuse; no delivery will come of it.
    """

    name: str
    streams: Sequence[FoundStream]
    refusals: Sequence[tuple[str, Message]]
    ignored: Sequence[str]
    empty: bool = False

    @property
    def new(self) -> Sequence[FoundStream]:
        """Scans that never came before."""
        return [stream for stream in self.streams if not stream.known]

    @property
    def known(self) -> Sequence[FoundStream]:
        """Scans that came before."""
        return [stream for stream in self.streams if stream.known]


def look_at(files: Path, name: str, work: Path) -> Outcome:
    """Open all files, and compare them with what is here.

    Args:
        work: Folder for what comes out of ZIPs.

    Raises:
        StorageError: ``work`` is full.
    """
    # Pictures that lie in no folder are named after the delivery: it must be called by its name.
    named = work / name
    named.symlink_to(files, target_is_directory=True)
    try:
        delivery = open_delivery(named, work / "unpacked")
    except UnreadableInputError as error:  # nothing in it, e.g. a ZIP with nothing inside
        return Outcome(name, (), ((name, error.reason),), (), empty=True)
    refusals = [(refusal.name, refusal.reason) for refusal in delivery.refusals]
    return Outcome(name, _streams(delivery), refusals, delivery.ignored)


def outcome_to_json(outcome: Outcome) -> str:
    """All of it, with messages that can be said in either language later."""
    told = asdict(outcome)
    told["refusals"] = [[name, message_to_json(reason)] for name, reason in outcome.refusals]
    return json.dumps(told, ensure_ascii=False)


def outcome_from_json(text: str) -> Outcome:
    """The outcome that ``outcome_to_json`` was given."""
    told = json.loads(text)
    return Outcome(
        told["name"],
        [FoundStream(**each) for each in told["streams"]],
        [(name, message_from_json(reason)) for name, reason in told["refusals"]],
        told["ignored"],
        told["empty"],
    )


def _streams(delivery: Delivery) -> list[FoundStream]:
    keys = [dossier_key(stream) for stream in delivery.streams]
    known = _known(keys)
    return [
        FoundStream(stream.name, len(stream.sheets), key in known)
        for stream, key in zip(delivery.streams, keys, strict=True)
    ]


def _known(keys: Sequence[str]) -> set[str]:
    rows = Dossier.objects.filter(pipeline_version=PIPELINE_VERSION)
    known: set[str] = set()
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        part = rows.filter(key__in=keys[start : start + _KEYS_AT_ONCE])
        known.update(part.values_list("key", flat=True))
    return known
