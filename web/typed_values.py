"""What people type into fields and lines, as hoso keeps it: or why it cannot be kept."""

import unicodedata
from datetime import date

from django.utils.translation import gettext as _

from dossiers.text import compose, squeeze
from dossiers.vocabulary import field_names
from extraction.dates import find_date
from extraction.values import read_value

LONGEST = 2000
_DIGITS = frozenset({"so_dinh_danh", "ma_so_thue"})
DAYS = "ngay_"
"""Keys of dates begin so."""

WITHOUT_EXPIRY = "khong_thoi_han"
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs"})
"""Categories of letters that nobody sees: controls, directions, private ones, halves."""


class WrongValueError(Exception):
    """What was typed cannot be a value of the field; the message says why and what to do."""


def value_of(key: str, typed: str) -> str:
    """The normal form of what a person typed.

    Raises:
        WrongValueError: It cannot be one.
    """
    text = squeeze(compose(typed))
    if not text:
        raise WrongValueError(_("Ô này trống. Nếu giấy không có mục này hãy nhấn phím «không có»."))
    if len(text) > LONGEST:
        raise WrongValueError(_("Dài quá {most} chữ. Hãy chép đúng mục này.").format(most=LONGEST))
    _refuse_unseen(text)
    if key.startswith(DAYS):
        return _day(key, text)
    return _digits(key, text) if key in _DIGITS else text


def text_of(typed: str) -> str:
    """What a person typed as text of a page, composed; empty where nothing is written.

    Raises:
        WrongValueError: It cannot be text.
    """
    text = squeeze(compose(typed))
    if len(text) > LONGEST:
        raise WrongValueError(_("Dài quá {most} chữ. Hãy chọn vùng nhỏ hơn.").format(most=LONGEST))
    _refuse_unseen(text)
    return text


def _refuse_unseen(text: str) -> None:
    if unseen := [char for char in text if unicodedata.category(char) in _UNSEEN]:
        code = f"U+{ord(unseen[0]):04X}"
        raise WrongValueError(
            _("Có ký tự ẩn ({code}) lẫn trong chữ dán vào. Hãy gõ lại bằng tay.").format(code=code)
        )


def _day(key: str, text: str) -> str:
    if key == "ngay_het_han" and _is_endless(key, text):
        return WITHOUT_EXPIRY
    if _is_iso(text):
        return text
    found = find_date(text)
    if found is None or found.failed:
        raise WrongValueError(
            _("«{text}» không phải là ngày có thật. Hãy gõ như 09/03/2026.").format(text=text)
        )
    return found.iso


def without_expiry() -> str:
    """How a paper that is valid for ever is shown, in the language of the page."""
    return _("Không thời hạn")


def _is_endless(key: str, text: str) -> bool:
    if text.casefold() == without_expiry().casefold():  # as it was shown
        return True
    value = read_value(key, text)
    return value is not None and value.text == WITHOUT_EXPIRY


def _is_iso(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _digits(key: str, text: str) -> str:
    digits = "".join(char for char in text if char not in " .")
    if not (digits.isascii() and digits.replace("-", "").isdigit()):
        name = field_names()[key].name
        raise WrongValueError(
            _("{name} chỉ gồm chữ số; ở đây có «{text}».").format(name=name, text=text)
        )
    return digits
