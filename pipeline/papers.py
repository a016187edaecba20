"""Documents with what was read on them, as fields are read from."""

from collections.abc import Sequence

from classifiers.word_tagger import WordTagger
from dossiers.document import Document
from dossiers.page import PageOutcome, PageReading
from extraction.document_fields import Paper


def paper_of(document: Document, outcomes: Sequence[PageOutcome], tagger: WordTagger) -> Paper:
    """A document with what was read on it, every word tagged."""
    pages = (outcomes[index] for index in document.pages)
    read = [page for page in pages if isinstance(page, PageReading) and not page.blank]
    tags = [tagger.tag(page.text, document.kind, page.index - document.first_page) for page in read]
    return Paper(document, read, tags)
