import pytest

from dossiers.gazetteer import gazetteer, units_of


def test_there_are_all_communes() -> None:
    known = gazetteer()
    assert len(known.titles) == 63
    assert len(known.news) == 3321  # QĐ 19/2025/QĐ-TTg
    assert all(old.successors for old in known.olds)


def test_an_old_address_has_its_old_unit_and_what_it_is_today() -> None:
    units = units_of("ấp 17, X. Khánh Bình, H. Trần Văn Thời, T. Cà Mau")
    assert units is not None
    assert units.old == "Xã Khánh Bình, Huyện Trần Văn Thời, Tỉnh Cà Mau"
    assert units.new == ("Xã Khánh Bình, Tỉnh Cà Mau",)


def test_a_commune_that_was_divided_has_several() -> None:
    known = gazetteer()
    divided = next(old for old in known.olds if len(old.successors) > 1)
    address = f"{divided.commune}, {divided.district}, {known.titles[divided.code]}"
    units = units_of(address)
    assert units is not None
    assert len(units.new) == len(divided.successors)


def test_an_address_of_today_has_no_old_unit() -> None:
    units = units_of("xã Khánh Bình, tỉnh Cà Mau")
    assert units is not None
    assert (units.old, units.new) == ("", ("Xã Khánh Bình, Tỉnh Cà Mau",))


@pytest.mark.parametrize("address", ["", "Cà Mau", "Main Street, London", "xã Bịa, tỉnh Cà Mau"])
def test_other_places_have_none(address: str) -> None:
    assert units_of(address) is None
