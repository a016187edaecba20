import pytest

from extraction.office_words import (
    check_beginning,
    check_issuer,
    check_title,
    mend_phrases,
    mend_title,
)


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        ("KT. TRƯỞNG PHÒNG PHÓ TRƯỞNG 3 PHÒNG", "KT. TRƯỞNG PHÒNG PHÓ TRƯỞNG PHÒNG"),
        ("TM- ỦY BANN NHÂN DÂN CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"),
        ("TL. CHỦ TỊCH CHANH VĂN PHÒNG", "TL. CHỦ TỊCH CHÁNH VĂN PHÒNG"),
        ("TRƯỞNG CÔNG AN THÀNH PHỐ", "TRƯỞNG CÔNG AN THÀNH PHỐ"),
        ("PHỐ GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ("Q. HIỆU TRƯỞNG", "Q. HIỆU TRƯỞNG"),
    ],
)
def test_words_of_offices_are_mended(read: str, mended: str) -> None:
    assert mend_title(read) == mended


@pytest.mark.parametrize(
    "title",
    [
        "GIÁM ĐỐC CÔNG TY TNHH TM-DV",
        "CHỦ TỊCH UBND Q.1",
        "TỔ TRƯỞNG TỔ DÂN PHỐ",
        "TRƯỞNG KHU PHỐ 3",
        "CHỦ TỊCH UBND PHƯỜNG 5",
        "TRƯỞNG CÔNG AN XÃ BÌNH ĐÔNG",
        "CHỦ TỊCH UBND XÃ ĐÔNG THẠNH",
    ],
)
@pytest.mark.parametrize("sure", [True, False])
def test_numbers_places_and_abbreviations_of_titles_stay(title: str, sure: bool) -> None:
    assert mend_title(title, sure=sure) == title


def test_words_that_are_no_words_of_offices_stay() -> None:
    assert mend_title("TRƯỞNG LÀNG ĐÊ KƠN") == "TRƯỞNG LÀNG ĐÊ KƠN"


@pytest.mark.parametrize("title", ["KT. HIỆU TRƯỞNG HÓ HIỆU TRƯỞNG", "KT. CHỦ TỊCH BHÓ CHỦ TỊCH"])
def test_a_deputy_whose_first_letter_a_seal_covers_is_one(title: str) -> None:
    assert "PHÓ" in mend_title(title, sure=True)


@pytest.mark.parametrize(
    ("title", "passed"),
    [
        ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH", True),
        ("KT. CỤC TRƯỞNG PHÓ CỤC TRƯỞNG", True),
        ("K/T CHỦ TỊCH P.CHỦ TỊCH", True),
        ("KT. TRƯỞNG PHÒNG TRƯỞNG PHÒNG", False),
        ("KT. BỘ TRƯỞNG THỨ TRƯỞNG", True),
        ("KT. HIỆU TRƯỞNG HIỆU PHÓ", True),
        ("KT. CHỦ TỊCH UBND THÀNH PHỐ PHÓ CHỦ TỊCH", True),
        ("KT. CHỦ TỊCH UBND THÀNH PHỐ", False),
    ],
)
def test_who_signs_for_a_head_is_its_deputy(title: str, passed: bool) -> None:
    expected = (("deputy_named",), ()) if passed else ((), ("deputy_named",))
    assert check_title(title) == expected


def test_a_head_signs_for_nobody() -> None:
    assert check_title("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH") == ((), ())


@pytest.mark.parametrize(
    "office",
    [
        "UBND xã Ea Wer",
        "ỦY BAN NHÂN DÂN TỈNH CÀ MAU",
        "UBND quận 1",
        "UBND xã Hoà Bình",
        "UBND phường 05",
        "UBND tỉnh Bà Rịa-Vũng Tàu",
        "Ủy ban nhân dân xã An Phú, huyện Mỹ Đức, thành phố Hà Nội",
        "Công an huyện Chợ Mới tỉnh An Giang",
    ],
)
def test_places_of_offices_are_known(office: str) -> None:
    assert check_issuer(office) == (("unit_known",), ())


@pytest.mark.parametrize("office", ["UBND xã Ea Ner", "UBND huyện Yên", "UBND trấn Cam Đức"])
def test_places_that_are_none_are_doubted(office: str) -> None:
    assert check_issuer(office) == ((), ("unit_known",))


def test_an_office_without_a_place_needs_none() -> None:
    assert check_issuer("SỞ NỘI VỤ") == ((), ())


def test_marks_of_phrases_are_mended_where_the_reading_was_not_sure() -> None:
    read = "HỘI ĐỒNG NHẬN DÂN TỈNH HÀ NAM"
    assert mend_phrases(read, sure=False) == ("HỘI ĐỒNG NHÂN DÂN TỈNH HÀ NAM", False)
    assert mend_phrases(read, sure=True) == (read, False)
    assert mend_phrases("Toà án nhân dân", sure=False) == ("Toà án nhân dân", True)


@pytest.mark.parametrize(
    "office",
    ["BỘ TƯ LỆNH HẢI QUÂN", "UBND xã Vân Hòa", "UBND xã Vạn Hòa", "ß Công án", "UBND TP Cần Thơ"],
)
def test_what_only_sounds_like_a_phrase_stays(office: str) -> None:
    assert mend_phrases(office, sure=False) == (office, True)


@pytest.mark.parametrize(
    "title", ["TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "CHẤP HÀNH VIÊN", "T/M BAN GIÁM HIỆU"]
)
def test_titles_begin_as_titles_do(title: str) -> None:
    assert check_beginning(title)[1] == ()


@pytest.mark.parametrize("title", ["TỊCH", "RƯỞNG CÔNG AN XÃ", "PHÓ CHỦ TỊCH"])
def test_titles_whose_beginning_is_covered_are_doubted(title: str) -> None:
    assert check_beginning(title)[0] == ()
