"""What people did with pages goes on with the same pages of a newer reading."""

from collections.abc import Mapping, Sequence

from records import search
from records.corrected_reading import text_at
from records.models import Dossier, Page, PageTurn, TextCorrection
from records.retyping import refile_page
from records.stored_pdfs import opened_sheets, refile_pdf
from records.text_corrections import (
    Said,
    last_at,
    place_of,
    reading_now,
    said_on,
    standing_corrections,
)
from records.turning import tell_rotation
from storage.store import Store


def carry_pages(older: Dossier, dossier: Dossier, store: Store) -> None:
    """Turn the pages of a dossier as people turned them, and type what they typed.

    Places are pixels of the scan, which is the same. What was done with the newer reading
    already stays.

    Raises:
        StorageError: A PDF or the record could not be written.
    """
    pages = {page.index: page for page in dossier.pages.defer("reading")}
    turned = _carry_turns(older, pages)
    typed = _carry_texts(older, pages)
    _refile_pdfs(dossier, {page.index for page in (*turned, *typed)}, store)
    for page in turned:
        tell_rotation(page, dossier.key, store)
    for page in typed:
        refile_page(page, dossier.key, store)


def _carry_turns(older: Dossier, pages: Mapping[int, Page]) -> Sequence[Page]:
    """The pages that stand otherwise now."""
    rows = PageTurn.objects.select_related("page", "who").filter(page__dossier=older)
    newest = {row.page.index: row for row in rows.order_by("pk")}
    turned = []
    for index, row in newest.items():
        page = pages[index]
        if page.turns.exists():
            continue
        PageTurn.objects.create(page=page, rotation=row.rotation, who=row.who)
        if page.rotation != row.rotation:
            page.rotation = row.rotation
            page.save(update_fields=["rotation"])
            turned.append(page)
    return turned


def _carry_texts(older: Dossier, pages: Mapping[int, Page]) -> Sequence[Page]:
    """The pages that say something else now."""
    indexes = dict(older.pages.values_list("pk", "index"))
    said = standing_corrections(older.pages.all())
    return [page for row, words in said.items() if _retype(page := pages[indexes[row]], words)]


def _retype(page: Page, said: Said) -> bool:
    """Type words on a page that was read; true when one was not there before."""
    if page.reading is None:
        return False
    own, changed = said_on(page.dossier_id, page.index), False
    for each in said:
        place = place_of(each)
        before = text_at(reading_now(page, said_on(page.dossier_id, page.index)), place)
        if before != each.after and last_at(own, place) is None:
            TextCorrection.objects.create(
                page=page, place=each.place, before=before, after=each.after, who=each.who
            )
            changed = True
    return changed


def _refile_pdfs(dossier: Dossier, indexes: set[int], store: Store) -> None:
    for document in dossier.documents.select_related("dossier"):
        pages = range(document.first_page, document.last_page + 1)
        if indexes.intersection(pages):
            with opened_sheets(dossier.pk, pages, store) as sheets:
                refile_pdf(document, sheets, store)
            search.index_document(document.pk)
