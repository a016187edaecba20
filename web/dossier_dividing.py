"""All pages of a dossier at once: kinds and boundaries mended together, and saved once."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from dossiers.document import Document as Part
from dossiers.errors import StorageError
from dossiers.vocabulary import kinds
from records.audit import note_event
from records.divisions import Standing, last_division, standing_division
from records.models import Dossier
from settings import read_settings
from settings.station_keys import all_keys
from web.dividing import RefusedDivisionError, apply_division
from web.frames import Frame, frames_of
from web.persons import person_of
from web.sent_numbers import number_sent
from web.templatetags.desk import kind_name, say


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A document with the frames of its pages."""

    kind: str
    frames: Sequence[Frame]

    @property
    def first_page(self) -> int:
        return self.frames[0].index

    @property
    def last_page(self) -> int:
        return self.frames[-1].index


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a division was not saved, and how the answer is marked."""

    reason: str
    status: int


@require_http_methods(["GET", "POST"])
def divide_dossier(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """The pages of a dossier by documents; the form says how they shall be divided."""
    dossier = get_object_or_404(Dossier, pk=dossier_id)
    standing = standing_division(dossier_id)
    if dossier.finished_at is None or not standing.parts:
        return redirect("dossier", dossier_id=dossier_id)
    if request.method == "GET":
        note_event(request.user.get_username(), "viewed", f"dossier {dossier_id}")
        return _shown(request, dossier, standing.parts, standing)
    wanted = _wanted(request.POST, standing.parts)
    refusal = _save(request, dossier_id, wanted, standing)
    if refusal:
        # Nothing that the person arranged is lost, and saving again is saving over the other's.
        now = standing_division(dossier_id)
        return _shown(request, dossier, wanted, now, refusal)
    return _onward(request, dossier_id)


def _save(
    request: HttpRequest, dossier_id: int, wanted: Sequence[Part], standing: Standing
) -> Refusal | None:
    """Divide anew; why not, where that is refused."""
    if request.POST.get("seen") != _told(standing.parts):
        return Refusal(_divided_meanwhile(dossier_id), 409)
    try:
        made = apply_division(dossier_id, wanted, standing, who=person_of(request))
    except RefusedDivisionError as error:
        return Refusal(str(error), 409)
    except StorageError as error:
        return Refusal(say(error.reason), 503)
    messages.success(request, _saved(len(made)))
    return None


def _saved(made: int) -> str:
    if not made:
        return _("Cách chia không đổi.")
    text = ngettext(
        "Đã lưu cách chia: {number} giấy tờ được lập lại.",
        "Đã lưu cách chia: {number} giấy tờ được lập lại.",
        made,
    )
    return text.format(number=made)


def _divided_meanwhile(dossier_id: int) -> str:
    division = last_division(dossier_id)
    who = division.who.get_username() if division else "hoso"
    return _(
        "{who} vừa chia lại hồ sơ này, nên cách chia của bạn chưa được lưu; nó vẫn còn ở đây. "
        "Hãy so với cách chia đang có; muốn giữ ý bạn, lưu lần nữa."
    ).format(who=who)


def _onward(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Back to the station where the person came from there, else to the same page."""
    page = number_sent(request.POST.get("page", "")) or 0
    standing = standing_division(dossier_id)
    for number, part in zip(standing.documents, standing.parts, strict=True):
        if page - 1 in part.pages:
            return redirect("review", document_id=number)
    return redirect("divide_dossier", dossier_id=dossier_id)


def _wanted(form: QueryDict, standing: Sequence[Part]) -> list[Part]:
    """The documents that the form tells: where one begins, and its kind.

    A document without a kind of its own has that of the one before it in the form.

    Raises:
        Http404: It tells of pages or kinds that there are none of.
    """
    pages = standing[-1].last_page + 1
    starts = sorted({0, *_beginnings(form, pages)})
    told = {page: form[name] for page in range(pages) if (name := f"kind-{page + 1}") in form}
    if 0 not in told or not kinds().keys() >= set(told.values()):
        raise Http404
    return [
        _part(str(told[max(page for page in told if page <= first)]), first, end - 1, standing)
        for first, end in zip(starts, [*starts[1:], pages], strict=True)
    ]


def _beginnings(form: QueryDict, pages: int) -> Iterator[int]:
    """Indexes of the pages at which a document begins."""
    for number in map(number_sent, map(str, form.getlist("begins"))):
        if number is None or not 1 <= number <= pages:
            raise Http404
        yield number - 1


def _part(kind: str, first: int, last: int, standing: Sequence[Part]) -> Part:
    """A kind that a person chose is certain; one that was left is as sure as it was."""
    stood = next(part for part in standing if first in part.pages)
    return Part(kind, stood.kind_confidence if stood.kind == kind else 1.0, first, last)


def _told(parts: Sequence[Part]) -> str:
    """A division as the form carries it: the one that its person saw."""
    return json.dumps([[part.kind, part.first_page, part.last_page] for part in parts])


def _shown(
    request: HttpRequest,
    dossier: Dossier,
    parts: Sequence[Part],
    standing: Standing,
    refusal: Refusal | None = None,
) -> HttpResponse:
    frames, keys = frames_of(dossier.pk), all_keys(read_settings().keys)
    context = {
        "dossier": dossier,
        "parts": [ShownPart(part.kind, [frames[page] for page in part.pages]) for part in parts],
        "seen": _told(standing.parts),
        "standing": standing.parts,
        "refusal": refusal,
        "is_changed": _told(parts) != _told(standing.parts),
        "page": request.POST.get("page", request.GET.get("page", "")),
        "kinds": sorted(((code, kind_name(code)) for code in kinds()), key=lambda each: each[1]),
        "keys": keys,
        "acts": {key: act for act, key in keys.items()},
    }
    status = refusal.status if refusal else 200
    return render(request, "web/division.html", context, status=status)
