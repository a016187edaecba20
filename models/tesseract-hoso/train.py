"""Train Tesseract's Vietnamese recognizer on synthetic papers.

    python models/tesseract-hoso/train.py work --pages 3000 --minutes 120
    python models/tesseract-hoso/train.py work --pages 3000 --pack

``work`` keeps the lines and the checkpoint: run again, it goes on. The second command packs
what was learned into ``hoso.traineddata`` with its hash. Needs Debian's ``tesseract-ocr`` (for
``lstmtraining`` and ``combine_tessdata``) and ``tesseract-ocr-vie``; no GPU can help here.
"""

import hashlib
import os
import re
import subprocess
from itertools import islice
from pathlib import Path

import click
from alphabet import with_missing_letters
from floating import with_floats
from lstmf import pack_lines

from ocr.line_finder import LineFinder
from ocr.tessdata import find_traineddata
from synthesis.ink.fonts import Split
from training.cuttings import cut_samples

MODEL = Path(__file__).parent
LINES_A_FILE = 2000
LINES_A_PAGE = 28
VALIDATION_LINES = 1250
RATE = 0.0005


@click.command()
@click.argument("work", type=click.Path(file_okay=False, path_type=Path))
@click.option("--pages", type=click.IntRange(1), default=3000, show_default=True)
@click.option("--seed", type=int, default=50001, show_default=True)
@click.option("--minutes", type=click.IntRange(1), default=120, show_default=True)
@click.option("--pack", is_flag=True, help="Pack the checkpoint; do not train.")
def main(work: Path, pages: int, seed: int, minutes: int, pack: bool) -> None:
    """Make lines, train on them, pack the result."""
    work.mkdir(parents=True, exist_ok=True)
    start = start_data(work)
    if pack:
        pack_model(work, start)
        return
    training = make_lines(work / "training", seed, "training", pages * LINES_A_PAGE)
    validation = make_lines(work / "validation", seed + 1, "held out", VALIDATION_LINES)
    train(work, start, training, validation, minutes)


def start_data(work: Path) -> Path:
    """Stock Vietnamese data with floating point weights and our alphabet, to start from."""
    parts, start = work / "parts", work / "start.traineddata"
    if start.exists():
        return start
    parts.mkdir(exist_ok=True)
    _run("combine_tessdata", "-u", str(find_traineddata("vie")), f"{parts}/vie.")
    # Without dictionaries: a reader that knows words writes words that are not there.
    for dictionary in parts.glob("*dawg"):
        dictionary.unlink()
    recognizer, letters = parts / "vie.lstm", parts / "vie.lstm-unicharset"
    recognizer.write_bytes(with_floats(recognizer.read_bytes()))
    letters.write_text(with_missing_letters(letters.read_text("utf-8")), "utf-8")
    _run("combine_tessdata", f"{parts}/vie.")
    (parts / "vie.traineddata").rename(start)
    return start


def make_lines(folder: Path, seed: int, split: Split, count: int) -> Path:
    """Files of lines and the list of them; kept when they are there."""
    listed = folder / "list.txt"
    if listed.exists():
        return listed
    folder.mkdir(exist_ok=True)
    samples = cut_samples(LineFinder(MODEL.parent / "line-finder"), seed, split)
    paths = []
    for number in range(-(-count // LINES_A_FILE)):
        paths.append(folder / f"{number:04d}.lstmf")
        some = min(LINES_A_FILE, count - number * LINES_A_FILE)
        paths[-1].write_bytes(pack_lines(list(islice(samples, some))))
        click.echo(f"{paths[-1]}: {some} lines")
    listed.write_text("".join(f"{path}\n" for path in paths))
    return listed


def train(work: Path, start: Path, training: Path, validation: Path, minutes: int) -> None:
    """Train from where the checkpoint is, and tell the error on lines of unseen fonts."""
    checkpoint = work / "hoso_checkpoint"
    begin = checkpoint if checkpoint.exists() else work / "parts" / "vie.lstm"
    command = ["timeout", f"{minutes}m", "lstmtraining", "--continue_from", str(begin)]
    command += ["--traineddata", str(start), "--model_output", str(work / "hoso")]
    command += ["--train_listfile", str(training), "--learning_rate", str(RATE)]
    command += ["--debug_interval", "0", "--max_iterations", "100000000"]
    if begin != checkpoint:
        command += ["--reset_learning_rate"]
    subprocess.run(command, check=False, env=_one_thread())  # ends by the clock
    click.echo(validate(work, start, validation))


def validate(work: Path, start: Path, validation: Path) -> str:
    """What lstmeval says of the checkpoint."""
    packed = work / "checked.traineddata"
    _convert(work, start, packed)
    told = _run("lstmeval", "--model", str(packed), "--eval_listfile", str(validation))
    return next(reversed(re.findall(r"BCER eval.*", told)), told)


def pack_model(work: Path, start: Path) -> None:
    """Pack the checkpoint into 8-bit weights beside this file, and write its hash down."""
    packed, card = MODEL / "hoso.traineddata", MODEL / "model.toml"
    _convert(work, start, packed)
    digest = hashlib.sha256(packed.read_bytes()).hexdigest()
    told = re.sub(r'sha256 = ".*"', f'sha256 = "{digest}"', card.read_text("utf-8"))
    card.write_text(told, "utf-8")


def _convert(work: Path, start: Path, packed: Path) -> None:
    checkpoint = ["--continue_from", str(work / "hoso_checkpoint"), "--traineddata", str(start)]
    _run(
        "lstmtraining",
        "--stop_training",
        "--convert_to_int",
        *checkpoint,
        "--model_output",
        str(packed),
    )


def _run(*command: str) -> str:
    done = subprocess.run(
        command,
        check=True,
        text=True,
        env=_one_thread(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.stdout


def _one_thread() -> dict[str, str]:
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}


if __name__ == "__main__":
    main()
