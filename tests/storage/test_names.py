from storage.names import image_name, original_name, pdf_name, record_name
from storage.store import check_name

SHA = "ab" * 32


def test_names_of_the_store_are_as_published() -> None:
    assert original_name(SHA, "Hồ sơ 1.PDF") == f"originals/ab/{SHA}.pdf"
    assert image_name(SHA, 7) == f"images/{SHA}/00007.jpg"
    assert pdf_name(SHA, 0, 12, "can_cuoc") == f"pdfs/{SHA}/00000-00012-can_cuoc.pdf"
    assert record_name(SHA) == f"records/{SHA}.json"


def test_an_ending_that_is_no_ending_is_left_out() -> None:
    for name in ("không đuôi", "số 1. đơn đề nghị", "a.", ".hidden", "a.tệp"):
        assert check_name(original_name(SHA, name)) == f"originals/ab/{SHA}"
