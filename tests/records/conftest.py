from pathlib import Path

import pytest

from storage.folder import FolderStore
from storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return FolderStore(tmp_path / "store")
