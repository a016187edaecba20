"""The offices between which a person can choose."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from records.models import Office
from records.offices import EVERYTHING
from web.reach import reach
from web.upload_names import UploadError


def offices_of(request: HttpRequest) -> Sequence[Office]:
    """A person's own, or all for who sees everything."""
    return list(reach(request).of(Office.objects.all(), "pk"))


def office_chosen(request: HttpRequest) -> str:
    """Code of the office for which a person uploads; their own one where there is no choice.

    Raises:
        UploadError: It is none of theirs, or they did not choose.
    """
    codes = [office.code for office in offices_of(request)]
    asked = request.POST.get("office", "")
    if not asked and len(codes) == 1 and reach(request) != EVERYTHING:
        return codes[0]
    if asked in codes or (not asked and (not codes or reach(request) == EVERYTHING)):
        return asked
    raise UploadError(_("Hãy chọn đơn vị của các hồ sơ này."))
