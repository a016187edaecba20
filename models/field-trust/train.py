"""Fit how far values can be trusted, to what the pipeline tells of synthetic dossiers.

    python models/field-trust/train.py PAGES...

Each folder of pages has sets known and unseen (models/page-kind/train.py --make), which page
network and tagger did not learn from.
"""

import json
import os
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click
import numpy as np
from fitting import Fitted, fit
from trees import to_onnx
from weighing import Weighed, weigh_files

from classifiers.page_network import PageNetwork
from classifiers.word_tagger import WordTagger
from dossiers.vocabulary import field_names
from extraction.evidence import NAMES

MODEL = Path(__file__).parent
TAGGER = MODEL.parent / "field-tagger"


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--tagger", type=click.Path(exists=True, path_type=Path), default=TAGGER)
@click.option("--into", type=click.Path(path_type=Path), default=MODEL)
def main(folders: tuple[Path, ...], tagger: Path, into: Path) -> None:
    """Weigh, fit, calibrate, pack."""
    files = [
        file
        for folder in folders
        for of in ("known", "unseen")
        for file in sorted(folder.glob(f"{of}-*.jsonl.gz"))
    ]
    weighed = weigh_all(files, tagger)
    fitted = fit(weighed)
    pack(fitted, into, sorted({"-".join(file.name.split("-")[:2]) for file in files}))
    click.echo(fitted.told)


def weigh_all(files: list[Path], tagger: Path) -> list[Weighed]:
    """Weigh the dossiers of files, on all processors."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        return [one for some in pool.map(_weigh_file, files, [tagger] * len(files)) for one in some]


def _weigh_file(file: Path, tagger: Path) -> list[Weighed]:
    judge = PageNetwork(MODEL.parent / "page-kind")
    return list(weigh_files([file], judge, WordTagger(tagger)))


def pack(fitted: Fitted, into: Path, sets: list[str]) -> None:
    """Write weights, reviewed values and card."""
    into.mkdir(parents=True, exist_ok=True)
    onnx = to_onnx(fitted.model, len(NAMES))
    (into / "weights.onnx").write_bytes(onnx.SerializeToString())
    keys = np.array(list(field_names()))
    np.savez_compressed(
        into / "reviewed.npz",
        keys=keys[fitted.keys],
        kinds=np.array(fitted.kinds),
        chances=fitted.chances.astype(np.float32).astype(np.float64),
        right=fitted.right,
    )
    card: dict[str, Any] = {
        "name": "field-trust",
        "version": "1",
        "file": "weights.onnx",
        "license": "Apache-2.0",
        "source": "fitted with train.py (scikit-learn)",
        "input": f"rows (values, {len(NAMES)}) float32, see extraction/evidence.py",
        "output": "odds (values, 1) float32: log odds, before the curve",
        "fitted_on": sets,
        "features": list(NAMES),
        "calibration_said": fitted.said_knots,
        "calibration_right": fitted.right_knots,
        "there": list(fitted.habits.there),
        "sha256": sha256((into / "weights.onnx").read_bytes()).hexdigest(),
        "sha256_reviewed": sha256((into / "reviewed.npz").read_bytes()).hexdigest(),
    }
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in card.items()]
    for kind, keys in fitted.habits.shares.items():
        lines += [f"\n[shares.{kind}]\n", *(f"{key} = {share}\n" for key, share in keys.items())]
    (into / "model.toml").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
