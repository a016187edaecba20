"""Cover sheets to print: from a list that the office keeps, or from codes that are typed."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dossiers.errors import DigitizationError, UnreadableInputError
from dossiers.expected import Expected
from dossiers.messages import Language, message
from dossiers.procedures import Procedure, procedures
from pipeline.cover_lists import read_cover_list, read_typed_codes
from records.audit import note_event
from records.cover_sheets import write_cover_sheets
from settings import read_settings
from web.templatetags.desk import page_language
from web.upload_names import printable

MOST_SHEETS = 1000
"""In one PDF: drawing it takes some 15 seconds."""

_FILE = "to-dau-ho-so.pdf"


@require_http_methods(["GET", "POST"])
def covers(request: HttpRequest) -> HttpResponse:
    """The form, and the PDF for what it brings; what was typed is kept where it cannot be used."""
    known = procedures(read_settings().procedures)
    context: dict[str, object] = {"procedures": _choices(known), "most": MOST_SHEETS}
    if request.method == "GET":
        return render(request, "web/covers.html", context)
    try:
        dossiers = _wanted(request, known)
        sheets = _pdf(dossiers, known)
    except DigitizationError as error:
        typed = {name: request.POST.get(name, "") for name in ("codes", "procedure", "sheets")}
        context |= {"trouble": error.reason.say(page_language()), "typed": typed}
        return render(request, "web/covers.html", context, status=422)
    note_event(
        request.user.get_username(),
        "printed",
        "cover sheets",
        count=len(dossiers),
        first=dossiers[0].code,
        last=dossiers[-1].code,
    )
    return sheets


def _wanted(request: HttpRequest, known: Mapping[str, Procedure]) -> Sequence[Expected]:
    """The dossiers of the list where one was chosen, else of the codes that were typed.

    Raises:
        UnreadableInputError: Something in them cannot be used, both came, or too many.
    """
    file, codes = request.FILES.get("list"), request.POST.get("codes", "")
    if isinstance(file, UploadedFile) and codes.strip():
        raise UnreadableInputError(message("cover.list_or_codes"))
    if isinstance(file, UploadedFile):
        name = printable(file.name or "")
        dossiers = _listed(file, name, known)
    else:
        name = _("đã gõ")
        procedure, sheets = request.POST.get("procedure", ""), request.POST.get("sheets", "")
        dossiers = read_typed_codes(codes, name, known, procedure=procedure, sheets=sheets)
    if len(dossiers) > MOST_SHEETS:
        many = message("cover.too_many", name=name, count=len(dossiers), most=MOST_SHEETS)
        raise UnreadableInputError(many)
    return dossiers


def _listed(
    file: "UploadedFile[Any]", name: str, known: Mapping[str, Procedure]
) -> Sequence[Expected]:
    with tempfile.TemporaryDirectory(prefix="hoso-") as folder:
        path = Path(folder) / ("list.xlsx" if name.lower().endswith(".xlsx") else "list.csv")
        with path.open("wb") as copy:
            for part in file.chunks():
                copy.write(part)
        return read_cover_list(path, name, known)


def _pdf(dossiers: Sequence[Expected], known: Mapping[str, Procedure]) -> HttpResponse:
    with tempfile.TemporaryDirectory(prefix="hoso-") as folder:
        path = Path(folder) / _FILE
        write_cover_sheets(dossiers, known, path, page_language())
        answer = HttpResponse(path.read_bytes(), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{_FILE}"'
    return answer


def _choices(known: Mapping[str, Procedure]) -> list[tuple[str, str]]:
    """Codes and names of procedures, in the language of the page."""
    english = page_language() is Language.ENGLISH
    return [(code, each.name_en if english else each.name) for code, each in known.items()]
