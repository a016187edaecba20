"""Records that people changed: the new one takes the name, the older one is kept beside it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dossiers.page import PageState
from storage.names import older_record_name, record_name
from storage.store import Store

Json = dict[str, Any]


@contextmanager
def record_changed(key: str, store: Store) -> Iterator[Json]:
    """The record of a dossier, to be changed within the ``with``; written at its end.

    Args:
        key: Of the dossier.

    Raises:
        StorageError: Nothing was changed, or only an older record was kept once more.
    """
    before = store.get(record_name(key))
    record: Json = json.loads(before)
    yield record
    record["revision"] = record.get("revision", 0) + 1
    store.put(older_record_name(key, record["revision"] - 1), before)
    content = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    store.put(record_name(key), content.encode("utf-8"))


def set_pages(record: Json, pages: range, state: str) -> None:
    """Say where pages are now; those in quarantine stay there."""
    for page in record.get("pages", ()):
        if page["index"] in pages and page["state"] != PageState.QUARANTINED:
            page["state"] = state
