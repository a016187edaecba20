"""What is checked in bulk: one field, a group of fields that look alike, or kinds of papers."""

from collections.abc import Mapping

from django.http import Http404
from django.utils.translation import gettext as _

from dossiers.vocabulary import field_names
from records.fields import KIND
from web.templatetags.desk import field_name
from web.typed_values import DAYS

DIGITS, NAMES, DATES, KINDS = "digits", "names", "dates", "kinds"

_GROUPS: Mapping[str, tuple[str, ...]] = {
    DIGITS: ("so_dinh_danh", "ma_so_thue", "ma_ho_so", "so_thua", "so_to_ban_do", "dien_tich"),
    NAMES: ("ho_ten", "ho_ten_cha", "ho_ten_me", "ho_ten_vo", "ho_ten_chong", "nguoi_ky"),
    DATES: tuple(key for key in field_names() if key.startswith(DAYS)),
    KINDS: (KIND,),
}


def keys_of(asked: str) -> tuple[str, ...]:
    """The fields that a group or the name of a field stands for.

    Raises:
        Http404: It is neither.
    """
    if asked in _GROUPS:
        return _GROUPS[asked]
    if asked not in field_names():
        raise Http404
    return (asked,)


def group_words() -> dict[str, str]:
    """Groups and fields in the language of the page, groups first."""
    groups = {
        DIGITS: _("mọi số"),
        NAMES: _("mọi tên người"),
        DATES: _("mọi ngày"),
        KINDS: _("loại giấy tờ"),
    }
    return groups | {key: field_name(key) for key in field_names()}
