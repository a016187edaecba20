import hashlib
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from dossiers.delivery import Delivery
from dossiers.errors import UnreadableInputError
from dossiers.expected import Expected
from dossiers.messages import Language
from imaging.scans import open_scan
from pipeline.intake import open_delivery, why_nothing
from tests.making_files import encode, paper, write_scan_pdf


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "hồ sơ đến"
    folder.mkdir()
    return folder


def take_in(path: Path, tmp_path: Path) -> Delivery:
    return open_delivery(path, tmp_path / "work")


def jpeg(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encode(paper(), "JPEG"))
    return path


def tiff(path: Path, pages: int) -> Path:
    sheets = [Image.new("L", (40, 60), number) for number in range(pages)]
    path.write_bytes(encode(sheets[0], "TIFF", save_all=True, append_images=sheets[1:]))
    return path


def refusals(delivery: Delivery) -> dict[str, str]:
    return {refusal.name: refusal.reason.key for refusal in delivery.refusals}


def streams(delivery: Delivery) -> dict[str, int]:
    return {stream.name: len(stream.sheets) for stream in delivery.streams}


def test_a_pdf_is_one_stream_with_all_its_pages(inbox: Path, tmp_path: Path) -> None:
    file = write_scan_pdf(inbox / "hs-01.pdf", pages=3)
    delivery = take_in(file, tmp_path)
    assert (delivery.name, delivery.source) == ("hs-01", str(file))
    (stream,) = delivery.streams
    assert stream.name == "hs-01"
    assert [sheet.number for sheet in stream.sheets] == [0, 1, 2]
    original = stream.sheets[0].original
    assert original.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert original.size == file.stat().st_size
    assert (original.name, original.media, original.pages) == ("hs-01.pdf", "application/pdf", 3)


def test_a_tiff_and_a_picture_are_streams_too(inbox: Path, tmp_path: Path) -> None:
    assert streams(take_in(tiff(inbox / "a.tif", 3), tmp_path)) == {"a": 3}
    assert streams(take_in(jpeg(inbox / "b.jpg"), tmp_path)) == {"b": 1}


def test_pictures_in_a_folder_are_one_stream_in_natural_order(inbox: Path, tmp_path: Path) -> None:
    for name in ("page-10.jpg", "page-2.jpg", "page-1.jpg"):
        jpeg(inbox / name)
    (stream,) = take_in(inbox, tmp_path).streams
    assert stream.name == "hồ sơ đến"
    names = [sheet.original.name for sheet in stream.sheets]
    assert names == ["page-1.jpg", "page-2.jpg", "page-10.jpg"]


def test_single_page_tiffs_are_pictures_and_others_are_streams(inbox: Path, tmp_path: Path) -> None:
    tiff(inbox / "1.tif", 1)
    tiff(inbox / "2.tif", 1)
    tiff(inbox / "book.tif", 4)
    assert streams(take_in(inbox, tmp_path)) == {"hồ sơ đến": 2, "book": 4}


def test_a_folder_of_deliveries_is_searched_to_its_depth(inbox: Path, tmp_path: Path) -> None:
    write_scan_pdf(inbox / "a.pdf", pages=2)
    jpeg(inbox / "hộp 1" / "hs 7" / "1.jpg")
    jpeg(inbox / "hộp 1" / "hs 7" / "2.jpg")
    write_scan_pdf(inbox / "hộp 1" / "b.pdf")
    delivery = take_in(inbox, tmp_path)
    assert streams(delivery) == {"a": 2, "b": 1, "hs 7": 2}
    assert delivery.streams[-1].sheets[0].original.name == "hộp 1/hs 7/1.jpg"


def test_a_zip_is_a_folder_with_its_name(inbox: Path, tmp_path: Path) -> None:
    jpeg(tmp_path / "pack" / "2.jpg")
    jpeg(tmp_path / "pack" / "10.jpg")
    write_scan_pdf(tmp_path / "pack" / "c.pdf", pages=2)
    shutil.make_archive(str(inbox / "gói"), "zip", tmp_path / "pack")
    delivery = take_in(inbox, tmp_path)
    assert streams(delivery) == {"gói": 2, "c": 2}
    names = [sheet.original.name for stream in delivery.streams for sheet in stream.sheets]
    assert names[:2] == ["gói.zip/2.jpg", "gói.zip/10.jpg"]
    alone = take_in(inbox / "gói.zip", tmp_path)
    assert streams(alone) == {"gói": 2, "c": 2}
    assert alone.streams[0].sheets[0].original.name == "2.jpg"


def test_names_are_composed_and_their_files_still_found(inbox: Path, tmp_path: Path) -> None:
    name = "Hồ sơ số 12 – Nguyễn Thị Bưởi.pdf"
    write_scan_pdf(inbox / unicodedata.normalize("NFD", name))
    (stream,) = take_in(inbox, tmp_path).streams
    assert stream.name == name.removesuffix(".pdf")
    assert stream.sheets[0].original.name == name
    assert stream.sheets[0].original.path.exists()


def test_a_name_of_200_letters_is_taken_as_it_is(inbox: Path, tmp_path: Path) -> None:
    write_scan_pdf(inbox / f"{'a' * 196}.pdf")
    assert streams(take_in(inbox, tmp_path)) == {"a" * 196: 1}


def test_a_name_too_long_for_its_record_is_cut_and_marked(inbox: Path, tmp_path: Path) -> None:
    file = inbox / f"{'ồ' * 80}abcdefghij.jpg"
    jpeg(file)
    (name,) = streams(take_in(file, tmp_path))
    assert len(f"{name}.json".encode()) <= 255
    assert name.startswith("ồ" * 70)


def test_a_name_from_an_old_windows_disk_is_read(inbox: Path, tmp_path: Path) -> None:
    stored = os.fsencode(inbox) + b"/h\xf4\xcc s\xf5.pdf"  # hồ sơ in code page 1258
    Path(os.fsdecode(stored)).write_bytes(write_scan_pdf(tmp_path / "x.pdf").read_bytes())
    (stream,) = take_in(inbox, tmp_path).streams
    assert stream.name == "hồ sơ"
    original = stream.sheets[0].original
    assert open_scan(original.path, original.media, 0).pixels.shape[:2] == (300, 200)


def test_streams_with_one_name_are_told_apart_in_a_stable_way(inbox: Path, tmp_path: Path) -> None:
    for box in ("hộp 1", "hộp 2"):
        (inbox / box).mkdir()
        write_scan_pdf(inbox / box / "hs.pdf")
    write_scan_pdf(inbox / "khác.pdf")
    first = streams(take_in(inbox, tmp_path))
    assert len(first) == 3
    assert "khác" in first
    marked = set(first) - {"khác"}
    assert all(name.startswith("hs~") for name in marked)
    (inbox / "hộp 0").mkdir()
    write_scan_pdf(inbox / "hộp 0" / "hs.pdf")
    assert marked < set(streams(take_in(inbox, tmp_path)))


def test_names_that_only_composing_makes_equal_are_told_apart(inbox: Path, tmp_path: Path) -> None:
    for form in ("NFC", "NFD"):
        write_scan_pdf(inbox / unicodedata.normalize(form, "hồ.pdf"))
    assert len(streams(take_in(inbox, tmp_path))) == 2


def test_litter_is_ignored_but_listed(inbox: Path, tmp_path: Path) -> None:
    jpeg(inbox / "1.jpg")
    for name in ("Thumbs.db", ".DS_Store", "desktop.ini", "._1.jpg", "~$kê.docx"):
        (inbox / name).write_bytes(b"x")
    jpeg(inbox / "__MACOSX" / "1.jpg")
    delivery = take_in(inbox, tmp_path)
    assert sorted(delivery.ignored) == [
        ".DS_Store", "._1.jpg", "Thumbs.db", "__MACOSX/", "desktop.ini", "~$kê.docx",
    ]  # fmt: skip
    assert delivery.refusals == ()
    assert streams(delivery) == {"hồ sơ đến": 1}


def test_what_is_no_scan_is_refused_with_a_cure_and_its_bytes(inbox: Path, tmp_path: Path) -> None:
    write_scan_pdf(inbox / "1.pdf")
    (inbox / "mục lục.txt").write_text("1")
    shutil.make_archive(str(tmp_path / "x"), "zip", inbox)
    (inbox / "a.bmp").write_bytes(encode(paper(), "BMP"))
    delivery = take_in(inbox, tmp_path)
    assert refusals(delivery) == {
        "mục lục.txt": "file.not_a_scan",
        "a.bmp": "file.format_not_taken",
    }
    refusal = next(refusal for refusal in delivery.refusals if refusal.name == "mục lục.txt")
    assert refusal.sha256 == hashlib.sha256(b"1").hexdigest()
    assert refusal.size == 1
    assert "mục lục.txt" in refusal.reason.say(Language.VIETNAMESE)


def test_one_bad_file_stops_no_other(inbox: Path, tmp_path: Path) -> None:
    write_scan_pdf(inbox / "good.pdf")
    (inbox / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    (inbox / "empty.pdf").touch()
    (inbox / "text.pdf").write_text("no pdf")
    (inbox / "cut.zip").write_bytes(b"PK\x03\x04 and no directory")
    with pikepdf.open(inbox / "good.pdf") as pdf:
        pdf.save(inbox / "locked.pdf", encryption=pikepdf.Encryption(user="u", owner="o"))
    delivery = take_in(inbox, tmp_path)
    assert streams(delivery) == {"good": 1}
    assert refusals(delivery) == {
        "cut.pdf": "pdf.damaged",
        "empty.pdf": "file.empty",
        "text.pdf": "file.not_what_its_ending_says",
        "cut.zip": "zip.damaged",
        "locked.pdf": "pdf.password",
    }


def test_a_damaged_picture_keeps_its_place_among_its_neighbors(inbox: Path, tmp_path: Path) -> None:
    for name in ("1.jpg", "2.jpg", "3.jpg"):
        jpeg(inbox / name)
    (inbox / "2.jpg").write_bytes((inbox / "2.jpg").read_bytes()[:1000])
    delivery = take_in(inbox, tmp_path)
    assert delivery.refusals == ()
    (stream,) = delivery.streams
    assert [sheet.original.name for sheet in stream.sheets] == ["1.jpg", "2.jpg", "3.jpg"]
    damaged = stream.sheets[1].original
    with pytest.raises(UnreadableInputError) as error:
        open_scan(damaged.path, damaged.media, 0)
    assert error.value.reason.key == "image.damaged"


@pytest.mark.parametrize("content", [b"", b"no picture at all", b"GIF89a" + bytes(50)])
def test_whatever_is_named_like_a_picture_is_a_page_of_its_folder(
    inbox: Path, tmp_path: Path, content: bytes
) -> None:
    jpeg(inbox / "1.jpg")
    (inbox / "2.jpg").write_bytes(content)
    (stream,) = take_in(inbox, tmp_path).streams
    assert [sheet.original.name for sheet in stream.sheets] == ["1.jpg", "2.jpg"]
    with pytest.raises(UnreadableInputError):
        open_scan(stream.sheets[1].original.path, stream.sheets[1].original.media, 0)


def test_a_repaired_pdf_brings_its_doubt(inbox: Path, tmp_path: Path) -> None:
    with pikepdf.open(write_scan_pdf(tmp_path / "s.pdf", pages=6)) as pdf:
        pdf.save(inbox / "a.pdf")
    content = (inbox / "a.pdf").read_bytes()
    (inbox / "a.pdf").write_bytes(content[: len(content) * 6 // 10])
    (stream,) = take_in(inbox, tmp_path).streams
    assert [doubt.key for doubt in stream.doubts] == ["pdf.repaired"]


def test_links_out_of_the_delivery_are_not_followed(inbox: Path, tmp_path: Path) -> None:
    outside = jpeg(tmp_path / "secret.jpg")
    jpeg(inbox / "1.jpg")
    (inbox / "out.jpg").symlink_to(outside)
    (inbox / "up").symlink_to(tmp_path)
    (inbox / "broken").symlink_to("nowhere")
    (inbox / "ring").symlink_to("ring")
    (inbox / "again.jpg").symlink_to("1.jpg")
    delivery = take_in(inbox, tmp_path)
    assert streams(delivery) == {"hồ sơ đến": 1}
    assert set(refusals(delivery)) == {"out.jpg", "up", "broken", "ring"}
    assert set(refusals(delivery).values()) == {"file.link_out"}
    assert all(refusal.sha256 == "" for refusal in delivery.refusals)
    assert delivery.ignored == ("again.jpg",)


def test_a_delivery_that_is_itself_a_link_is_taken(inbox: Path, tmp_path: Path) -> None:
    jpeg(inbox / "1.jpg")
    (tmp_path / "link").symlink_to(inbox)
    assert streams(take_in(tmp_path / "link", tmp_path)) == {"link": 1}


def test_a_pipe_is_refused_and_not_waited_for(inbox: Path, tmp_path: Path) -> None:
    jpeg(inbox / "1.jpg")
    os.mkfifo(inbox / "pipe.pdf")
    assert refusals(take_in(inbox, tmp_path)) == {"pipe.pdf": "file.not_a_file"}


def test_originals_are_left_as_they_were(inbox: Path, tmp_path: Path) -> None:
    file = write_scan_pdf(inbox / "a.pdf")
    before, time = file.read_bytes(), file.stat().st_mtime_ns
    take_in(inbox, tmp_path)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (before, time)


@pytest.mark.parametrize("name", ["missing", "missing/../gone.pdf", "x" * 300])
def test_a_missing_path_is_told_with_a_cure(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableInputError) as refusal:
        take_in(tmp_path / name, tmp_path)
    assert refusal.value.reason.key == "file.missing"


def test_an_empty_folder_is_told_with_a_cure(inbox: Path, tmp_path: Path) -> None:
    (inbox / "inner").mkdir()
    (inbox / "Thumbs.db").touch()
    with pytest.raises(UnreadableInputError) as refusal:
        take_in(inbox, tmp_path)
    assert refusal.value.reason.key == "delivery.empty"


def test_a_folder_with_nothing_readable_is_told_with_a_cure(inbox: Path, tmp_path: Path) -> None:
    (inbox / "a.txt").write_text("a")
    (inbox / "b.pdf").write_text("b")
    delivery = take_in(inbox, tmp_path)
    assert delivery.streams == ()
    assert len(delivery.refusals) == 2
    reason = why_nothing(delivery)
    assert reason.key == "delivery.nothing_readable"
    assert reason.values["files"] == 2


def test_a_single_bad_file_is_told_by_its_own_reason(inbox: Path, tmp_path: Path) -> None:
    (inbox / "a.pdf").touch()
    delivery = take_in(inbox / "a.pdf", tmp_path)
    assert delivery.streams == ()
    assert why_nothing(delivery).key == "file.empty"


def test_a_path_that_is_not_utf8_is_taken_under_a_name_people_can_read(
    inbox: Path, tmp_path: Path
) -> None:
    odd = Path(os.fsdecode(os.fsencode(inbox) + b"/caf\xe9.pdf"))
    write_scan_pdf(odd)
    delivery = take_in(odd, tmp_path)
    delivery.source.encode("utf-8")
    assert len(delivery.streams) == 1


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """Root may read everything: step down for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


def test_files_and_folders_that_may_not_be_read_are_refused(
    open_folder: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    jpeg(open_folder / "1.jpg").chmod(0o644)
    jpeg(open_folder / "2.jpg").chmod(0)
    jpeg(open_folder / "inner" / "3.jpg")
    (open_folder / "inner").chmod(0)
    request.getfixturevalue("ordinary_user")
    delivery = take_in(open_folder, tmp_path)
    assert refusals(delivery) == {"2.jpg": "file.unreadable", "inner": "file.unreadable"}
    (stream,) = delivery.streams
    assert [doubt.values["name"] for doubt in stream.doubts] == ["2.jpg"]


def _list(folder: Path, *rows: str) -> None:
    (folder / "bang-ke.csv").write_text("\n".join(["Tệp,Mã hồ sơ,Số tờ", *rows]), "utf-8")


def test_a_list_beside_the_scans_says_what_each_is(inbox: Path, tmp_path: Path) -> None:
    jpeg(inbox / "hộp 1" / "1.jpg")
    write_scan_pdf(inbox / "b.pdf", 2)
    tiff(inbox / "H3.tif", 2)
    _list(inbox, "hộp 1,H1,1", "b.pdf,H2,2", ",H3,2")
    delivery = take_in(inbox, tmp_path)
    found = {stream.name: stream.announced for stream in delivery.streams}
    assert found == {
        "hộp 1": (Expected("H1", "", 1),),
        "b": (Expected("H2", "", 2),),
        "H3": (Expected("H3", "", 2),),
    }
    assert not delivery.refusals


def test_what_the_list_lacks_and_what_it_has_too_much_is_told(inbox: Path, tmp_path: Path) -> None:
    tiff(inbox / "a.tif", 2)
    _list(inbox, "c.pdf,H1,1")
    delivery = take_in(inbox, tmp_path)
    assert [doubt.key for doubt in delivery.streams[0].doubts] == ["manifest.unlisted"]
    assert refusals(delivery) == {"c.pdf": "manifest.missing"}


def test_a_list_that_cannot_be_understood_stops_no_scan(inbox: Path, tmp_path: Path) -> None:
    tiff(inbox / "a.tif", 2)
    _list(inbox, "a.tif,H1,năm")
    delivery = take_in(inbox, tmp_path)
    assert streams(delivery) == {"a": 2}
    assert refusals(delivery) == {"bang-ke.csv": "manifest.bad_row"}


def test_two_lists_that_say_the_same_are_one_and_others_are_told(
    inbox: Path, tmp_path: Path
) -> None:
    tiff(inbox / "a.tif", 2)
    _list(inbox, "a.tif,H1,2")
    (inbox / "other.csv").write_text("Tệp,Mã hồ sơ,Số tờ\na.tif,H1,2\n", "utf-8")
    delivery = take_in(inbox, tmp_path)
    assert not delivery.refusals
    assert not delivery.streams[0].doubts
    (inbox / "other.csv").write_text("Tệp,Mã hồ sơ\na.tif,H2\n", "utf-8")
    (stream,) = take_in(inbox, tmp_path).streams
    assert stream.announced == (Expected("H1", "", 2),)
    assert [doubt.key for doubt in stream.doubts] == ["manifest.contradicts"]
