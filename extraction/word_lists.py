"""Lists that stand beside this code as text: lines that begin with # are about the list."""

from importlib import resources


def lines_of(file: str) -> list[str]:
    """The entries of a list, one a line."""
    text = resources.files("extraction").joinpath(file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and line[0] != "#"]


def words_of_list(file: str) -> list[str]:
    """The entries of a list, several a line."""
    return " ".join(lines_of(file)).split()
