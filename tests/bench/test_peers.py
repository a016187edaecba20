from pathlib import Path

import pytest

from bench import peers
from bench.handed import Page
from bench.launch import Run
from bench.peers import OcrMyPdf, Tesseract

FACES = "1 page is facing {}, confidence 15.70 - {}"


def _page(folder: Path, dpi: float | None = 200.0) -> Page:
    return Page("a", folder / "page.png", "image/png", dpi, folder)


class Script:
    """Answers launches one after the other, and writes the text that a program would."""

    def __init__(self, *runs: Run, text: str = "") -> None:
        self.runs, self.text = list(runs), text
        self.commands: list[list[str]] = []

    def launch(self, command: list[str], work: Path, _: int) -> Run:
        self.commands.append(command)
        run = self.runs.pop(0)
        if not run.status:
            (work / "text.txt").write_text(self.text, encoding="utf-8")
        return run


def _run(status: int = 0, errors: str = "") -> Run:
    return Run(status, 1.5, 1000, "", errors)


@pytest.mark.parametrize(
    ("facing", "action", "rotation"),
    [
        ("⇧", "rotation appears correct", 0),
        ("⇨", "will rotate ⬏", 270),
        ("⇩", "will rotate ↻", 180),
        ("⇦", "will rotate ⬑", 90),
        ("⇩", "confidence too low to rotate", 0),
    ],
)
def test_the_turn_that_was_made_is_told(
    facing: str, action: str, rotation: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        peers, "launch", Script(_run(errors=FACES.format(facing, action)), text="a").launch
    )
    assert OcrMyPdf(("--rotate-pages",)).read(_page(tmp_path)).rotation == rotation


def test_a_page_with_text_is_redone_and_both_runs_are_paid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Script(_run(6), _run(), text="chữ")
    monkeypatch.setattr(peers, "launch", script.launch)
    answer = OcrMyPdf().read(_page(tmp_path))
    assert "--force-ocr" in script.commands[1]
    assert (answer.text, answer.cpu_seconds, answer.rotation) == ("chữ", 3.0, None)


def test_a_resolution_is_told_only_where_the_picture_says_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Script(_run(), _run())
    monkeypatch.setattr(peers, "launch", script.launch)
    OcrMyPdf().read(_page(tmp_path))
    OcrMyPdf().read(_page(tmp_path, None))
    assert ["--image-dpi" in command for command in script.commands] == [False, True]


def test_a_failure_has_no_text_and_is_no_blank_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peers, "launch", Script(_run(-9)).launch)
    answer = OcrMyPdf().read(_page(tmp_path))
    assert (answer.text, answer.blank, answer.failure) == ("", False, "exit status -9")


def test_no_text_is_a_blank_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "launch", Script(_run(), text="\n\f").launch)
    assert OcrMyPdf().read(_page(tmp_path)).blank


def test_names_tell_engines_apart() -> None:
    engines = [
        Tesseract("vie"),
        Tesseract("vie", layout=6),
        Tesseract("vie", dpi=150),
        Tesseract("eng"),
        OcrMyPdf(),
        OcrMyPdf(("--deskew",)),
    ]
    assert len({engine.name for engine in engines}) == len(engines)
