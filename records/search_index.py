"""The full-text index on SQLite's FTS5, behind three functions.

Another database gets another module with these functions. Phrases hold letters and digits
only (``search_text`` sees to it), so that nothing a person types is FTS5 syntax; values are
bound, never pasted.
"""

import json
from collections.abc import Sequence
from typing import Literal

from django.db import connection

from records.offices import EVERYTHING, Reach

Spelling = Literal["written", "folded"]
Phrase = Sequence[str]

_FIND = """
    SELECT rowid FROM records_search
    WHERE records_search MATCH %s AND (%s OR EXISTS (
        SELECT 1 FROM records_document AS document
        WHERE document.id = records_search.rowid AND (
            document.office_id IS NULL
            OR document.office_id IN (SELECT value FROM json_each(%s)))))
    ORDER BY rank, rowid LIMIT %s
"""


def put(document_id: int, written: Sequence[str], folded: Sequence[str]) -> None:
    """Index a document anew by its tokens in both spellings."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_search WHERE rowid = %s", [document_id])
        cursor.execute(
            "INSERT INTO records_search (rowid, written, folded) VALUES (%s, %s, %s)",
            [document_id, " ".join(written), " ".join(folded)],
        )


def remove(document_id: int) -> None:
    """Find a document no more."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_search WHERE rowid = %s", [document_id])


def holds(document_id: int) -> bool:
    """The index knows the document."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM records_search WHERE rowid = %s", [document_id])
        return cursor.fetchone() is not None


def find(
    spelling: Spelling, phrases: Sequence[Phrase], limit: int, reach: Reach = EVERYTHING
) -> list[int]:
    """Documents that hold every phrase, best first; the last word may be unfinished."""
    quoted = " ".join(f'"{" ".join(phrase)}"' for phrase in phrases)
    sees_all, offices = reach.offices is None, json.dumps(sorted(reach.offices or ()))
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [f"{spelling} : ({quoted} *)", sees_all, offices, limit])
        return [document_id for (document_id,) in cursor.fetchall()]
