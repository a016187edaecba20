import pytest
from making_pages import line, page_text

from dossiers.vocabulary import field_names
from extraction.checks import check_birth_year, check_citizen_number
from extraction.labels import find_dossier_code, find_labeled_fields, label_rules
from extraction.spans import Found


def _fields(*texts: str) -> dict[str, Found]:
    lines = [line(text, 300, 400 + 90 * row) for row, text in enumerate(texts)]
    return {found.key: found for found in find_labeled_fields(page_text(*lines))}


def _values(*texts: str) -> dict[str, str]:
    return {key: found.value for key, found in _fields(*texts).items()}


def test_values_stand_behind_their_labels() -> None:
    values = _values(
        "Họ, chữ đệm, tên: NGUYỄN THỊ HOA",
        "Ngày, tháng, năm sinh: 03/07/2025",
        "Giới tính: Nữ Dân tộc: Mông Quốc tịch: Việt Nam",
        "Số định danh cá nhân: 011325873959",
        "Quê quán: xã Pú Nhi Thượng, tỉnh Điện Biên",
    )
    assert values == {
        "ho_ten": "Nguyễn Thị Hoa",
        "ngay_sinh": "2025-07-03",
        "gioi_tinh": "Nữ",
        "dan_toc": "Mông",
        "so_dinh_danh": "011325873959",
        "que_quan": "xã Pú Nhi Thượng, tỉnh Điện Biên",
    }


def test_values_may_stand_below_their_labels() -> None:
    values = _values("Họ và tên / Full name:", "VÕ VĂN VỸ", "Số / No.: 096 081 967 262")
    assert values["ho_ten"] == "Võ Văn Vỹ"
    assert values["so_dinh_danh"] == "096081967262"


def test_a_contract_names_people_within_sentences() -> None:
    values = _values(
        "Bà NGUYỄN NGỌC DIỄM, sinh ngày 19/08/1966, số định danh cá nhân",
        "096166965537; nơi cư trú: ấp Cái Rắn A, xã Tân Lộc Hưng",
    )
    assert values["ho_ten"] == "Nguyễn Ngọc Diễm"
    assert values["ngay_sinh"] == "1966-08-19"
    assert values["so_dinh_danh"] == "096166965537"


def test_the_subject_is_neither_a_parent_nor_the_applicant() -> None:
    values = _values(
        "Họ, chữ đệm, tên người yêu cầu: LÒ VĂN PÁNH",
        "Họ, chữ đệm, tên người mẹ: MÙA THỊ MỶ",
        "Họ, chữ đệm, tên: THÀO THỊ PÀNG",
    )
    assert values["ho_ten"] == "Thào Thị Pàng"


def test_a_name_that_sounds_like_a_relation_is_a_name() -> None:
    assert _values("Họ và tên: VÕ MẸ CHA")["ho_ten"] == "Võ Mẹ Cha"


@pytest.mark.parametrize(
    "text", ["NGƯỜI NỘP HỒ SƠ NGƯỜI TIẾP NHẬN HỒ SƠ", "Họ và tên: ⁄4+,.ÁỦà Z%ea", "Số: 12"]
)
def test_what_is_no_value_is_not_taken(text: str) -> None:
    assert _values(text) == {}


def test_a_number_that_carries_an_impossible_province_is_doubted_and_kept() -> None:
    number = _fields("Số định danh cá nhân: 999081967262")["so_dinh_danh"]
    assert number.value == "999081967262"
    assert number.checks_failed == ("province_known",)


def test_the_dossier_code_is_known_by_its_form() -> None:
    page = page_text(line("Mã hồ sơ: H12.47-260326-0237", 900, 990))
    (found,) = find_dossier_code(page)
    assert found.value == "H12.47-260326-0237"
    assert not list(find_dossier_code(page_text(line("15/QĐ-UBND ngày 01-02-2020", 10, 10))))


def test_citizen_numbers_are_checked_against_the_year_of_birth() -> None:
    assert check_citizen_number("096081967262") == (("number_length", "province_known"), ())
    assert check_citizen_number("12345") == ((), ("number_length",))
    assert check_birth_year("096081967262", "1981-05-16") == (("birth_year_agrees",), ())
    assert check_birth_year("096201967262", "1981") == ((), ("birth_year_agrees",))
    assert check_birth_year("096201967262", "2001") == (("birth_year_agrees",), ())


def test_every_labeled_field_is_in_the_vocabulary() -> None:
    assert set(label_rules()) <= set(field_names())


def test_a_label_goes_on_in_small_letters_up_to_its_colon() -> None:
    text = "5. Họ và tên cá nhân hoặc tên người đại diện hộ gia đình: ĐẶNG THỊ LÀI"
    assert _values(text)["ho_ten"] == "Đặng Thị Lài"


def test_an_address_is_read_to_its_end_in_the_next_line() -> None:
    rows = ("- Thường trú: đội 6, xã Phước Trung, huyện Bác Ái,", "tỉnh Ninh Thuận Điện thoại: 0")
    page = page_text(*(line(row, 300, 900 + 60 * number) for number, row in enumerate(rows)))
    told = {found.key: found.value for found in find_labeled_fields(page)}
    assert told["noi_thuong_tru"] == "đội 6, xã Phước Trung, huyện Bác Ái, tỉnh Ninh Thuận"


def test_an_issuer_of_cards_goes_on_in_the_next_line() -> None:
    rows = ("CMND số 023338133, nơi cấp: Công an", "tỉnh Đắk Lắk ngày 12")
    page = page_text(*(line(row, 300, 900 + 60 * number) for number, row in enumerate(rows)))
    told = {found.key: found.value for found in find_labeled_fields(page)}
    assert told["noi_cap"] == "Công an tỉnh Đắk Lắk"


def test_small_letters_behind_a_colon_are_the_value() -> None:
    values = _values("Giới tính: nữ, quốc tịch: Việt Nam", "Dân tộc: kinh, tôn giáo: Không")
    assert (values["gioi_tinh"], values["dan_toc"]) == ("Nữ", "Kinh")


@pytest.mark.parametrize(
    ("line_of_it", "below", "issuer"),
    [
        ("Nơi cấp: Cục Cảnh sát QLHC về TTXH", "Nay tôi làm đơn", "Cục Cảnh sát QLHC về TTXH"),
        ("Nơi cấp: Công an tỉnh Hà Nam", "Ninh Thị Hoa", "Công an tỉnh Hà Nam"),
        ("Nơi cấp: Công an tỉnh Hà Giang", "Nam Định, ngày 3", "Công an tỉnh Hà Giang"),
    ],
)
def test_what_stands_below_an_issuer_of_cards_is_none_of_it(
    line_of_it: str, below: str, issuer: str
) -> None:
    page = page_text(line(line_of_it, 300, 900), line(below, 300, 960))
    told = {found.key: found.value for found in find_labeled_fields(page)}
    assert told["noi_cap"] == issuer
