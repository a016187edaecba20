from dataclasses import replace
from datetime import date

import pytest
from making_pages import page_text, reading

from dossiers.document import Source
from dossiers.geometry import Box
from dossiers.page import PrintedCode
from extraction.citizen_code import find_code_fields, read_citizen_payload
from synthesis.chance import chance
from synthesis.society.identity import Bearer, draw_card_payload

HOLDER = Bearer(
    "Lê Thị Hoa",
    "Lê",
    "Nữ",
    date(1991, 2, 3),
    "037191001234",
    "164123456",
    "xã Gia Vân, huyện Gia Viễn, tỉnh Ninh Bình",
)


def test_the_code_of_a_card_says_all_about_its_holder() -> None:
    for seed in range(20):
        told = read_citizen_payload(draw_card_payload(chance(seed), HOLDER, date(2024, 8, 1)))
        assert {key: value for key, (value, _) in told.items()} == {
            "so_dinh_danh": "037191001234",
            "ho_ten": "Lê Thị Hoa",
            "ngay_sinh": "1991-02-03",
            "gioi_tinh": "Nữ",
            "noi_thuong_tru": "Gia Vân, Gia Viễn, Ninh Bình",
            "ngay_cap": "2024-08-01",
        }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hoso:1|H12|5",
        "H18.29-240226-0045|x|y|z|a|b|c",
        "03719100123|a|b|c|d|e|f",
        "https://dichvucong.gov.vn",
    ],
)
def test_other_codes_say_nothing_about_a_holder(text: str) -> None:
    assert read_citizen_payload(text) == {}


def test_parts_that_cannot_be_are_left_out() -> None:
    told = read_citizen_payload("037191001234||LÊ THỊ HOA|31021991|?|Ninh Bình|")
    assert {key: value for key, (value, _) in told.items()} == {
        "so_dinh_danh": "037191001234",
        "ho_ten": "Lê Thị Hoa",
        "noi_thuong_tru": "Ninh Bình",
    }
    assert told["ho_ten"][1] == "LÊ THỊ HOA"


def test_the_fields_lie_on_the_code() -> None:
    code = PrintedCode(
        "qr", draw_card_payload(chance(1), HOLDER, date(2024, 8, 1)), Box(5, 6, 7, 8)
    )
    fields = list(find_code_fields(replace(reading(page_text(), 2), codes=(code,))))
    assert {(each.box, each.source, each.page) for each in fields} == {(code.box, Source.QR, 2)}
