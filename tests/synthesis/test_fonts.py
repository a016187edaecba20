from pathlib import Path

import pytest
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont

from dossiers.text import VIETNAMESE_LETTERS
from synthesis.fonts import FACES, HANDS, FontError, font_path, has_hands, require_vietnamese


@pytest.mark.parametrize("face", sorted(FACES))
def test_every_printed_face_draws_all_of_vietnamese(face: str) -> None:
    require_vietnamese(font_path(face))


@pytest.mark.skipif(not has_hands(), reason="handwriting fonts of samples/README.md are missing")
@pytest.mark.parametrize("hand", sorted(HANDS))
def test_every_handwriting_draws_all_of_vietnamese(hand: str) -> None:
    require_vietnamese(font_path(hand))


@pytest.mark.parametrize("letter", ["ỵ", "Ỵ", "ữ", "Đ", "7"])
def test_a_font_without_one_letter_is_refused_by_name_and_letter(
    letter: str, tmp_path: Path
) -> None:
    poorer = tmp_path / "poorer.ttf"
    with TTFont(font_path("sans")) as font:
        cutter = Subsetter()
        cutter.populate(text="".join((VIETNAMESE_LETTERS | set("0123456789")) - {letter}))
        cutter.subset(font)
        font.save(poorer)
    with pytest.raises(FontError, match=f"poorer.ttf.*{letter}"):
        require_vietnamese(poorer)


def test_a_font_that_draws_a_letter_as_nothing_is_refused(tmp_path: Path) -> None:
    hollow = tmp_path / "hollow.ttf"
    with TTFont(font_path("sans")) as font:
        cmap = font.getBestCmap()
        font["glyf"][cmap[ord("ờ")]] = font["glyf"][cmap[ord(" ")]]
        font.save(hollow)
    with pytest.raises(FontError, match="ờ"):
        require_vietnamese(hollow)


def test_a_font_that_is_not_installed_is_named_with_a_cure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(FACES, "nowhere", "NoSuchFont-Regular.ttf")
    with pytest.raises(FontError, match=r"NoSuchFont-Regular\.ttf.*samples/README\.md"):
        font_path("nowhere")
