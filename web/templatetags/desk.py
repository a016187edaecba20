"""Names, sentences and numbers in the language of the page."""

import re

from django import template
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dossiers.document import Source
from dossiers.messages import Language, Message
from dossiers.page import PageState
from dossiers.vocabulary import field_names, kinds
from records.models import Verdict
from web.roles import may
from web.typed_values import DAYS, WITHOUT_EXPIRY, without_expiry

register = template.Library()

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def page_language() -> Language:
    """The language in which the page is written."""
    return Language(get_language() or Language.VIETNAMESE)


@register.filter
def kind_name(code: str) -> str:
    """The name of a kind of documents."""
    kind = kinds()[code]
    return kind.name_en if page_language() is Language.ENGLISH else kind.name


@register.filter
def field_name(key: str) -> str:
    """The name of a field."""
    name = field_names()[key]
    return name.name_en if page_language() is Language.ENGLISH else name.name


@register.filter
def say(message: Message) -> str:
    """The sentence."""
    return message.say(page_language())


@register.filter
def state_name(state: PageState) -> str:
    """Where a page or document is."""
    names = {
        PageState.TO_DO: _("Chưa làm"),
        PageState.RECORDED: _("Đã ghi"),
        PageState.IN_REVIEW: _("Chờ xem lại"),
        PageState.QUARANTINED: _("Cách ly"),
    }
    return names[PageState(state)]


@register.filter
def source_name(source: Source) -> str:
    """Who says a value."""
    names = {
        Source.PERSON: _("người nhập"),
        Source.QR: _("mã QR"),
        Source.MRZ: _("dòng mã máy đọc"),
        Source.BARCODE: _("mã vạch"),
        Source.MODEL: _("máy đọc"),
        Source.RULE: _("máy đọc"),
    }
    return names[source]


@register.filter
def verdict_name(verdict: Verdict) -> str:
    """What a person said about a field."""
    names = {
        Verdict.CONFIRMED: _("đã xác nhận"),
        Verdict.CHANGED: _("đã sửa"),
        Verdict.ILLEGIBLE: _("không đọc được"),
        Verdict.ABSENT: _("giấy không có"),
    }
    return names[verdict]


@register.filter
def may_see(request: HttpRequest, view: str) -> bool:
    """Whether whoever asks has a view, by its name."""
    return may(request, view)


@register.filter
def written_value(value: str, key: str) -> str:
    """A value of a field as offices write it: dates as 09/03/2026, 03/2026 or 2026."""
    if not key.startswith(DAYS):
        return value
    if value == WITHOUT_EXPIRY:
        return without_expiry()
    found = _DATE.fullmatch(value)
    return "/".join(part for part in reversed(found.groups()) if part) if found else value


@register.filter
def percent(share: float) -> str:
    """``0.934`` as ``93 %``; rounded down, so that only the certain is 100 %."""
    return f"{int(share * 100)} %"


@register.filter
def grouped(number: int) -> str:
    """A count with its thousands apart, as the language writes it."""
    return number_format(number, force_grouping=True)
