"""Chance that can be repeated: every draw follows from the seed and from what it is drawn for."""

from random import Random

import numpy as np


def chance(seed: int, *purposes: str) -> Random:
    """Give draws of their own to a purpose, so that one paper's draws leave others alone."""
    return Random("/".join([str(seed), *purposes]))  # noqa: S311  # invented papers, no secrets


def grains(draws: Random) -> np.random.Generator:
    """Give whole arrays of chance, started by one draw."""
    return np.random.default_rng(draws.getrandbits(64))
