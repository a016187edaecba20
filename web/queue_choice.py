"""Which part of the queue a person works on: chosen on the list, kept for the session."""

from django.http import Http404, HttpRequest

from dossiers.vocabulary import field_names, kinds
from records.queue import Choice
from web.offices import offices_of

_KIND, _OFFICE, _FIELDS = "queue_kind", "queue_office", "queue_fields"


def choose(request: HttpRequest) -> Choice:
    """Take what the address says, and keep it.

    Raises:
        Http404: It names no kind, field or office within reach.
    """
    asked = request.GET
    kind, office, field = asked.get("kind", ""), asked.get("office", ""), asked.get("field", "")
    if (kind and kind not in kinds()) or (field and field not in field_names()):
        raise Http404
    numbers = {str(each.pk): each.pk for each in offices_of(request)}
    if office and office not in numbers:
        raise Http404
    chosen = Choice(kind, numbers.get(office), (field,) if field else ())
    request.session[_KIND], request.session[_FIELDS] = chosen.kind, chosen.fields
    request.session[_OFFICE] = chosen.office
    return chosen


def chosen(request: HttpRequest) -> Choice:
    """What was chosen last; everything at first."""
    session = request.session
    return Choice(session.get(_KIND, ""), session.get(_OFFICE), tuple(session.get(_FIELDS, ())))
