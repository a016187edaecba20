from pathlib import Path

import pytest
from django.test import Client

from settings import read_settings
from settings.wrong_settings import WrongSettingError
from storage.store import Store
from tests.web.making_papers import file_doubtful


def with_keys(monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    monkeypatch.setenv("HOSO_KEYS", keys)
    read_settings.cache_clear()


@pytest.mark.django_db
def test_an_office_has_its_own_keys(
    clerk: Client, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = file_doubtful(store, tmp_path)
    with_keys(monkeypatch, '{"illegible": "F10", "turn": "Shift+F2"}')
    page = clerk.get(f"/review/{document.pk}/").content.decode()
    assert '"F10": "illegible"' in page
    assert '"Shift+F2": "turn"' in page
    assert "<kbd>F10</kbd>" in page
    assert "<kbd>F2</kbd>" not in page
    read_settings.cache_clear()


@pytest.mark.parametrize(
    "keys", ['{"undo": "z"}', '{"undo": "Shift+Z"}', '{"undo": "F2"}', '{"burn": "F3"}']
)
def test_letters_and_keys_of_two_acts_are_refused(
    keys: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_keys(monkeypatch, keys)
    with pytest.raises(WrongSettingError):
        read_settings()
    monkeypatch.delenv("HOSO_KEYS")
    read_settings.cache_clear()
