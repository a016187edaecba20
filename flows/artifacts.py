"""The report of a delivery on its run's page."""

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from dossiers.messages import Language, message
from flows.report import BatchReport, make_rows, write_markdown


def publish(report: BatchReport, language: Language) -> None:
    """Put the report and the table of dossiers on the page of the current run."""
    description = message("flow.report", name=report.name).say(language)
    create_markdown_artifact(
        key=f"lo-ho-so-{report.delivery_id}",
        markdown=write_markdown(report, language),
        description=description,
    )
    create_table_artifact(
        key=f"ho-so-{report.delivery_id}",
        table=list(make_rows(report, language)),
        description=description,
    )
