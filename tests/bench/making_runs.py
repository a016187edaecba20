"""Small runs made up for tests: a dossier of two pages, and engines that say what they are told."""

from collections.abc import Sequence

from bench.documents import judge_dossier
from bench.engines import Answer
from bench.run import DossierRun, PageRow
from bench.score import score_lines
from bench.truth import TrueDocument, TrueDossier, TrueField, TruePage, plain_lines
from dossiers.document import Document, Field, Source
from dossiers.geometry import Box

TEXT = "ỦY BAN NHÂN DÂN\nSố: 15/QĐ-UBND"


def make_truth(name: str = "a", grade: str = "office") -> TrueDossier:
    """A decision of one page with a blank back."""
    front = TruePage(0, 0, False, plain_lines(TEXT), grade, 0.3)
    back = TruePage(1, 0, True, (), grade, 0.3)
    fields = (TrueField("so_ky_hieu", "15/QĐ-UBND"), TrueField("nguoi_ky", "Lò Văn Pánh", True))
    return TrueDossier(name, (front, back), (TrueDocument("quyet_dinh", 0, 1, fields),))


def make_field(key: str, value: str, confidence: float = 0.9) -> Field:
    """A field as an extractor says it."""
    return Field(key, value, value, confidence, 0, Box(0, 0, 1, 1), Source.RULE)


def make_document(first: int, last: int, *fields: Field, kind: str = "quyet_dinh") -> Document:
    """A document as hoso says it."""
    return Document(kind, 0.9, first, last, fields)


def perfect_document() -> Document:
    """What a perfect reader says of ``make_truth``."""
    fields = make_field("so_ky_hieu", "15/QĐ-UBND"), make_field("nguoi_ky", "Lò Văn Pánh")
    return make_document(0, 1, *fields)


def make_answer(text: str = TEXT, *, rotation: int | None = 0, failure: str = "") -> Answer:
    """An answer that took a second and a MiB."""
    blank = not text and not failure
    return Answer(text, rotation, blank, 1.0, 2**20, failure)


def make_run(
    number: int, texts: Sequence[str] = (TEXT, ""), documents: Sequence[Document] | None = None
) -> DossierRun:
    """A run of hoso that read these texts; by default all is right."""
    truth = make_truth(f"dossier {number}")
    answers = [make_answer(text) for text in texts]
    rows = tuple(
        PageRow(
            number,
            page,
            truth.document_of(page.index),
            {"hoso": answer},
            {"hoso": score_lines(page.lines, answer.text)},
        )
        for page, answer in zip(truth.pages, answers, strict=True)
    )
    said = [perfect_document()] if documents is None else documents
    return DossierRun(truth, rows, judge_dossier(truth, said), 0.5)
