"""The function keys of the review station. Letters are none: people type values with them."""

import re
from collections.abc import Mapping
from types import MappingProxyType

DEFAULTS: Mapping[str, str] = MappingProxyType(
    {
        "help": "F1",
        "illegible": "F2",
        "turn": "F3",
        "text": "Shift+F3",
        "absent": "F4",
        "rescan": "F6",
        "divide": "F7",
        "undo": "F8",
        "finish": "F9",
        "previous": "Shift+F8",
        "leave": "Shift+F9",
    }
)
"""By what they do.

Browsers let pages take all of these. F5 and F11 stay theirs, and so do F10 and F12, which open
menus and tools as long as a page is still loading; Shift+F10 is the context menu of Windows.
"""

Keys = tuple[tuple[str, str], ...]


def all_keys(own: Keys) -> Mapping[str, str]:
    """The key of every act; acts that the office does not name keep theirs."""
    return {**DEFAULTS, **dict(own)}


def check_keys(own: Keys) -> Keys:
    """The same keys.

    Raises:
        ValueError: An act is none, or a key is no function key or of two acts.
    """
    keys = all_keys(own)
    if strange := keys.keys() - DEFAULTS.keys():
        raise ValueError(f"no acts of the station: {sorted(strange)}")
    named = list(keys.values())
    if not all(re.fullmatch(r"(Shift\+)?F([1-9]|1[0-2])", key) for key in named):
        raise ValueError("keys are F1 to F12, also with Shift as in Shift+F9")
    if len(set(named)) < len(named):
        raise ValueError("one key for two acts")
    return own
