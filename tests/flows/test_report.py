from dataclasses import replace

import pytest

from dossiers.messages import Language, message
from flows.report import MOST_REASONS, BatchReport, make_rows, write_markdown
from pipeline.dossier import DossierSummary
from records.ledger import Balance

SUMMARY = DossierSummary(
    dossier_id=1,
    name="hồ sơ | 1",
    pages=4,
    blank=1,
    failed=1,
    kinds={"cong_van": 1, "quyet_dinh": 2},
    fields=9,
    documents_in_review=2,
    seconds=8.0,
    cpu_seconds=6.0,
    fresh=True,
)
REPORT = BatchReport(
    delivery_id=1,
    name="lô_1",
    source="inbox/lô_1",
    balance=Balance(taken_in=5, recorded=1, in_review=2, quarantined=2, to_do=0),
    summaries=(SUMMARY,),
    refusals=(("a.pdf", message("pdf.password", name="a.pdf")),),
    ignored=(),
    failed_pages=(("hồ sơ | 1", 3, message("page.too_slow", seconds=180)),),
    failed_dossiers=(),
)


def test_the_report_tells_pages_papers_speed_and_cures_in_either_language() -> None:
    english = write_markdown(REPORT, Language.ENGLISH)
    assert "5 pages in = 1 recorded + 2 in review + 2 quarantined + 0 to do" in english
    assert "- Decision: 2\n- Official letter: 1" in english
    assert "2.0 seconds and 1.5 CPU seconds a page" in english
    assert "Save it without one" in english
    vietnamese = write_markdown(REPORT, Language.VIETNAMESE)
    assert "Quyết định: 2" in vietnamese
    assert "trang 3" in vietnamese


def test_a_section_without_lines_is_left_out() -> None:
    assert "Dossiers not done" not in write_markdown(REPORT, Language.ENGLISH)
    failed = replace(REPORT, failed_dossiers=("x",))
    assert "Dossiers not done" in write_markdown(failed, Language.ENGLISH)


def test_a_name_does_not_become_markdown() -> None:
    assert "# lô\\_1" in write_markdown(REPORT, Language.ENGLISH)


def test_what_was_done_before_has_no_speed() -> None:
    done_before = replace(REPORT, summaries=(replace(SUMMARY, fresh=False),))
    assert "CPU" not in write_markdown(done_before, Language.ENGLISH)


def test_a_thousand_refusals_are_not_all_listed() -> None:
    many = replace(REPORT, refusals=REPORT.refusals * 1000)
    assert write_markdown(many, Language.ENGLISH).count("a.pdf") == MOST_REASONS


@pytest.mark.parametrize("language", Language)
def test_the_table_has_a_row_a_dossier(language: Language) -> None:
    (row,) = make_rows(REPORT, language)
    assert list(row.values()) == ["hồ sơ | 1", 4, 1, 1, 3, 9, 2, 2.0, 1.5]
