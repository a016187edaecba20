from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client, override_settings

from settings import read_settings
from storage.folder import FolderStore
from storage.store import Store
from web.roles import Role, give_role


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    """What this process counted belongs to other tests, whose people have the same names."""
    cache.clear()


@pytest.fixture
def quick_hashes() -> Iterator[None]:
    """Passwords hashed in no time, where people log in by dozens."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store that the settings name, as in an office."""
    folder = tmp_path / "store"
    monkeypatch.setenv("HOSO_STORE", str(folder))
    read_settings.cache_clear()
    yield FolderStore(folder)
    read_settings.cache_clear()


@pytest.fixture
def clerk(client: Client, db: None) -> Client:
    """A browser in which somebody is logged in."""
    user = get_user_model().objects.create_user("thư ký")
    for role in (Role.REVIEWER, Role.ARCHIVIST):
        give_role(user, role)
    client.force_login(user)
    return client


def open_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the settings name a home of this test's own."""
    monkeypatch.setenv("HOSO_HOME", str(home))
    read_settings.cache_clear()
