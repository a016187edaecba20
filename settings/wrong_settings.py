"""What is wrong with a setting, and what is allowed, in a sentence."""

import json
import os
from enum import Enum
from typing import Literal, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from dossiers.errors import DigitizationError, ExitCode
from dossiers.messages import Message, message


class WrongSettingError(DigitizationError):
    """A setting has a value that it cannot have."""

    exit_code = ExitCode.USAGE


def name_wrong_setting(error: ValidationError, knobs: type[BaseModel]) -> WrongSettingError:
    """Say what is wrong with the first of ``knobs`` that pydantic complains of."""
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0])
    if name not in knobs.model_fields:
        return WrongSettingError(message("settings.unknown", name=name))
    return WrongSettingError(_say_allowed(name, str(first["input"]), knobs.model_fields[name]))


def name_bad_json(knobs: type[BaseModel]) -> WrongSettingError:
    """Say which variable is no JSON; pydantic names it in its text only."""
    lists = [name for name, knob in knobs.model_fields.items() if get_origin(knob.annotation)]
    given = {f"HOSO_{name.upper()}": _given(name) for name in lists}
    setting, value = next(pair for pair in given.items() if not _is_json(pair[1]))
    return WrongSettingError(message("settings.json", setting=setting, value=value))


def _given(name: str) -> str:
    """What the environment says; names of variables have no case."""
    said = {key.lower(): value for key, value in os.environ.items()}
    return said.get(f"hoso_{name}", "null")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def name_bad_file(name: str, error: OSError | ValueError) -> WrongSettingError:
    """Say that the file of the settings is not readable as TOML."""
    reason = error.strerror if isinstance(error, OSError) else error
    return WrongSettingError(message("settings.file", name=name, reason=str(reason)))


def _say_allowed(name: str, value: str, knob: FieldInfo) -> Message:
    setting = f"HOSO_{name.upper()}"
    limits = {type(rule): rule for rule in knob.metadata}
    if choices := _choices(knob.annotation):
        allowed = ", ".join(choices)
        return message("settings.choice", setting=setting, value=value, allowed=allowed)
    if knob.annotation is bool:
        return message("settings.yes_or_no", setting=setting, value=value)
    if knob.annotation is int:
        least = limits[Ge].ge
        return message("settings.whole_number", setting=setting, value=value, least=least)
    if knob.annotation is float:
        least, most = limits[Ge].ge, limits[Le].le
        return message("settings.number", setting=setting, value=value, least=least, most=most)
    return message("settings.text", setting=setting)  # its value may be a secret


def _choices(annotation: object) -> tuple[str, ...]:
    """The values that a setting can have, where they are few; else nothing."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(str(member.value) for member in annotation)
    if get_origin(annotation) is tuple:
        return _choices(get_args(annotation)[0])
    return get_args(annotation) if get_origin(annotation) is Literal else ()
