import re
from collections import Counter, defaultdict
from itertools import chain

import pytest

from dossiers.vocabulary import COVER_KIND, field_names, kinds
from synthesis.typesetting.form_files import Form, Item, forms, parse
from synthesis.typesetting.markup import MarkupError
from tests.synthesis.making_copies import copy_of_form

EACH = [pytest.param(form, id=form.code) for form in forms()]


def test_every_kind_has_forms() -> None:
    assert {form.kind for form in forms()} == set(kinds()) - {COVER_KIND}


def test_the_kinds_of_the_vocabulary_have_several_variants() -> None:
    count = Counter(form.kind for form in forms())
    first_29 = list(kinds())[:29]
    assert min(count[kind] for kind in first_29) >= 4, count
    assert sum(count.values()) >= 200


def test_forms_reach_from_the_typewriter_to_today() -> None:
    years: dict[str, list[int]] = defaultdict(list)
    for form in forms():
        years[form.kind] += range(form.first, form.last + 1)
    for kind in ("quyet_dinh", "cong_van", "bien_ban", "giay_khai_sinh", "giay_chung_nhan_ket_hon"):
        assert {1985, 1996, 2010, 2022, 2026} <= set(years[kind]), kind


@pytest.mark.parametrize("form", EACH)
def test_a_copy_of_every_form_can_be_set_and_tells_what_it_should(form: Form) -> None:
    year = min(2026, (form.first + form.last + 1) // 2)
    paper = copy_of_form(form, year=year)
    wanted = set(form.head.get("fields", "").split())
    assert wanted <= set(paper.values)
    assert set(paper.values) <= set(field_names())
    assert all(value == value.strip() != "" for value in paper.values.values())
    for sheet in paper.sheets:
        for word in chain.from_iterable(sheet.lines):
            assert word.text.strip() == word.text != ""
            assert not re.search(r"[<>{}]", word.text) or form.kind in ("can_cuoc", "ho_chieu")


def test_names_and_numbers_stand_on_the_paper_as_the_truth_says() -> None:
    for form in forms():
        paper = copy_of_form(form, year=min(form.last, 2026))
        for key in ("ho_ten", "nguoi_ky", "ma_ho_so", "ma_so_thue", "so_ky_hieu", "so_dinh_danh"):
            if key in paper.values:
                printed = paper.found[key].raw
                assert paper.values[key].casefold() == printed.casefold(), (form.code, key)


def test_a_form_without_its_line_of_years_is_refused_with_its_place() -> None:
    with pytest.raises(MarkupError, match=r"odd\.form:2"):
        list(parse("## a comment\n=== khac\n---\ntext\n", "odd.form"))


@pytest.mark.parametrize("body", ["@columns 50 50\ntext\n", "text\n@end\n"])
def test_blocks_that_do_not_close_are_refused(body: str) -> None:
    with pytest.raises(MarkupError, match=r"odd\.form"):
        list(parse(f"=== khac / x / 2000-2001\n---\n{body}", "odd.form"))


def test_a_block_belongs_to_its_directive() -> None:
    (form,) = parse(
        "=== khac / x / 2000-2001\nweight: 2\n---\n?0.2 @box 4\nin\n@end\nout\n", "x.form"
    )
    box, out = form.body
    assert (box.verb, box.chance, form.weight) == ("box", 0.2, 2.0)
    assert box.block == (Item("", "in", 1.0, 5),)
    assert out.text == "out"
