from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.contrib.auth.models import User

from cli.retrain import retrain
from dossiers.document import Document as Part
from dossiers.errors import UnreadableInputError
from records.divisions import divide_dossier
from records.models import Dossier, Event
from settings import Settings
from settings.workshop import knowledge, taught_folder
from storage.folder import FolderStore
from storage.taught import find_taught
from tests.records.making_dossiers import digitize, make_stream

pytestmark = pytest.mark.django_db


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    settings = Settings(home=tmp_path / "home")
    monkeypatch.setattr("cli.retrain.read_settings", lambda: settings)
    return settings


def _retrain(*options: str) -> Result:
    return CliRunner().invoke(retrain, ["page-kind", *options], catch_exceptions=False)


def _divide(tmp_path: Path, count: int) -> None:
    store, clerk = FolderStore(tmp_path / "store"), User.objects.create_user("thu")
    for number in range(count):
        texts = [f"PHIẾU CÂN LÚA số {number} của hợp tác xã nông nghiệp"]
        digitize(store, make_stream(tmp_path, f"bao-{number}", texts), texts)
    for dossier in Dossier.objects.all():
        divide_dossier(dossier.pk, [Part("bien_lai", 1.0, 0, 0)], who=clerk)


def test_what_was_learned_is_used_from_then_on_until_it_is_undone(
    settings: Settings, tmp_path: Path
) -> None:
    own = knowledge(settings).judge
    _divide(tmp_path, 40)
    told = _retrain()
    file = find_taught(taught_folder(settings))
    assert file, told.output
    assert file.name in told.output
    taught = knowledge(settings).judge
    assert (taught.layer.weight != own.layer.weight).any()  # type: ignore[attr-defined]
    _retrain("--undo")
    again = knowledge(settings).judge
    assert (again.layer.weight == own.layer.weight).all()  # type: ignore[attr-defined]
    assert file.exists()
    assert list(Event.objects.order_by("pk").values_list("what", flat=True))[-2:] == [
        "taught",
        "untaught",
    ]


def test_too_few_corrections_are_told_with_what_to_do(settings: Settings, tmp_path: Path) -> None:
    _divide(tmp_path, 3)
    with pytest.raises(UnreadableInputError) as caught:
        _retrain()
    assert caught.value.reason.key == "retrain.too_few"
    assert find_taught(taught_folder(settings)) is None


def test_a_checkpoint_of_strangers_is_not_taught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Settings(home=tmp_path, page_kind=tmp_path)
    monkeypatch.setattr("cli.retrain.read_settings", lambda: other)
    with pytest.raises(UnreadableInputError) as caught:
        _retrain()
    assert caught.value.reason.key == "retrain.own_only"
