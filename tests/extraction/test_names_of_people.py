import pytest

from extraction.names import looks_like_person, normal_issuer, normal_name


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("NGUYỄN VĂN A", "Nguyễn Văn A"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("Thào A Sính", "Thào A Sính"),
        ("ĐỖ  THỊ ỶN", "Đỗ Thị Ỷn"),
    ],
)
def test_names_get_one_large_letter_a_word(printed: str, normal: str) -> None:
    assert normal_name(printed) == normal


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI", "UBND tỉnh Quảng Ngãi"),
        ("UỶ BAN NHÂN DÂN XÃ PHÚ THỊNH", "UBND xã Phú Thịnh"),
        ("UBND THÀNH PHỐ CÀ MAU", "UBND thành phố Cà Mau"),
        ("SỞ TÀI CHÍNH", "Sở tài chính"),
        ("Phòng Tư pháp", "Phòng Tư pháp"),
    ],
)
def test_capitals_of_an_issuer_are_undone(printed: str, normal: str) -> None:
    assert normal_issuer(printed).casefold() == normal.casefold()
    assert normal_issuer(printed)[0].isupper()


def test_place_names_keep_their_capitals() -> None:
    assert normal_issuer("ỦY BAN NHÂN DÂN XÃ TÂN LỘC HƯNG") == "UBND xã Tân Lộc Hưng"


@pytest.mark.parametrize("text", ["Nguyễn Văn A", "THÀO A SÍNH", "Y Moan Niê"])
def test_names_look_like_names(text: str) -> None:
    assert looks_like_person(text)


@pytest.mark.parametrize("text", ["", "Nguyễn", "nguyễn văn a", "Điều 1", "Số 12 Lê Lợi"])
def test_other_texts_do_not(text: str) -> None:
    assert not looks_like_person(text)
