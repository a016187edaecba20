import pytest
from making_pages import line, page_text

from extraction.growth import PageWords, grown


def _grown(key: str, row: str, *places: int) -> set[str]:
    text = PageWords(page_text(line(row, 300, 100)))
    return {" ".join(text.words[place].text for place in each) for each in grown(key, places, text)}


@pytest.mark.parametrize(
    ("row", "places", "name"),
    [
        ("Họ và tên: Lê Thị Minh Sáu", (3, 4), "Lê Thị Minh Sáu"),
        ("Họ và tên: LÊ THỊ MINH SÁU Nam", (4, 5), "LÊ THỊ MINH SÁU"),
        ("ông Lê Văn Tư, Trần B", (2,), "Lê Văn Tư,"),
        ("Tôi là Nguyễn Thị Linh Chi xin", (2, 3), "Nguyễn Thị Linh Chi"),
        ("của Hồ Tuấn Anh nay", (2,), "Hồ Tuấn Anh"),
        ("tôi H'Ben Byă xin", (1,), "H'Ben Byă"),
        ("Bà: Nguyễn Thị Y Nhân", (1, 4), "Nguyễn Thị Y Nhân"),
    ],
)
def test_a_name_goes_on_while_words_have_capitals(row: str, places: tuple, name: str) -> None:
    assert name in _grown("ho_ten", row, *places)


def test_small_letters_and_labels_are_no_name() -> None:
    assert _grown("ho_ten", "sinh viên Lê Tư học lớp Ngày", 2, 3) == set()


def test_words_between_tagged_ones_are_filled_in() -> None:
    row = "Tại Ủy ban nhân dân xã Phước Trung cấp"
    assert "Ủy ban nhân dân xã Phước Trung" in _grown("co_quan_ban_hanh", row, 1, 2, 3, 4, 5, 7)


def test_an_address_is_taken_whole() -> None:
    row = "trú tại ấp Cây Khô B, xã Tân Lộc Đông, huyện Thới Bình, tỉnh Cà Mau nay"
    whole = "ấp Cây Khô B, xã Tân Lộc Đông, huyện Thới Bình, tỉnh Cà Mau"
    assert whole in _grown("noi_thuong_tru", row, 7, 8)


def test_a_number_of_a_series_has_its_letters() -> None:
    assert _grown("so_ky_hieu", "Số AT 461682 cấp", 2) == {"AT 461682"}
    assert _grown("so_ky_hieu", "Số 461682 cấp", 1) == set()
