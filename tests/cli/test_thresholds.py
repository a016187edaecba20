from pathlib import Path

import pytest
from click.testing import CliRunner
from django.contrib.auth.models import User

from cli.thresholds import thresholds
from dossiers.vocabulary import field_names
from extraction.acceptance import ENOUGH
from records.models import Document
from settings import Settings
from settings.workshop import acceptance, reviewed_by_people
from storage.folder import FolderStore
from tests.records.making_dossiers import correct_field, digitize, make_stream

pytestmark = pytest.mark.django_db


def test_every_field_has_a_row_and_says_where_it_comes_from() -> None:
    told = CliRunner().invoke(thresholds, ["--kind", "can_cuoc"], catch_exceptions=False).output
    assert told.count("99.5%") >= len(field_names())
    assert told.count("ho_ten") >= 1  # enough was reviewed for a threshold of its own


def test_what_people_confirmed_and_corrected_counts_before_what_came_with_hoso(
    tmp_path: Path,
) -> None:
    clerk = User.objects.create_user("thu")
    store = FolderStore(tmp_path / "store")
    digitize(store, make_stream(tmp_path, "bo", ["a"]), ["a"])
    document = Document.objects.get()
    document.fields.create(
        key="ho_ten",
        value="Lò Thị Hặc",
        confidence=0.9,
        page=0,
        box=[0, 0, 1, 1],
        source="rule",
    )
    correct_field(document.pk, "ho_ten", "Lò Thị Hặc", who=clerk)  # confirmed
    correct_field(document.pk, "ho_ten", "Lò Thị Hạc", who=clerk)  # answers a person
    reviewed = reviewed_by_people()
    assert list(reviewed.right) == [True]
    assert list(reviewed.keys) == ["ho_ten"]
    few = acceptance(Settings(), [reviewed]).threshold("khac", "ho_ten")
    assert few.values >= ENOUGH  # one value makes no threshold: that of the model is taken
