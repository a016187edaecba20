import pytest
from making_pages import line, page_text

from extraction.phrases import find_businesses, find_named_by_birth


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("trong đó có em Hoàng Thị Kim Thảo, sinh ngày 16/12/2010", "Hoàng Thị Kim Thảo"),
        ("Bà NGUYỄN THỊ LỆ sinh năm 1960", "Nguyễn Thị Lệ"),
        ("Ông Siu H'Yel; sinh năm 1960", "Siu H'Yel"),
        ("BÀ TRẦN THỊ BA, sinh năm 1970", "Trần Thị Ba"),
        ("Con Ông Nguyễn Văn An, sinh năm 1950", "Nguyễn Văn An"),
    ],
)
def test_who_was_born_is_named_before_it(row: str, name: str) -> None:
    (found,) = find_named_by_birth(page_text(line(row, 300, 100)))
    assert (found.key, found.value) == ("ho_ten", name)


def test_a_label_of_birth_names_nobody() -> None:
    rows = page_text(line("Ngày, tháng, năm sinh: 16/12/2010, sinh ngày nào", 300, 100))
    assert list(find_named_by_birth(rows)) == []


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("BÊN B: Công ty TNHH MTV Thủy Bảo", ["Công ty TNHH MTV Thủy Bảo"]),
        ("TL 1/100 HỢP TÁC XÃ NÔNG NGHIỆP GIA BẢO", ["HỢP TÁC XÃ NÔNG NGHIỆP GIA BẢO"]),
        ("theo quy định của công ty mẹ", []),
        ("Công ty chịu trách nhiệm trước pháp luật", []),
        ("Công ty TNHH T.H.T Việt Nam.", ["Công ty TNHH T.H.T Việt Nam"]),
    ],
)
def test_businesses_say_what_they_are(row: str, names: list[str]) -> None:
    found = find_businesses(page_text(line(row, 300, 100)))
    assert [each.value for each in found] == names
