from collections.abc import Iterator
from pathlib import Path

import pytest

from dossiers.errors import ExitCode
from dossiers.messages import Language
from settings import Settings, read_settings, spoken_language
from settings.wrong_settings import WrongSettingError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working folder in which settings are read anew."""
    monkeypatch.chdir(tmp_path)
    read_settings.cache_clear()
    yield tmp_path
    read_settings.cache_clear()


def _complaint() -> str:
    with pytest.raises(WrongSettingError) as refused:
        read_settings()
    assert refused.value.exit_code is ExitCode.USAGE
    return str(refused.value.reason)


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("PAGE_SECONDS", "abc", "a whole number, 1 or more"),
        ("PAGE_SECONDS", "0", "a whole number, 1 or more"),
        ("WORKERS", "-1", "a whole number, 0 or more"),
        ("WORKERS", "1.5", "a whole number, 0 or more"),
        ("SETTLE_SECONDS", "", "a whole number, 1 or more"),
        ("REVIEW_BELOW", "1.5", "a number from 0 to 1"),
        ("REVIEW_BELOW", "nan", "a number from 0 to 1"),
        ("LANGUAGE", "fr", "one of: vi, en"),
        ("ENGINE", "easyocr", "one of: auto, tesserocr, pytesseract"),
        ("S3_PATH_STYLE", "maybe", "true or false"),
        ("HOSTS", "hoso.example", "JSON"),
        ("KEYS", "{", "JSON"),
        ("SECOND_FACTOR_FOR", "administrator", "JSON"),
    ],
)
def test_a_wrong_variable_is_told_with_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, allowed: str
) -> None:
    monkeypatch.setenv(f"HOSO_{name}", value)
    complaint = _complaint()
    assert f"HOSO_{name} is «{value}»" in complaint
    assert allowed in complaint


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_can_be_complained_of(folder: Path, name: str) -> None:
    (folder / "hoso.toml").write_text(f"{name} = [1]", encoding="utf-8")
    assert f"HOSO_{name.upper()} " in _complaint()


def test_a_role_that_there_is_not_is_told_with_those_that_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOSO_SECOND_FACTOR_FOR", '["admin"]')
    complaint = _complaint()
    assert "HOSO_SECOND_FACTOR_FOR is «admin»" in complaint
    assert "reviewer, operator, archivist, administrator" in complaint


def test_a_wrong_secret_is_not_printed(folder: Path) -> None:
    (folder / "hoso.toml").write_text("s3_secret_key = 12345", encoding="utf-8")
    assert "12345" not in _complaint()


def test_a_setting_that_nobody_knows_is_told(folder: Path) -> None:
    (folder / "hoso.toml").write_text("pages_second = 3", encoding="utf-8")
    assert "«pages_second»" in _complaint()


@pytest.mark.parametrize("content", [b"page_seconds = ", b"store = '\xe9'"])
def test_a_file_that_is_no_toml_is_told(folder: Path, content: bytes) -> None:
    (folder / "hoso.toml").write_bytes(content)
    assert "hoso.toml cannot be read" in _complaint()
    assert spoken_language() is Language.VIETNAMESE


def test_the_language_is_known_while_another_setting_is_wrong(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "hoso.toml").write_text('language = "en"\nworkers = "many"', encoding="utf-8")
    assert spoken_language() is Language.ENGLISH
    read_settings.cache_clear()
    monkeypatch.setenv("HOSO_LANGUAGE", "vi")
    assert spoken_language() is Language.VIETNAMESE
