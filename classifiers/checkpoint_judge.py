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
from dossiers.vocabulary import kinds


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
        "numbered": -2.0,
        "follows": 0.0,
        "goes_on": -1.0,
    }
    agreement: Mapping[str, float] = {"bias": 0.0, "network": 1.0, "same": 0.0, "other": 0.0}

    def __init__(self, folder: Path) -> None:
        try:
            import transformers  # only for those who chose it: it takes seconds to load
        except ImportError as error:
            raise MissingToolError("transformers", "hoso[train] (pip)") from error
        told = {"local_files_only": True, "trust_remote_code": False}
        try:
            self._tokenizer: Any = transformers.AutoTokenizer.from_pretrained(str(folder), **told)
            model = transformers.AutoModelForSequenceClassification
            self._model: Any = model.from_pretrained(str(folder), use_safetensors=True, **told)
        except (OSError, ValueError) as error:
            raise BadWeightsError(message("weights.missing", file=str(folder))) from error
        named = self._model.config.id2label
        self.labels: Sequence[str] = [named[number] for number in sorted(named)]
        if strange := set(self.labels) - kinds().keys():
            raise BadWeightsError(
                message("weights.labels", file=str(folder), labels=", ".join(sorted(strange)[:5]))
            )

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
        return min(int(self._tokenizer.model_max_length), 512)
