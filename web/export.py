"""Documents with their fields as a table for office programs."""

import re
import tempfile
from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from dossiers.page import PageState
from dossiers.vocabulary import field_names, kinds
from records.audit import note_event
from records.fields import current_fields
from records.models import Document
from web.listings import documents_of_kind
from web.masks import Mask, mask_for
from web.reach import reach
from web.templatetags.desk import field_name, kind_name, state_name, written_value

MOST_ROWS = 50_000
"""Longer tables are cut; people choose a kind, then."""

_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHUNK = 500

# XML has no place for halves of letters and for the two last numbers of a plane.
_UNWRITABLE = re.compile(rf"{ILLEGAL_CHARACTERS_RE.pattern}|[\ud800-\udfff\ufffe\uffff]")


@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """The documents of a kind, or all, newest first, as XLSX."""
    kind = request.GET.get("kind", "")
    if kind and kind not in kinds():
        raise Http404
    rows = documents_of_kind(kind, reach(request))[:MOST_ROWS]
    file = tempfile.TemporaryFile(prefix="hoso-")  # noqa: SIM115  # the answer closes it
    _write(rows, mask_for(request), file)
    file.seek(0)
    note_event(request.user.get_username(), "exported", kind or "all kinds", documents=rows.count())
    name = f"hoso {kind} {timezone.localtime():%Y-%m-%d %H.%M}.xlsx".replace("  ", " ")
    return FileResponse(file, as_attachment=True, filename=name, content_type=_MEDIA)


def _write(documents: QuerySet[Document], mask: Mask, file: object) -> None:
    """Write a row a document."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Giấy tờ"))
    keys = list(field_names())
    heads = (_("Hồ sơ"), _("Loại giấy tờ"), _("Từ trang"), _("Đến trang"), _("Tình trạng"))
    sheet.append(_cells(sheet, [*heads, *map(field_name, keys)]))
    for document in documents.iterator(chunk_size=_CHUNK):
        sheet.append(_cells(sheet, _row(document, keys, mask)))
    book.save(file)


def _row(document: Document, keys: Sequence[str], mask: Mask) -> list[str]:
    values = {key: field.value for key, field in current_fields(document).items()}
    first, last = document.first_page + 1, document.last_page + 1
    about = [document.dossier.name, kind_name(document.kind), str(first), str(last)]
    fields = [written_value(values.get(key, ""), key) for key in keys]
    texts = [*about, state_name(PageState(document.state)), *fields]
    return [mask.text(text, values) for text in texts]


def _cells(sheet: object, texts: Sequence[str]) -> Iterator[WriteOnlyCell]:
    """Texts, whatever they begin with: one that came from a paper is never a formula."""
    for text in texts:
        cell = WriteOnlyCell(sheet, value=_UNWRITABLE.sub("", text))
        cell.data_type = "s"
        yield cell
