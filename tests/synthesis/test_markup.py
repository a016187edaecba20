import pytest

from synthesis.chance import chance
from synthesis.typesetting.markup import Fact, MarkupError, Span, choose, spans


def say(name: str) -> Fact:
    known = {"ho_ten": Fact("Giàng A Páo", "ho_ten"), "noi": Fact("Nà *Hỳ*")}
    return known[name]


def test_styles_last_until_they_are_closed() -> None:
    found = list(spans("*Điều 1.* Giao _Phòng *Kinh tế*_", say))
    assert [(span.text, span.bold, span.italic) for span in found] == [
        ("Điều 1.", True, False),
        (" Giao ", False, False),
        ("Phòng ", False, True),
        ("Kinh tế", True, True),
    ]


def test_a_fact_of_the_vocabulary_is_marked_and_markup_in_facts_is_text() -> None:
    assert list(spans("Tên: <ho_ten>", say))[1] == Span("Giàng A Páo", field="ho_ten")
    assert list(spans("<noi>", say)) == [Span("Nà *Hỳ*")]


def test_a_gap_belongs_to_what_is_written_into_it() -> None:
    assert list(spans("Số: {15~40}/QĐ", say)) == [
        Span("Số: "),
        Span("15", pen="filled", gap=40.0),
        Span("/QĐ"),
    ]
    assert list(spans("{!Kính đơn}", say)) == [Span("Kính đơn", pen="always")]
    assert list(spans("{~30}", say)) == [Span("", pen="filled", gap=30.0)]


def test_brackets_mark_whatever_stands_in_them() -> None:
    found = list(spans("[ngay_sinh:ngày {05} tháng 01] tại", say))
    assert [(span.text, span.field) for span in found] == [
        ("ngày ", "ngay_sinh"),
        ("05", "ngay_sinh"),
        (" tháng 01", "ngay_sinh"),
        (" tại", ""),
    ]


def test_a_backslash_takes_signs_as_they_are() -> None:
    assert "".join(span.text for span in spans(r"5 \* 3 \_ \{", say)) == "5 * 3 _ {"


@pytest.mark.parametrize("markup", ["{15", "15}", "{15 ~40"])
def test_braces_that_do_not_match_are_refused(markup: str) -> None:
    with pytest.raises(MarkupError):
        list(spans(markup, say))


def test_every_alternative_comes_up_and_an_empty_one_too() -> None:
    drawn = {choose("Họ«, chữ đệm| và|» tên", chance(n)) for n in range(60)}
    assert drawn == {"Họ, chữ đệm tên", "Họ và tên", "Họ tên"}
