import pytest

from bench.field_rules import RULES, is_same, means_same
from dossiers.vocabulary import field_names


def test_every_key_with_a_rule_is_of_the_vocabulary() -> None:
    assert set(RULES) <= set(field_names())


@pytest.mark.parametrize(
    ("key", "said", "true", "same"),
    [
        ("so_ky_hieu", "15 / QĐ-UBND", "15/QĐ-UBND", True),
        ("so_ky_hieu", "15/qđ-UBND", "15/QĐ-UBND", False),
        ("so_dinh_danh", "011 201 349 231", "011201349231", True),
        ("ho_ten", "LÒ  VĂN PÁNH", "Lò Văn Pánh", True),
        ("ho_ten", "Lo\u0300 Văn Pánh", "Lò Văn Pánh", True),
        ("ho_ten", "Lò Văn Panh", "Lò Văn Pánh", False),
        ("ngay_sinh", "2025-07", "2025-07-03", False),
        ("dien_tich", "125,50", "125.5", True),
        ("dien_tich", "mờ", "125.5", False),
        ("co_quan_ban_hanh", "UBND xã Đông", "Ủy ban nhân dân xã Đông", False),
    ],
)
def test_values_are_the_same_by_the_rule_of_their_key(
    key: str, said: str, true: str, same: bool
) -> None:
    assert is_same(key, said, true) is same


@pytest.mark.parametrize(
    ("key", "said", "true", "same"),
    [
        ("co_quan_ban_hanh", "UBND xã Đông", "Ủy ban nhân dân xã Đông", True),
        ("co_quan_ban_hanh", "Uỷ ban nhân dân xã Hoà", "UBND xã Hòa", True),
        ("ho_ten", "Lê Thuý", "Lê Thúy", True),
        ("ho_ten", "Lê Quý", "Lê Quy", False),
        ("so_ky_hieu", "15/QĐ-UỶ", "15/QĐ-ỦY", False),
        ("ho_ten", "Lê Hoàn", "Lê Hòan", False),
    ],
)
def test_values_mean_the_same_where_only_spelling_differs(
    key: str, said: str, true: str, same: bool
) -> None:
    assert means_same(key, said, true) is same
