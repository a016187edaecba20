from dataclasses import replace

from making_pages import decision_text, reading

from dossiers.document import Source
from dossiers.geometry import Box
from dossiers.page import PrintedCode
from extraction.receipt_code import find_receipt_fields, read_receipt_payload

PAYLOAD = "H12.47-260326-0237|1.001776|096081967262|Hệ thống|20260326|20260403"


def test_a_receipt_tells_its_dossier_and_its_person() -> None:
    assert read_receipt_payload(PAYLOAD) == {
        "ma_ho_so": "H12.47-260326-0237",
        "so_dinh_danh": "096081967262",
    }


def test_a_bar_code_may_be_the_code_of_the_dossier_alone() -> None:
    code = PrintedCode("code128", "H12.47-260326-0237", Box(1, 2, 3, 4))
    (field,) = find_receipt_fields(replace(reading(decision_text(), 0), codes=(code,)))
    assert (field.key, field.value, field.source) == ("ma_ho_so", code.text, Source.BARCODE)
    assert field.box == code.box


def test_other_codes_say_nothing_here() -> None:
    card = "096091012345||Nguyễn Văn Hải|03051991|Nam|Năm Căn, Cà Mau|01082024"
    for text in ("", card, "https://example.vn/tra-cuu", "1234567"):
        assert read_receipt_payload(text) == {}
