import pytest

from extraction.place_names import read_place


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        (
            "thôn Đại Đồng, xã Tiên Lữ, huyện Lập Thạch, inh YVinh Phức",
            "thôn Đại Đồng, xã Tiên Lữ, huyện Lập Thạch, tỉnh Vĩnh Phúc",
        ),
        ("Thắng Mé, Yên Minh, Hà Tuyên", "Thắng Mố, Yên Minh, Hà Tuyên"),
        (
            "X. Thanh Long, H. Văn Lãng. T. Lạng Sơn",
            "X. Thanh Long, H. Văn Lãng, T. Lạng Sơn",
        ),
        (
            "Vũ Lạc - Thái Bình - Thái Bình",
            "Vũ Lạc - Thái Bình - Thái Bình",
        ),
    ],
)
def test_names_of_the_list_are_mended(read: str, mended: str) -> None:
    place = read_place(read)
    assert place is not None
    assert place.text == mended


@pytest.mark.parametrize(
    "written",
    [
        "xã Pú Nhi Thượng, tỉnh Điện Biên",  # no such commune, and well read
        "xã Đăk Nhoong, huyện Đăk Glei, tỉnh Kon Tum",
        "phường Hoà Khánh, quận Liên Chiểu, thành phố Đà Nẵng",
        "12 Main Street, London",
    ],
)
def test_what_is_written_otherwise_is_not_changed(written: str) -> None:
    place = read_place(written, sure=True)
    assert place is None or place.text == written


def test_a_name_that_is_none_of_the_list_is_not_taken_for_another() -> None:
    assert read_place("xã Pú Nhi Thượng, tỉnh Điện Biên") is None


def test_hamlets_keep_their_names_as_read() -> None:
    place = read_place("thán Xòm Đôog, xã Khánh An, huyện U Minh, tỉnh Cà Mau")
    assert place is not None
    assert place.text.startswith("thôn Xòm Đôog, ")


@pytest.mark.parametrize("sure", [True, False])
def test_a_comma_behind_thi_parts_two_places_where_thi_ends_a_name(sure: bool) -> None:
    address = "Khu đô thị, xã Tân Triều, huyện Thanh Trì, thành phố Hà Nội"
    read = read_place(address, sure=sure)
    assert read is not None
    assert read.text == address
