import stat
import struct
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from dossiers.errors import StorageError, UnreadableInputError
from pipeline.intake import open_delivery
from pipeline.unpack import Limits, Unpacked, unpack_zip
from tests.making_files import encode, paper, write_scan_pdf

JPEG = encode(paper(), "JPEG")


def pack(path: Path, entries: Sequence[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return path


def unpack(path: Path, tmp_path: Path, limits: Limits | None = None) -> Unpacked:
    if limits is None:
        return unpack_zip(path, path.name, tmp_path / "work")
    return unpack_zip(path, path.name, tmp_path / "work", limits)


def refused_whole(path: Path, tmp_path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableInputError) as refusal:
        unpack(path, tmp_path, limits)
    assert refusal.value.reason.values["name"] == path.name
    return refusal.value.reason.key


def reasons(unpacked: Unpacked) -> dict[str, str]:
    return {name: reason.key for name, reason in unpacked.refused}


def set_flags(path: Path, flags: int, only: bytes = b"") -> None:
    """Set flag bits in the headers of the entries whose name ends in ``only``."""
    content = bytearray(path.read_bytes())
    for mark, flags_at, length_at, name_at in ((b"PK\3\4", 6, 26, 30), (b"PK\1\2", 8, 28, 46)):
        start = content.find(mark)
        while start >= 0:
            (length,) = struct.unpack_from("<H", content, start + length_at)
            name = content[start + name_at : start + name_at + length]
            if name.endswith(only):
                content[start + flags_at] |= flags
            start = content.find(mark, start + 4)
    path.write_bytes(content)


def test_entries_come_out_with_their_bytes_in_natural_order(tmp_path: Path) -> None:
    file = pack(tmp_path / "a.zip", [("b/10.jpg", b"ten"), ("b/2.jpg", b"two"), ("b/", b"")])
    unpacked = unpack(file, tmp_path)
    assert [name for name, _ in unpacked.files] == ["b/2.jpg", "b/10.jpg"]
    assert [path.read_bytes() for _, path in unpacked.files] == [b"two", b"ten"]
    assert unpacked.refused == ()


@pytest.mark.parametrize(
    "name",
    ["../out.jpg", "a/../../out.jpg", "/etc/out.jpg", "C:/out.jpg", "c:out.jpg", "a\\..\\out.jpg"],
)
def test_a_name_that_leads_out_is_refused_and_its_neighbors_taken(
    tmp_path: Path, name: str
) -> None:
    entry = zipfile.ZipInfo("x")
    entry.filename = name
    file = pack(tmp_path / "a.zip", [(entry, JPEG), ("good.jpg", JPEG)])
    before = set(tmp_path.rglob("*"))
    unpacked = unpack(file, tmp_path)
    assert reasons(unpacked) == {name: "zip.entry_path"}
    assert [name for name, _ in unpacked.files] == ["good.jpg"]
    new = set(tmp_path.rglob("*")) - before
    assert all(path.is_relative_to(tmp_path / "work") for path in new)
    assert sum(path.is_file() for path in new) == 1


def test_a_name_with_a_control_letter_is_refused_and_shown_safely(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("x")
    entry.filename = "a\x1b[2Jb.jpg"
    unpacked = unpack(pack(tmp_path / "a.zip", [(entry, JPEG)]), tmp_path)
    assert reasons(unpacked) == {"a?[2Jb.jpg": "zip.entry_path"}


def test_a_link_inside_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.jpg")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    link.create_system = 3
    unpacked = unpack(pack(tmp_path / "a.zip", [(link, b"/etc/passwd"), ("1.jpg", JPEG)]), tmp_path)
    assert reasons(unpacked) == {"link.jpg": "zip.entry_link"}
    assert len(unpacked.files) == 1


def test_a_locked_entry_is_refused_alone(tmp_path: Path) -> None:
    file = pack(tmp_path / "a.zip", [("1.jpg", JPEG), ("2.jpg", JPEG)])
    set_flags(file, 1, b"2.jpg")
    unpacked = unpack(file, tmp_path)
    assert reasons(unpacked) == {"2.jpg": "zip.password"}
    assert [name for name, _ in unpacked.files] == ["1.jpg"]


def test_a_zip_with_a_password_is_refused_as_a_whole(tmp_path: Path) -> None:
    file = pack(tmp_path / "a.zip", [("1.jpg", JPEG), ("2.jpg", JPEG)])
    set_flags(file, 1)
    assert refused_whole(file, tmp_path) == "zip.password"


def test_a_bomb_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    limits = Limits(free=1_000_000, ratio=100)
    file = pack(tmp_path / "a.zip", [("1.jpg", JPEG), ("2.tif", bytes(5_000_000))])
    assert refused_whole(file, tmp_path, limits) == "zip.bomb"
    assert list((tmp_path / "work").iterdir()) == []


def test_a_bomb_that_lies_about_its_size_does_no_harm(tmp_path: Path) -> None:
    file = pack(tmp_path / "a.zip", [("1.tif", bytes(5_000_000))])
    content = bytearray(file.read_bytes())
    struct.pack_into("<I", content, content.index(b"PK\1\2") + 24, 10)
    file.write_bytes(content)
    unpacked = unpack(file, tmp_path, Limits(free=1_000_000, ratio=10))
    assert reasons(unpacked) == {"1.tif": "zip.entry_damaged"}
    assert not [path for path in (tmp_path / "work").rglob("*") if path.is_file()]


def test_entries_that_share_their_bytes_are_counted_each(tmp_path: Path) -> None:
    limits = Limits(free=1000, ratio=2)
    file = pack(tmp_path / "a.zip", [(f"{number}.tif", bytes(10_000)) for number in range(9)])
    assert refused_whole(file, tmp_path, limits) == "zip.bomb"


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    file = pack(tmp_path / "a.zip", [(f"{number}.jpg", b"x") for number in range(11)])
    assert refused_whole(file, tmp_path, Limits(entries=10)) == "zip.too_many_files"


def test_a_directory_too_large_to_read_is_refused_unread(tmp_path: Path) -> None:
    long_names = [(f"{number}" * 250, b"x") for number in range(1, 10)]
    file = pack(tmp_path / "a.zip", long_names)
    assert refused_whole(file, tmp_path, Limits(entries=1)) == "zip.too_many_files"


def test_a_zip64_tells_its_directory_elsewhere(tmp_path: Path) -> None:
    file = pack(tmp_path / "a.zip", [("1.jpg", JPEG), ("2.jpg", JPEG)])
    content = file.read_bytes()
    end = content.rindex(b"PK\5\6")
    count, size, offset = struct.unpack_from("<10xHII", content, end)
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    full = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    file.write_bytes(content[:end] + record + locator + full)
    assert len(unpack(file, tmp_path, Limits(entries=2)).files) == 2
    (tmp_path / "b.zip").write_bytes(
        file.read_bytes().replace(record, record[:40] + b"\0\0\1" + record[43:])
    )
    assert refused_whole(tmp_path / "b.zip", tmp_path, Limits(entries=2)) == "zip.too_many_files"


@pytest.mark.parametrize("share", [0.3, 0.9, 0.99])
def test_a_truncated_zip_is_refused_with_a_cure(tmp_path: Path, share: float) -> None:
    content = pack(tmp_path / "s.zip", [(f"{n}.jpg", JPEG) for n in range(5)]).read_bytes()
    file = tmp_path / "a.zip"
    file.write_bytes(content[: int(len(content) * share)])
    assert refused_whole(file, tmp_path) == "zip.damaged"


def test_a_damaged_entry_is_refused_alone(tmp_path: Path) -> None:
    file = pack(tmp_path / "a.zip", [("1.jpg", JPEG), ("2.jpg", JPEG)])
    content = bytearray(file.read_bytes())
    content[60:90] = bytes(30)
    file.write_bytes(content)
    unpacked = unpack(file, tmp_path)
    assert reasons(unpacked) == {"1.jpg": "zip.entry_damaged"}
    assert [path.read_bytes() for _, path in unpacked.files] == [JPEG]


def test_an_unknown_method_is_refused_alone(tmp_path: Path) -> None:
    file = pack(tmp_path / "a.zip", [("1.jpg", JPEG)])
    content = bytearray(file.read_bytes())
    struct.pack_into("<H", content, 8, 9)  # Deflate64, as Windows packs large files
    struct.pack_into("<H", content, content.index(b"PK\1\2") + 10, 9)
    file.write_bytes(content)
    assert reasons(unpack(file, tmp_path)) == {"1.jpg": "zip.entry_method"}


def test_a_zip_within_a_zip_is_refused_with_a_cure(tmp_path: Path) -> None:
    inner = pack(tmp_path / "inner.zip", [("1.jpg", JPEG)]).read_bytes()
    unpacked = unpack(pack(tmp_path / "a.zip", [("inner.zip", inner), ("1.jpg", JPEG)]), tmp_path)
    assert reasons(unpacked) == {"inner.zip": "zip.nested"}
    assert len(unpacked.files) == 1


def test_an_office_file_is_no_zip_of_scans(tmp_path: Path) -> None:
    office = pack(tmp_path / "a.xlsx", [("[Content_Types].xml", b"<x/>"), ("xl/a.xml", b"<x/>")])
    assert refused_whole(office, tmp_path) == "file.not_a_scan"
    unpacked = unpack(pack(tmp_path / "a.zip", [("kê.xlsx", office.read_bytes())]), tmp_path)
    assert reasons(unpacked) == {"kê.xlsx": "file.not_a_scan"}


def test_of_two_entries_with_one_name_the_first_is_taken(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        file = pack(tmp_path / "a.zip", [("1.jpg", b"first"), ("1.jpg", b"second")])
    unpacked = unpack(file, tmp_path)
    assert [path.read_bytes() for _, path in unpacked.files] == [b"first"]
    assert reasons(unpacked) == {"1.jpg": "zip.entry_twice"}


@pytest.mark.parametrize(
    ("stored", "name"),
    [
        ("hồ sơ.jpg".encode(), "hồ sơ.jpg"),
        (b"h\xf4\xcc s\xf5.jpg", "hồ sơ.jpg"),
        (b"caf\x82.jpg", "café.jpg"),
        (unicodedata.normalize("NFD", "hồ sơ.jpg").encode(), "hồ sơ.jpg"),
    ],
)
def test_names_without_a_stated_encoding_are_decoded(
    tmp_path: Path, stored: bytes, name: str
) -> None:
    entry = "x" * len(stored)
    file = pack(tmp_path / "a.zip", [(entry, JPEG)])
    file.write_bytes(file.read_bytes().replace(entry.encode(), stored))
    ((found, _),) = unpack(file, tmp_path).files
    assert found == name


def test_litter_is_ignored_but_listed(tmp_path: Path) -> None:
    file = pack(tmp_path / "a.zip", [("__MACOSX/._1.jpg", b"x"), ("1.jpg", JPEG)])
    unpacked = unpack(file, tmp_path)
    assert unpacked.ignored == ("__MACOSX/._1.jpg",)
    assert len(unpacked.files) == 1


def test_a_folder_that_cannot_be_written_to_is_a_storage_error(tmp_path: Path) -> None:
    file = pack(tmp_path / "a.zip", [("1.jpg", JPEG)])
    (tmp_path / "work").write_text("a file stands where the folder should be")
    with pytest.raises(StorageError):
        unpack(file, tmp_path)


def test_a_refused_zip_is_kept_with_its_own_bytes(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    write_scan_pdf(inbox / "good.pdf")
    locked = pack(inbox / "locked.zip", [("1.jpg", JPEG)])
    set_flags(locked, 1)
    mixed = pack(inbox / "mixed.zip", [("1.jpg", JPEG), ("2.jpg", JPEG[:500]), ("../3.jpg", JPEG)])
    delivery = open_delivery(inbox, tmp_path / "work")
    refusals = {refusal.name: refusal for refusal in delivery.refusals}
    assert {name: refusal.reason.key for name, refusal in refusals.items()} == {
        "locked.zip": "zip.password",
        "mixed.zip/../3.jpg": "zip.entry_path",
    }
    assert refusals["locked.zip"].path == locked
    assert refusals["locked.zip"].size == locked.stat().st_size
    assert refusals["mixed.zip/../3.jpg"].path == mixed
    assert [stream.name for stream in delivery.streams] == ["good", "mixed"]
    damaged = delivery.streams[1].sheets[1].original
    assert damaged.name == "mixed.zip/2.jpg"
    assert damaged.path.read_bytes() == JPEG[:500]


def test_a_damaged_bzip2_entry_is_refused_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.jpg", JPEG)
        archive.writestr("b.jpg", JPEG)
    content = bytearray(file.read_bytes())
    start = content.rindex(b"BZh9") + 4
    content[start : start + 16] = b"\xff" * 16
    file.write_bytes(content)
    unpacked = unpack(file, tmp_path)
    assert [name for name, _ in unpacked.files] == ["a.jpg"]
    assert reasons(unpacked) == {"b.jpg": "zip.entry_damaged"}


def test_a_zip64_whose_directory_is_nowhere_is_refused(tmp_path: Path) -> None:
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, 2**64 - 1, 1)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, 2**32 - 1, 2**32 - 1, 0)
    file = tmp_path / "a.zip"
    file.write_bytes(b"PK\x03\x04" + bytes(60) + locator + end)
    assert refused_whole(file, tmp_path) == "zip.damaged"


def test_an_entry_that_lies_nowhere_is_refused_alone(tmp_path: Path) -> None:
    entries = [zipfile.ZipInfo("a.jpg"), zipfile.ZipInfo("b.jpg")]
    # the places of b.jpg in the ZIP, moved into an extra field of 64 bits
    entries[1].extra = struct.pack("<HHQ", 1, 8, 2**64 - 1)
    file = pack(tmp_path / "a.zip", [(entry, JPEG) for entry in entries])
    content = bytearray(file.read_bytes())
    start = content.rindex(b"PK\x01\x02")
    content[start + 42 : start + 46] = b"\xff" * 4
    file.write_bytes(content)
    unpacked = unpack(file, tmp_path)
    assert [name for name, _ in unpacked.files] == ["a.jpg"]
    assert reasons(unpacked) == {"b.jpg": "zip.entry_damaged"}


def test_numbers_of_any_length_have_their_order(tmp_path: Path) -> None:
    long = "1" * 5_000
    names = ["a2.jpg", "a10.jpg", "a010.jpg", f"a{long}.jpg", f"a{long}0.jpg"]
    file = pack(tmp_path / "a.zip", [(name, JPEG) for name in reversed(names)])
    found = [name for name, _ in unpack(file, tmp_path).files]
    assert found == ["a2.jpg", "a010.jpg", "a10.jpg", f"a{long}.jpg", f"a{long}0.jpg"]
