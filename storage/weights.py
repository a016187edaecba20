"""Weights of models: a file is opened only if it is the one that its ``model.toml`` records."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from dossiers.errors import BadWeightsError
from dossiers.messages import message

CARD = "model.toml"


def find_weights(model: Path) -> Path:
    """The weights in a model's folder.

    Args:
        model: The folder, with ``model.toml`` beside the file that this names.

    Raises:
        BadWeightsError: The file is missing, or is another one than recorded.
    """
    return find_file(model, str(read_card(model)["file"]), "sha256")


def find_file(model: Path, name: str, hashed: str) -> Path:
    """A file in a model's folder, the one whose SHA-256 the card has under ``hashed``.

    Raises:
        BadWeightsError: The file is missing, or is another one than recorded.
    """
    file = model / name
    if not file.is_file():
        raise BadWeightsError(message("weights.missing", file=str(file)))
    if hashlib.sha256(file.read_bytes()).hexdigest() != read_card(model)[hashed]:
        raise BadWeightsError(message("weights.changed", file=str(file)))
    return file


def read_card(model: Path) -> dict[str, Any]:
    """What ``model.toml`` says.

    Raises:
        BadWeightsError: There is none, or it cannot be understood.
    """
    try:
        return tomllib.loads((model / CARD).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadWeightsError(message("weights.missing", file=str(model / CARD))) from error
