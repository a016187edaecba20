"""How far a value can be trusted: the model in ``models/field-trust``."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extraction.missing import Habits
from storage.networks import open_network
from storage.weights import read_card

Floats = NDArray[np.float64]


class FieldTrust:
    """From evidence to the probability that a value is right, on one thread; a ``Trust``.

    Raises:
        BadWeightsError: see ``find_weights``.
    """

    def __init__(self, model: Path) -> None:
        card = read_card(model)
        self.habits = Habits(card["shares"], card["there"])
        self._session = open_network(model)
        self._said = np.array(card["calibration_said"], np.float64)
        self._right = np.array(card["calibration_right"], np.float64)

    def probabilities(self, rows: NDArray[np.float32]) -> Floats:
        """Probability that each value is right.

        Args:
            rows: (values, features) as ``evidence.rows`` gives them.
        """
        if not len(rows):
            return np.zeros(0)
        (odds,) = self._session.run(None, {"rows": rows})
        raw = 1 / (1 + np.exp(-np.asarray(odds)[:, 0].astype(np.float64)))
        return np.interp(raw, self._said, self._right)
