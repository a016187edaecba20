from pathlib import Path

import pytest

from dossiers.errors import WrongProceduresError
from dossiers.procedures import compare, procedures

BIRTH = procedures()["dang_ky_khai_sinh"]


def test_a_whole_dossier_lacks_nothing_and_has_nothing_too_much() -> None:
    found = ["to_khai_ho_tich", "giay_khai_sinh", "cmnd", "cmnd", "bien_lai"]
    told = compare(BIRTH, found)
    assert (list(told.missing), list(told.surplus)) == ([], [])


def test_what_is_missing_and_what_does_not_belong_there_is_told() -> None:
    told = compare(BIRTH, ["giay_khai_sinh", "bang_tot_nghiep", "can_cuoc"])
    assert list(told.missing) == [frozenset({"to_khai_ho_tich"})]
    assert list(told.surplus) == ["bang_tot_nghiep"]


@pytest.mark.parametrize(
    "text",
    [
        '[a]\nname = "A"\nrequired = ["no_such_kind"]',
        '[a]\nrequired = ["cmnd"]',
        '[a]\nname = "A"\nrequired = "cmnd"',
        "[a",
        'a = "x"',
    ],
)
def test_a_wrong_file_of_an_office_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "thu-tuc.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WrongProceduresError, match=r"thu-tuc\.toml"):
        procedures(file)


def test_an_office_can_bring_its_own(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('[a]\nname = "A"\nrequired = ["cmnd|can_cuoc"]\n', encoding="utf-8")
    assert compare(procedures(file)["a"], []).missing == [frozenset({"cmnd", "can_cuoc"})]
