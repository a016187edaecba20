"""What follows a person's word: a document without any doubt left is recorded."""

from django.contrib.auth.models import User

from dossiers.page import PageState
from records import settling
from records.models import Document
from web.review_fields import other_doubts
from web.stored_files import open_store


def settle_if_decided(document_id: int, who: User, *, keep_open: bool = False) -> bool:
    """Record a document that has no doubt left; true when it was recorded just now.

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
    if keep_open or settling.open_keys(document) or other_doubts(document):
        return False
    settling.finish(document_id, open_store(), who=who)
    return True
