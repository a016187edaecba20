import pytest

from dossiers.notation import kind_of_notation, parse_notation


@pytest.mark.parametrize(
    ("line", "text", "kind"),
    [
        ("Số: 15/QĐ-BNV", "15/QĐ-BNV", "quyet_dinh"),
        ("Số: 299 /UBND-TTHC", "299/UBND-TTHC", "cong_van"),
        ("Số: 09/2025/QĐ-TTg", "09/2025/QĐ-TTg", "quyet_dinh"),
        ("Sô: 660 /TB-UBND", "660/TB-UBND", "thong_bao"),
        ("Số: 12 / TTr - STNMT", "12/TTr-STNMT", "to_trinh"),
        ("Số: 15a/KH-UBND", "15a/KH-UBND", "ke_hoach"),
        ("Số: 45 QĐ/UB", "45/QĐ/UB", "quyet_dinh"),
        ("Số: 45/UB-QĐ", "45/UB-QĐ", "quyet_dinh"),
        ("Số: 12/HĐND-VP", "12/HĐND-VP", "cong_van"),
    ],
)
def test_number_and_kind_are_read_from_the_notation(line: str, text: str, kind: str) -> None:
    notation = parse_notation(line)
    assert notation is not None
    assert notation.text == text
    assert kind_of_notation(notation) == kind


@pytest.mark.parametrize("line", ["Số: ØƒÃ /CT-UBND", "Số: †/CT-UBND", "Số: /CT-UBND"])
def test_a_number_that_is_not_legible_is_left_out_and_not_guessed(line: str) -> None:
    notation = parse_notation(line)
    assert notation is not None
    assert notation.number == ""
    assert notation.text == "/CT-UBND"


@pytest.mark.parametrize("line", ["Số hộ khẩu", "Kính gửi: Sở Nội vụ", "ngày 01/01/2020", ""])
def test_lines_without_a_notation_have_none(line: str) -> None:
    assert parse_notation(line) is None


def test_a_number_right_behind_the_colon_keeps_its_first_figure() -> None:
    found = parse_notation("Số:75/GGT-UBND")
    assert found is not None
    assert found.text == "75/GGT-UBND"
