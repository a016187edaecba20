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


def put_record(key: str, content: bytes, store: Store) -> None:
    """Write the first record of a reading; one that is there already is kept beside it.

    Args:
        key: Of the dossier: an older version of hoso may have read the same scans.

    Raises:
        StorageError: Nothing was changed, or only an older record was kept once more.
    """
    name = record_name(key)
    if not store.exists(name):
        store.put(name, content)
        return
    revision = json.loads(store.get(name)).get("revision", 0)
    if revision == 0 and store.get(name) == content:  # written before, and broken off since
        return
    with record_changed(key, store) as record:
        record.clear()
        record.update(json.loads(content), revision=revision)


def set_pages(record: Json, pages: range, state: str) -> None:
    """Say where pages are now; those in quarantine stay there."""
    for page in record.get("pages", ()):
        if page["index"] in pages and page["state"] != PageState.QUARANTINED:
            page["state"] = state
