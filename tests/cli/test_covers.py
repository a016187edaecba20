from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from click.testing import CliRunner

from cli.covers import covers
from dossiers.errors import StorageError, UnreadableInputError
from dossiers.expected import Expected, read_cover_payload
from imaging.codes import read_codes
from imaging.tone import split_tones

LIST = "Mã hồ sơ,Thủ tục,Số tờ\nH12.06-240113-0044,dang_ky_khai_sinh,5\nHộp 3 – hồ sơ 17,,\n"


def _printed(folder: Path, text: str = LIST) -> list[np.ndarray]:
    (folder / "list.csv").write_text(text, encoding="utf-8")
    out = folder / "covers.pdf"
    told = CliRunner().invoke(
        covers, [str(folder / "list.csv"), "--out", str(out)], catch_exceptions=False
    )
    assert told.exit_code == 0, told.output
    pages = pypdfium2.PdfDocument(out)
    return [page.render(scale=150 / 72).to_numpy()[:, :, ::-1] for page in pages]


def test_covers_are_read_back_worn_crooked_and_upside_down(tmp_path: Path) -> None:
    wanted = [Expected("H12.06-240113-0044", "dang_ky_khai_sinh", 5), Expected("Hộp 3 – hồ sơ 17")]
    for page, expected in zip(_printed(tmp_path), wanted, strict=True):
        height, width = page.shape[:2]
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), 178, 1)
        scanned = cv2.warpAffine(page, turn, (width, height), borderValue=(255, 255, 255))
        grain = np.random.default_rng(1).normal(0, 12, scanned.shape)
        worn = np.clip(cv2.GaussianBlur(scanned, (0, 0), 1.2) * 0.8 + 30 + grain, 0, 255)
        sheet = worn.astype(np.uint8)
        codes = read_codes(split_tones(sheet).pale_red, sheet)
        assert [read_cover_payload(code.text) for code in codes] == [expected]


def test_a_procedure_that_there_is_not_is_named_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="«dang_ky_khai»") as caught:
        _printed(tmp_path, LIST.replace("dang_ky_khai_sinh", "dang_ky_khai"))
    assert "dang_ky_khai_sinh" in str(caught.value.reason)
    assert not (tmp_path / "covers.pdf").exists()


def test_the_list_itself_is_never_written_over(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text(LIST, encoding="utf-8")
    with pytest.raises(UnreadableInputError, match=r"list\.csv"):
        CliRunner().invoke(covers, [str(source), "--out", str(source)], catch_exceptions=False)
    assert source.read_text(encoding="utf-8") == LIST


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    out = tmp_path / "nowhere" / "covers.pdf"
    with pytest.raises(StorageError, match="nowhere"):
        CliRunner().invoke(
            covers, [str(tmp_path / "list.csv"), "--out", str(out)], catch_exceptions=False
        )
