from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers.vocabulary import field_names
from extraction.values import read_value
from synthesis.cases.answers import Manner, written

DATES = st.dates(date(1901, 1, 1), date(2099, 12, 31))
FORMS = st.sampled_from(["numeric", "dashes", "dots", "short", "spelled", "words", "english"])


@given(DATES, FORMS)
def test_every_date_that_the_generator_prints_is_the_date_that_is_read(
    day: date, form: str
) -> None:
    value = read_value("ngay_sinh", written(day, form, Manner()))
    assert value is not None
    assert value.text == day.isoformat()


@given(st.text(max_size=80), st.sampled_from(sorted(field_names())))
def test_noise_never_raises(text: str, key: str) -> None:
    read_value(key, text)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("ho_ten", "Ông: NGUYỄN VĂN A, sinh năm 1980", "Nguyễn Văn A"),
        ("ho_ten", "Y Bhim Niê", "Y Bhim Niê"),
        ("so_dinh_danh", "096 081 967 262", "096081967262"),
        ("so_dinh_danh", "O96O81967262", "096081967262"),
        ("so_dinh_danh", "096081967", "096081967"),
        ("ma_so_thue", "0100233488", "0100233488"),
        ("ma_so_thue", "0100233488-001", "0100233488-001"),
        ("gioi_tinh", "Nữ", "Nữ"),
        ("gioi_tinh", "Hữ", "Nữ"),
        ("gioi_tinh", "NAM", "Nam"),
        ("dan_toc", "Kĩnh", "Kinh"),
        ("dan_toc", "H'Mông", "H'Mông"),
        ("ngay_het_han", "Không thời hạn", "khong_thoi_han"),
        ("ngay_het_han", "03/05/2031", "2031-05-03"),
        ("ngay_sinh", "1955", "1955"),
        ("ngay_sinh", "tháng 3 năm 1955", "1955-03"),
        ("dien_tich", "1.250,5 m2", "1250.5"),
        ("dien_tich", "318,1 m²", "318.1"),
        ("dien_tich", "7.268", "7268"),
        ("so_thua", "thửa 12a", "12a"),
        ("so_ky_hieu", "Số: 15 / QĐ - UBND", "15/QĐ-UBND"),
        ("so_ky_hieu", "AX 861440", "AX 861440"),
        ("ma_ho_so", "H12.47-260326-0237", "H12.47-260326-0237"),
        ("noi_cap", "CÔNG AN TÌNH BẠC LIÊU", "CÔNG AN TỈNH BẠC LIÊU"),
        ("noi_cap", "Sở Ngoại vụ", "Sở Ngoại vụ"),
        ("noi_cap", "Công an huyện Hà Quảng", "Công an huyện Hà Quảng"),
        ("chuc_vu_nguoi_ky", "KT/CHỦ TỊCH PHÓ CHỦ TỊCH", "KT/ CHỦ TỊCH PHÓ CHỦ TỊCH"),
        ("co_quan_ban_hanh", "ỦY BAN NHÂN DÂN XÃ PHÚ THỊNH", "UBND xã Phú Thịnh"),
        ("trich_yeu", "V/v hòa giải mâu thuẫn", "V/v hòa giải mâu thuẫn"),
    ],
)
def test_a_value_is_read_in_its_normal_form(key: str, text: str, value: str) -> None:
    found = read_value(key, text)
    assert found is not None
    assert found.text == value


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("ho_ten", "……………"),
        ("ho_ten", "Hà"),
        ("so_dinh_danh", "12345"),
        ("gioi_tinh", "Dân tộc"),
        ("ngay_sinh", "sinh quán"),
        ("dien_tich", "m2"),
        ("so_ky_hieu", "Số: ……/QĐ-UBND"),
        ("noi_thuong_tru", "...."),
    ],
)
def test_what_is_no_value_is_none(key: str, text: str) -> None:
    assert read_value(key, text) is None


def test_names_of_people_are_never_mended() -> None:
    found = read_value("ho_ten", "Nguyễm Vân Â")
    assert found is not None
    assert found.text == "Nguyễm Vân Â"


def test_a_number_with_letters_for_figures_keeps_its_raw_text() -> None:
    found = read_value("so_dinh_danh", "Số O96O81967262.")
    assert found is not None
    assert found.raw == "O96O81967262"


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("noi_cap", "Công an tình Bạc Liêu"),
        ("dan_toc", "Kính"),
        ("chuc_vu_nguoi_ky", "TRƯỞNG BANN TỔ CHỨC"),
        ("co_quan_ban_hanh", "UBND xã Khánh Bìn"),
        ("noi_thuong_tru", "xã Khánh Bìn, huyện Trần Văn Thời, tỉnh Cà Mau"),
    ],
)
def test_what_was_read_without_doubt_is_not_mended(key: str, text: str) -> None:
    sure, unsure = read_value(key, text, sure=True), read_value(key, text)
    assert sure is not None
    assert sure.text == text
    assert unsure is not None
    assert unsure.text != text
