"""How well a dossier was divided, named and read out: documents, kinds and fields.

- *split*: a document counts when its first and its last page are right.
- Said and true documents are paired one to one, those with the most pages in common first.
  *Kind* is right when the partner has the kind of the true document; a true document without
  a partner has kind ``""``.
- *fields* are those of the partner, the surest one of each key. A field is right by
  ``bench/field_rules.py``. What is said of a key that the paper does not have, or by a
  document without a partner, is wrong (``invented``); what is not said is missed.

Pages that the truth does not tell of (a damaged file) belong to no document here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.field_rules import is_same, means_same
from bench.truth import TrueDocument, TrueDossier, TrueField
from dossiers.document import Document, Field


@dataclass(frozen=True, slots=True)
class SaidField:
    """A field that was said, judged; ``written`` is known of true fields only."""

    key: str
    confidence: float
    right: bool
    means_right: bool
    invented: bool
    written: bool
    said: str
    true: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A true document, and what was said in its place; None where nothing was."""

    true: TrueDocument
    said: Document | None

    @property
    def kind(self) -> str:
        return self.said.kind if self.said else ""


@dataclass(frozen=True, slots=True)
class DossierVerdict:
    """Counts of one dossier."""

    true_documents: int
    said_documents: int
    right_documents: int
    pairs: tuple[Pair, ...]
    said_fields: tuple[SaidField, ...]
    true_fields: tuple[TrueField, ...]


def judge_dossier(truth: TrueDossier, documents: Sequence[Document]) -> DossierVerdict:
    """Compare the documents that were found with those of the truth."""
    said = _within([page.index for page in truth.pages], documents)
    pairs = pair_documents(truth.documents, said)
    taken = [pair.said for pair in pairs]
    fields = [field for pair in pairs if pair.said for field in _judge(pair.true, pair.said)]
    fields += [
        _invented(field) for each in said if each not in taken for field in _surest(each.fields)
    ]
    ends = {(each.first_page, each.last_page) for each in truth.documents}
    return DossierVerdict(
        true_documents=len(truth.documents),
        said_documents=len(said),
        right_documents=sum((each.first_page, each.last_page) in ends for each in said),
        pairs=pairs,
        said_fields=tuple(fields),
        true_fields=tuple(field for each in truth.documents for field in each.fields),
    )


def pair_documents(true: Sequence[TrueDocument], said: Sequence[Document]) -> tuple[Pair, ...]:
    """Pair documents one to one, those with the most pages in common first."""
    shared = sorted(
        (
            (-len(set(one.pages) & set(other.pages)), i, j)
            for i, one in enumerate(true)
            for j, other in enumerate(said)
            if set(one.pages) & set(other.pages)
        ),
    )
    partner: dict[int, int] = {}
    for _, i, j in shared:
        if i not in partner and j not in partner.values():
            partner[i] = j
    return tuple(
        Pair(one, said[partner[i]] if i in partner else None) for i, one in enumerate(true)
    )


def _within(pages: Sequence[int], documents: Sequence[Document]) -> list[Document]:
    """The documents without pages that are not judged."""
    kept = []
    for each in documents:
        own = [page for page in pages if page in each.pages]
        if own:
            kept.append(replace(each, first_page=min(own), last_page=max(own)))
    return kept


def _judge(true: TrueDocument, said: Document) -> list[SaidField]:
    wanted = {field.key: field for field in true.fields}
    return [
        _compare(field, wanted[field.key]) if field.key in wanted else _invented(field)
        for field in _surest(said.fields)
    ]


def _surest(fields: Sequence[Field]) -> list[Field]:
    """One field a key, as the record on disk has it; a gap that says nothing is not said."""
    surest: dict[str, Field] = {}
    for field in fields:
        if not field.value:
            continue
        if field.key not in surest or field.confidence > surest[field.key].confidence:
            surest[field.key] = field
    return list(surest.values())


def _compare(field: Field, true: TrueField) -> SaidField:
    return SaidField(
        key=field.key,
        confidence=float(field.confidence),
        right=is_same(field.key, field.value, true.value),
        means_right=means_same(field.key, field.value, true.value),
        invented=False,
        written=true.written,
        said=field.value,
        true=true.value,
    )


def _invented(field: Field) -> SaidField:
    confidence = float(field.confidence)
    return SaidField(field.key, confidence, False, False, True, False, field.value, "")
