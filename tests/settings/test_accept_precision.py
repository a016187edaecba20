import pytest

from settings import Settings
from settings.workshop import acceptance


def test_a_precision_by_kind_and_field_is_taken_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOSO_ACCEPT_PRECISION", "0.99")
    monkeypatch.setenv("HOSO_ACCEPT_PRECISION_BY", '{"ngay_sinh": 0.999, "cmnd/ho_ten": 0.9}')
    settings = Settings()
    hash(settings)  # settings are keys of caches
    known = acceptance(settings)
    assert known.precision("cmnd", "ngay_sinh") == 0.999
    assert known.precision("cmnd", "ho_ten") == 0.9
    assert known.precision("khac", "ho_ten") == 0.99


def test_a_stricter_precision_lets_less_pass() -> None:
    strict, loose = (acceptance(Settings(accept_precision=each)) for each in (0.999, 0.9))
    for key in ("ho_ten", "ngay_sinh", "so_dinh_danh"):
        assert strict.threshold("khac", key).chance >= loose.threshold("khac", key).chance
