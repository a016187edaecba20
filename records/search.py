"""Full-text search over documents, with or without Vietnamese marks.

Every word or number of a query must stand in the document; what is written without a space
(``01/CT-UBND``) must stand there in one piece. Documents with the very marks of the query
come first, then those that differ in marks only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from dossiers.text import compose, squeeze
from records import search_index
from records.fields import current_fields
from records.models import Document, Page
from records.offices import EVERYTHING, Reach
from records.search_index import Phrase, Spelling
from records.search_text import spell_folded, spell_written, token_spans, written_tokens
from records.text_corrections import last_at, standing_corrections, texts_now

_LONGEST_QUERY = 32  # phrases; more is a pasted page, not a question
_TOKENS_BEFORE = 8
_TOKENS_AFTER = 24


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a page's text as printed, on one line.

    Attributes:
        page: Index of the page in its dossier.
        text: The words around the first match, else the first words of the document.
        marks: Where in ``text`` the query stands: start and end, half open.
    """

    page: int
    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found; ``fields`` are its current values by key."""

    document_id: int
    dossier_id: int
    dossier_name: str
    kind: str
    first_page: int
    last_page: int
    snippet: Snippet
    fields: Mapping[str, str]


def search(query: str, limit: int = 20, reach: Reach = EVERYTHING) -> list[Hit]:
    """Find documents, best first; nothing when the query has no letter or digit."""
    phrases = _phrases(query)
    if not phrases:
        return []
    folded = [[spell_folded(token) for token in phrase] for phrase in phrases]
    exact = search_index.find("written", phrases, limit, reach)
    # The exact ones are found again by this: make room for the others.
    alike = search_index.find("folded", folded, limit + len(exact), reach)
    ranked = list(dict.fromkeys([*exact, *alike]))[:limit]
    rows = Document.objects.select_related("dossier").prefetch_related("fields", "corrections")
    found = rows.in_bulk(ranked)
    return [
        _hit(found[each], phrases if each in exact else folded, _spelling(each in exact))
        for each in ranked
        if each in found
    ]


def index_document(document_id: int) -> None:
    """Bring the index in step with a document, its pages and its current fields."""
    document = Document.objects.select_related("dossier").get(pk=document_id)
    pages = _pages(document)
    texts = [document.dossier.name, *(text for _, text in texts_now(pages))]
    rows, said = dict(pages.values_list("index", "pk")), standing_corrections(pages)
    for field in current_fields(document).values():
        texts.append(field.value)
        # What was read in a place that a person corrected is not there any more.
        if not last_at(said.get(rows.get(field.page, 0), ()), [field.box]):
            texts.append(field.raw)
    written = [token for text in texts for token in written_tokens(text)]
    search_index.put(document_id, written, [spell_folded(token) for token in written])


def forget_document(document_id: int) -> None:
    """Find a document no more."""
    search_index.remove(document_id)


def _phrases(query: str) -> list[list[str]]:
    """What stands between spaces, each as its tokens."""
    phrases = [written_tokens(piece) for piece in compose(query).split()]
    return [phrase for phrase in phrases if phrase][:_LONGEST_QUERY]


def _spelling(is_exact: bool) -> Spelling:
    return "written" if is_exact else "folded"


def _pages(document: Document) -> QuerySet[Page]:
    return Page.objects.filter(
        dossier=document.dossier, index__range=(document.first_page, document.last_page)
    ).order_by("index")


def _hit(document: Document, phrases: Sequence[Phrase], spelling: Spelling) -> Hit:
    return Hit(
        document_id=document.pk,
        dossier_id=document.dossier.pk,
        dossier_name=document.dossier.name,
        kind=document.kind,
        first_page=document.first_page,
        last_page=document.last_page,
        snippet=_snippet(document, phrases, spelling),
        fields={key: field.value for key, field in current_fields(document).items()},
    )


def _snippet(document: Document, phrases: Sequence[Phrase], spelling: Spelling) -> Snippet:
    """Words around the first match on the page with the most matches."""
    pages = [(index, squeeze(text)) for index, text in texts_now(_pages(document))]
    matches = {index: _matches(text, phrases, spelling) for index, text in pages}
    # `max` takes the first of equals: the beginning of the document when nothing matches.
    index, text = max(
        pages, key=lambda page: len(matches[page[0]]), default=(document.first_page, "")
    )
    spans = token_spans(text)
    if not spans:
        return Snippet(index, "")
    first = matches[index][0][0] if matches[index] else 0
    start_token = max(0, first - _TOKENS_BEFORE)
    end_token = min(len(spans), first + _TOKENS_AFTER)
    start, end = spans[start_token][0], spans[end_token - 1][1]
    marks = tuple(
        (spans[begin][0] - start, spans[stop - 1][1] - start)
        for begin, stop in matches[index]
        if start_token <= begin and stop <= end_token
    )
    return Snippet(index, text[start:end], marks)


def _matches(text: str, phrases: Sequence[Phrase], spelling: Spelling) -> list[tuple[int, int]]:
    """Where phrases stand, as tokens from and to (half open), in order."""
    spell = spell_written if spelling == "written" else spell_folded
    tokens = [spell(text[start:end]) for start, end in token_spans(text)]
    found = []
    for place, (*whole, last) in enumerate(phrases):
        is_unfinished = place == len(phrases) - 1
        for begin in range(len(tokens) - len(whole)):
            end = begin + len(whole)
            same_last = tokens[end].startswith(last) if is_unfinished else tokens[end] == last
            if same_last and tokens[begin:end] == whole:
                found.append((begin, end + 1))
    return sorted(found)
