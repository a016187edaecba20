from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from dossiers.text import VIETNAMESE_LETTERS
from synthesis.chance import chance
from synthesis.ink import fonts
from synthesis.ink.fonts import (
    NEEDED,
    FontError,
    draw_family,
    extent,
    families,
    files_of_faces,
    font_path,
    hand_faces,
    measure,
    require_vietnamese,
)


@pytest.mark.parametrize("face", sorted(set(files_of_faces()) - {"symbols"}))
def test_every_face_draws_all_of_vietnamese(face: str) -> None:
    require_vietnamese(font_path(face))


def test_there_are_as_many_faces_as_papers_need() -> None:
    manners = Counter(family.manner for family in families().values())
    assert manners["serif"] + manners["sans"] >= 12
    assert manners["type"] >= 4
    assert len(hand_faces("training")) >= 15
    assert len(hand_faces("held out")) >= 4


def poorer(face: str, letters: set[str], path: Path) -> Path:
    """The font of a face without some letters."""
    with TTFont(font_path(face)) as opened:
        cutter = Subsetter(Options(notdef_outline=True))
        cutter.populate(text="".join(NEEDED - letters))
        cutter.subset(opened)
        opened.save(path)
    return path


@pytest.mark.parametrize("letter", ["ỵ", "Ỵ", "ữ", "Đ", "7", "%"])
@pytest.mark.parametrize("face", ["sans", "termes"])
def test_a_font_without_one_letter_is_refused_by_name_and_letter(
    face: str, letter: str, tmp_path: Path
) -> None:
    with pytest.raises(FontError, match=f"poorer.*{letter}"):
        require_vietnamese(poorer(face, {letter}, tmp_path / "poorer.ttf"))


def test_a_font_that_draws_a_letter_as_nothing_or_as_a_box_is_refused(tmp_path: Path) -> None:
    for hollow_glyph in ("space", ".notdef"):
        hollow = tmp_path / "hollow.ttf"
        with TTFont(font_path("sans")) as opened:
            for table in opened["cmap"].tables:
                if ord("ờ") in table.cmap:
                    table.cmap[ord("ờ")] = hollow_glyph
            opened.save(hollow)
        with pytest.raises(FontError, match="ờ"):
            require_vietnamese(hollow)


def test_a_box_under_the_name_of_a_letter_is_refused(tmp_path: Path) -> None:
    boxed = tmp_path / "boxed.ttf"
    with TTFont(font_path("sans")) as opened:
        opened["glyf"][opened.getBestCmap()[ord("ữ")]] = opened["glyf"][".notdef"]
        opened.save(boxed)
    with pytest.raises(FontError, match="ữ"):
        require_vietnamese(boxed)


def test_a_font_that_is_not_installed_is_named_with_a_cure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def faces() -> Mapping[str, str]:
        return {"nowhere": "NoSuchFont-Regular.ttf"}

    monkeypatch.setattr(fonts, "files_of_faces", faces)
    with pytest.raises(FontError, match=r"NoSuchFont-Regular\.ttf.*install\.sh"):
        font_path("nowhere")


def test_the_usual_face_of_offices_is_drawn_most_often() -> None:
    drawn = Counter(draw_family(chance(n), "serif", "training").name for n in range(400))
    assert drawn.most_common(1)[0][0] == "liberation-serif"
    assert len(drawn) >= 8


def test_ink_of_a_word_lies_around_its_baseline_and_within_its_width() -> None:
    left, top, right, bottom = extent("Quyết", "serif")
    assert -1.1 < top < -0.6
    assert 0.1 < bottom < 0.35
    assert left < 0.1
    assert abs(right - measure("Quyết", "serif")) < 0.1


def test_all_letters_of_the_alphabet_are_asked_for() -> None:
    assert len(VIETNAMESE_LETTERS) >= 178
    assert VIETNAMESE_LETTERS <= NEEDED
