"""``hoso demo``: the samples through Prefect, for a first look."""

from pathlib import Path

import click

from cli.digitize import through_prefect
from cli.speak import say, stderr
from cli.summary import print_summary
from settings import REPOSITORY, read_settings

SAMPLES = REPOSITORY / "samples"


@click.command()
def demo() -> None:
    """Số hóa các hồ sơ mẫu qua Prefect. (Digitize the samples through Prefect.)"""
    deliveries = sorted(
        str(path)
        for path in SAMPLES.iterdir()
        if path.name != "truth" and not path.name.startswith(".") and path.suffix != ".md"
    )
    results = Path(read_settings().home) / "results"
    stderr.print(say("cli.demo_starts", deliveries=len(deliveries)))
    summaries, _ = through_prefect(deliveries, results)
    print_summary(summaries, results)
