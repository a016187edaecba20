"""The part of the report that is about pages: every engine, on all and by groups."""

from collections.abc import Mapping, Sequence

from bench.engines import Engine
from bench.figures import by_family, by_grade, cost, measure
from bench.own import Hoso
from bench.run import PageRow
from bench.tables import percent, table

TEXT = {
    "CER in order": "cer_in_order",
    "CER by line": "cer_by_line",
    "CER printed": "cer_printed",
    "CER handwritten": "cer_written",
    "WER in order": "wer_in_order",
    "WER by line": "wer_by_line",
    "accents only": "accents",
    "beside": "extra",
}
PAGES = {
    "orientation right": "orientation",
    "blank precision": "blank_precision",
    "blank recall": "blank_recall",
    "failed": "failed",
}
GROUPED = {
    "CER printed": "cer_printed",
    "CER by line": "cer_by_line",
    "CER in order": "cer_in_order",
}


def pages_report(
    rows: Sequence[PageRow], engines: Sequence[Engine], dossiers: int, beside: float
) -> list[str]:
    """All tables about pages, in Markdown.

    Args:
        beside: Processor seconds of hoso for documents and fields, of all pages together.
    """
    names = [engine.name for engine in engines]
    lines = ["## Text", "", *_measures(rows, names, dossiers, TEXT)]
    for title, groups in (("grade", by_grade(rows)), ("kind family", by_family(rows))):
        for label, name in GROUPED.items():
            lines += ["", f"### {label}, by {title}", ""]
            lines += _grouped(groups, names, dossiers, name)
    lines += ["", "## Pages", "", *_measures(rows, names, dossiers, PAGES)]
    return [*lines, "", "## Costs of a page", "", *_costs(rows, names, beside)]


def _measures(
    rows: Sequence[PageRow], engines: Sequence[str], dossiers: int, measures: Mapping[str, str]
) -> list[str]:
    return table(
        ["engine", *measures],
        (
            [engine]
            + [percent(measure(rows, engine, name, dossiers)) for name in measures.values()]
            for engine in engines
        ),
    )


def _grouped(
    groups: Mapping[str, Sequence[PageRow]], engines: Sequence[str], dossiers: int, name: str
) -> list[str]:
    heads = [f"{group} ({len(rows)} pages)" for group, rows in groups.items()]
    return table(
        ["engine", *heads],
        (
            [engine] + [percent(measure(rows, engine, name, dossiers)) for rows in groups.values()]
            for engine in engines
        ),
    )


def _costs(rows: Sequence[PageRow], engines: Sequence[str], beside: float) -> list[str]:
    found = {
        engine: cost(rows, engine, beside if engine == Hoso.name else 0.0) for engine in engines
    }
    return table(
        ["engine", "CPU s, mean", "CPU s, most", "peak MiB, mean", "peak MiB, most"],
        (
            [
                engine,
                f"{each.cpu_seconds:.2f}",
                f"{each.cpu_seconds_most:.2f}",
                f"{each.peak:.0f}",
                f"{each.peak_most:.0f}",
            ]
            for engine, each in found.items()
        ),
    )
