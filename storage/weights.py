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
    card = read_card(model)
    weights = model / str(card["file"])
    if not weights.is_file():
        raise BadWeightsError(message("weights.missing", file=str(weights)))
    if hashlib.sha256(weights.read_bytes()).hexdigest() != card["sha256"]:
        raise BadWeightsError(message("weights.changed", file=str(weights)))
    return weights


def read_card(model: Path) -> dict[str, Any]:
    """What ``model.toml`` says.

    Raises:
        BadWeightsError: There is none, or it cannot be understood.
    """
    try:
        return tomllib.loads((model / CARD).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadWeightsError(message("weights.missing", file=str(model / CARD))) from error
