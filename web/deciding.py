"""What follows a person's word: a document without any doubt left is recorded."""

from django.contrib.auth.models import User

from dossiers.page import PageState
from records import settling
from records.entries import Turn, turn_of
from records.fields import KIND, last_words, words_of_people
from records.holds import let_go
from records.kinds import confirm_kind
from records.models import Document
from records.open_fields import is_kind_open, open_keys
from settings import read_settings
from web.review_fields import other_doubts
from web.stored_files import open_store


def settle_if_decided(document_id: int, who: User, *, keep_open: bool = False) -> bool:
    """Record a document that has no doubt left; true when this person is done with it.

    Who has made their entry of a field that others must type too is done as well.

    Args:
        document_id: One that is recorded already, and was drawn as a sample, gets its record
            anew: what was delivered is wrong.
        who: Whose word was the last.
        keep_open: The person is not done with it, such as with something typed and not sent.

    Raises:
        Document.DoesNotExist: There is none.
        StorageError: The store failed; the caller's transaction takes the word back.
    """
    document = Document.objects.get(pk=document_id)
    if document.state == PageState.RECORDED:
        settling.refile_recorded(document_id, open_store())
        return False
    if keep_open or other_doubts(document) or fields_left(document, who):
        return False
    if open_keys(document):
        let_go(document_id, who)
    else:
        settling.finish(document_id, open_store(), who=who)
    return True


def wants_entry(document: Document, key: str) -> bool:
    """A person's word on this field settles it only together with another person's."""
    wanted = read_settings().second_entry
    is_chosen = key in wanted or f"{document.kind}/{key}" in wanted
    return is_chosen and key in open_keys(document)


def approve_kind(document_id: int, who: User) -> None:
    """Whoever is done with a document has seen its doubtful kind, and left it as it is."""
    document = Document.objects.get(pk=document_id)
    if is_kind_open(document):
        last = last_words(document).get(KIND)
        confirm_kind(document_id, seen=last.pk if last else 0, who=who)


def fields_left(document: Document, who: User) -> list[str]:
    """Open fields of which this person has not made their entry."""
    said = words_of_people(document)
    turns = {key: turn_of(said.get(key, ()), who.pk) for key in open_keys(document)}
    return [key for key, turn in turns.items() if turn != Turn.DONE]
