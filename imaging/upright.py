"""Quarter turns: from a page set upright back to its scan."""

import numpy as np

from dossiers.geometry import Transform


def turn_back(width: int, height: int, rotation: int) -> Transform:
    """The transform from the pixels of a page turned by ``rotation`` to those of the scan.

    Args:
        width, height: Of the scan, before turning.
    """
    matrices = {
        0: [[1, 0, 0], [0, 1, 0]],
        90: [[0, 1, 0], [-1, 0, height]],
        180: [[-1, 0, width], [0, -1, height]],
        270: [[0, -1, width], [1, 0, 0]],
    }
    return Transform.from_matrix(np.array(matrices[rotation], dtype=np.float64))
