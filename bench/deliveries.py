"""Where the dossiers to measure on come from: made fresh, or a folder that is there."""

from pathlib import Path


def fresh_dossiers(folder: Path, count: int, seed: int) -> list[Path]:
    """Make dossiers that nobody has seen; gives the paths of their truths.

    Fonts and hands are those that are kept from training.
    """
    # Slow to load, and not wanted where dossiers lie ready.
    from synthesis.cases.deliveries import write_dossiers
    from synthesis.cases.dossiers import Wanted

    wanted = Wanted(count=count, seed=seed, split="held out")
    return [written.truth for written in write_dossiers(folder, wanted)]


def known_dossiers(folder: Path) -> list[Path]:
    """The truths of dossiers that lie in a folder, in the order of their names."""
    return sorted((folder / "truth").glob("*.json"))
