import pytest

from dossiers.expected import Expected, cover_payload, read_cover_payload


@pytest.mark.parametrize(
    "expected", [Expected("H18.29-240226-0045", "dang_ky_khai_sinh", 12), Expected("Hộp 3/2019")]
)
def test_a_cover_says_what_it_was_printed_for(expected: Expected) -> None:
    assert read_cover_payload(cover_payload(expected)) == expected


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "H18.29-240226-0045",
        "HOSO1||x|1",
        "HOSO2|H1||",
        "HOSO1|H1|",
        "a|b|c|d",
        "HOSO1|a\x1b[2J||",
        "HOSO1|" + "x" * 999 + "||",
    ],
)
def test_codes_of_other_things_are_no_covers(payload: str) -> None:
    assert read_cover_payload(payload) is None


def test_a_dossier_code_with_a_bar_is_refused() -> None:
    with pytest.raises(ValueError, match="H1"):
        cover_payload(Expected("H1|2"))


def test_a_count_that_nobody_counted_is_no_count() -> None:
    assert read_cover_payload("HOSO1|H1||" + "9" * 5000) == Expected("H1")
