"""Offices from the command line, and deliveries that are theirs."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from django.contrib.auth.models import User

from cli.hoso import hoso
from dossiers.errors import UnreadableInputError
from records.models import Event, Office
from records.offices import make_office
from settings import read_settings
from web.accounts import UnknownAccountError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOSO_HOME", str(tmp_path))
    read_settings.cache_clear()
    # Starting Django anew would move the database of the tests.
    monkeypatch.setattr("cli.office.start_django", lambda: None)
    yield
    read_settings.cache_clear()


def run(*words: str) -> str:
    result = CliRunner().invoke(hoso, ["office", *words], catch_exceptions=False)
    return result.output


def test_an_office_gets_its_folder_and_its_people(tmp_path: Path) -> None:
    User.objects.create_user("lan")
    assert "xa-tan-loc" in run("add", "xa-tan-loc", "Xã Tân Lộc")
    assert (tmp_path / "inbox" / "xa-tan-loc").is_dir()
    run("join", "xa-tan-loc", "lan")
    assert [each.username for each in Office.objects.get().people.all()] == ["lan"]
    assert "lan" in run("list")
    run("leave", "xa-tan-loc", "lan")
    assert not Office.objects.get().people.exists()
    assert Event.objects.filter(what="office_left").exists()


@pytest.mark.parametrize("code", ["Xã", "a b", "../a", "-a", ""])
def test_a_code_is_a_plain_name_of_a_folder(code: str) -> None:
    with pytest.raises(UnreadableInputError):
        run("add", "--", code, "Xã")
    assert not Office.objects.exists()


def test_unknown_people_and_offices_are_told() -> None:
    make_office("xa-a", "Xã A")
    with pytest.raises(UnknownAccountError):
        run("join", "xa-a", "không ai")
    with pytest.raises(UnreadableInputError, match="no office"):
        run("join", "xa-b", "không ai")
