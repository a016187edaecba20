"""Any Hugging Face sequence classification checkpoint as the judge of kinds."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from classifiers.odds import softmax
from classifiers.page_network import PageOpinion
from dossiers.errors import BadWeightsError, MissingToolError
from dossiers.messages import message
from dossiers.page import PageReading
from dossiers.vocabulary import COVER_KIND, kinds


class CheckpointJudge:
    """A ``PageJudge``: kinds by the checkpoint from a page's text, beginnings by the rules.

    Args:
        folder: With ``config.json``, whose labels are codes of kinds, and a tokenizer. Nothing
            is fetched from anywhere, no code in it is run, and weights are safetensors only.

    Raises:
        MissingToolError: ``transformers`` or ``torch`` is not installed.
        BadWeightsError: It cannot be opened, or its labels are no kinds.
    """

    rules = 0.0
    cut: Mapping[str, float] = {
        "bias": 0.0,
        "begins": 0.0,
        "ends": 0.0,
        "rules": 1.0,
        "back": 0.0,
        "numbered": -2.0,
        "follows": 0.0,
        "goes_on": -1.0,
    }
    agreement: Mapping[str, float] = {"bias": 0.0, "network": 1.0, "same": 0.0, "other": 0.0}

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise BadWeightsError(message("checkpoint.missing", folder=str(folder)))
        self.name = f"checkpoint/{folder.name}"
        self._tokenizer, self._model = _open(folder)
        named = self._model.config.id2label
        self.labels: Sequence[str] = [named[number] for number in sorted(named)]
        _check_labels(self.labels, folder)

    def judge(self, readings: Sequence[PageReading]) -> list[PageOpinion]:
        """Say what pages are, each by itself."""
        return [self._opinion(reading) for reading in readings]

    def _opinion(self, reading: PageReading) -> PageOpinion:
        import torch

        given = self._tokenizer(
            reading.text.text, truncation=True, max_length=self._longest, return_tensors="pt"
        )
        with torch.no_grad():
            logits = self._model(**given).logits[0].double().numpy()
        return PageOpinion(softmax(logits), begins=0.5, ends=0.5, back=0.0, written=0.0)

    @cached_property
    def _longest(self) -> int:
        """Tokens of a page: RoBERTa's positions begin at 2, and some tokenizers know no limit."""
        positions = int(getattr(self._model.config, "max_position_embeddings", 514))
        return min(int(self._tokenizer.model_max_length), positions - 2, 512)


def _open(folder: Path) -> tuple[Any, Any]:
    """Tokenizer and network of a checkpoint."""
    try:
        import torch  # noqa: F401  # transformers says only later that it is missing
        import transformers  # only for those who chose it: it takes seconds to load
        from safetensors import SafetensorError
    except ImportError as error:
        raise MissingToolError("transformers", "hoso[train] (pip)") from error
    told = {"local_files_only": True, "trust_remote_code": False}
    try:
        tokenizer: Any = transformers.AutoTokenizer.from_pretrained(str(folder), **told)
        model, found = transformers.AutoModelForSequenceClassification.from_pretrained(
            str(folder), use_safetensors=True, output_loading_info=True, **told
        )
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        raise BadWeightsError(message("checkpoint.broken", folder=str(folder))) from error
    if found["missing_keys"]:  # transformers would fill them by chance
        raise BadWeightsError(message("checkpoint.broken", folder=str(folder)))
    return tokenizer, model


def _check_labels(labels: Sequence[str], folder: Path) -> None:
    strange = set(labels) - (kinds().keys() - {COVER_KIND})
    if strange or len(set(labels)) < max(2, len(labels)):
        told = ", ".join(sorted(strange or labels)[:5])
        raise BadWeightsError(message("checkpoint.labels", folder=str(folder), labels=told))
