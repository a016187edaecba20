import pytest
from making_pages import line, page_text

from dossiers.tags import words_of
from extraction.addresses import find_addresses


def _found(*rows: str) -> list[str]:
    page = page_text(*(line(row, 300, 100 + 60 * number) for number, row in enumerate(rows)))
    words = words_of(page)
    return [" ".join(words[place].text for place in places) for places in find_addresses(page)]


@pytest.mark.parametrize(
    ("row", "address"),
    [
        ("Địa chỉ: 49 Lê Lợi - Ninh Diêm - Ninh Hòa - Khánh Hòa", 2),
        ("Nơi cư trú: tổ 5, phường Na Lay, thị xã Mường Lay, tỉnh Điện Biên", 3),
        ("trú tại ấp Sào Lưới A, xã Viên An, huyện Ngọc Hiển, tỉnh Cà Mau", 2),
        ("Ông Lê Văn A, thôn 24, Quảng Thành, Hải Hà, Quảng Ninh", 4),
        ("đến: 1/12/2029 ấp Tham Đôn D, X. Phú Mỹ, H. Phú Tân, T. Cà Mau", 2),
        ("tại khu phố 11 phường 9 quận Tân Bình thành phố Hồ Chí Minh", 1),
        ("Nơi ở: Phường 5, thành phố Cà Mau, tỉnh Cà Mau", 2),
        ("Quê quán: Vạn Ninh, Quảng Ninh, Quảng Bình", 2),
        ("Quê quán: xã Đội Bình, tỉnh Bà Rịa - Vũng Tàu", 2),
    ],
)
def test_an_address_goes_from_its_hamlet_to_its_province(row: str, address: int) -> None:
    assert _found(row) == [row.split(" ", address)[address]]


def test_an_address_goes_on_in_the_next_line_and_not_in_another_block() -> None:
    rows = ("Thường trú: thôn 24, xã Quảng Thành,", "huyện Hải Hà, tỉnh Quảng Ninh")
    assert _found(*rows) == ["thôn 24, xã Quảng Thành, huyện Hải Hà, tỉnh Quảng Ninh"]
    apart = page_text(line(rows[0], 300, 100), line(rows[1], 300, 900))
    (places,) = find_addresses(apart)
    assert places.start == len(rows[0].split())


def test_a_province_alone_is_no_address() -> None:
    assert _found("Hà Nội mùa thu", "Cà Mau") == []
