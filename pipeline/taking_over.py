"""What people did to an older reading of the same scans is done to the newer one."""

from dossiers.document import Document
from pipeline.redivision import file_anew
from pipeline.workshop import Knowledge
from records.divisions import changed_parts, redivide, standing_division
from records.superseding import division_before, replace_older
from storage.store import Store


def take_over(dossier_id: int, knowledge: Knowledge, store: Store) -> None:
    """Let older readings rest and divide the newer one as people did; done before, do nothing.

    Raises:
        StorageError: The store failed; asked again, it goes on.
    """
    replace_older(dossier_id, store)
    division = division_before(dossier_id)
    if division is None:
        return
    parts = [Document(kind, 1.0, first, last) for kind, first, last in division.parts]
    if changed_parts(dossier_id, parts):
        seen = standing_division(dossier_id).documents
        filed = file_anew(dossier_id, parts, knowledge, store)
        redivide(dossier_id, parts, filed, store, seen=seen, who=division.who)
