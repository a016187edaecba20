import hashlib
import resource
import stat
import unicodedata
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import boto3
import pytest
import requests
from moto.server import ThreadedMotoServer

from dossiers.errors import StorageError, UnreadableInputError
from storage.access import S3Access
from storage.addresses import fetch_prefix, open_store, safe_names
from storage.store import DifferentBytesError, MissingBytesError, Store

BUCKETS = count()


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    yield f"http://{host}:{port}"
    moto.stop()


@pytest.fixture
def access(server: str) -> S3Access:
    return S3Access(endpoint=server, access_key="clerk", secret_key="secret")


@pytest.fixture
def bucket(access: S3Access) -> str:
    name = f"kho-{next(BUCKETS)}"
    client_for(access).create_bucket(Bucket=name)
    return name


def client_for(access: S3Access):  # type: ignore[no-untyped-def]  # boto3 has no types
    return boto3.client(
        "s3",
        endpoint_url=access.endpoint,
        aws_access_key_id=access.access_key,
        aws_secret_access_key=access.secret_key,
        region_name="us-east-1",
    )


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "folder":
        return open_store(str(tmp_path / "store"))
    address = f"s3://{request.getfixturevalue('bucket')}/kho/lưu trữ"
    return open_store(address, request.getfixturevalue("access"))


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.7 original")
    return path


def test_what_was_put_comes_back(store: Store) -> None:
    store.put("records/hồ sơ.json", b"\x00\xff")
    assert store.get("records/hồ sơ.json") == b"\x00\xff"
    assert store.exists("records/hồ sơ.json")
    assert store.size("records/hồ sơ.json") == 2
    assert store.sha256("records/hồ sơ.json") == hash_of(b"\x00\xff")


def test_putting_again_replaces(store: Store) -> None:
    store.put("a", b"old and long")
    store.put("a", b"new")
    assert store.get("a") == b"new"


def test_a_file_can_be_put_and_read_in_place(store: Store, scan: Path) -> None:
    store.put_file("originals/a.pdf", scan)
    with store.local("originals/a.pdf") as path:
        assert path.read_bytes() == scan.read_bytes()
        assert path.suffix == ".pdf"


def test_names_are_those_with_the_prefix(store: Store) -> None:
    for name in ("pdfs/b/2.pdf", "pdfs/a/1.pdf", "pdfs/ab/3.pdf", "records/a.json"):
        store.put(name, b"x")
    assert list(store.names("pdfs/a")) == ["pdfs/a/1.pdf", "pdfs/ab/3.pdf"]
    assert set(store.names()) == {
        "pdfs/a/1.pdf",
        "pdfs/ab/3.pdf",
        "pdfs/b/2.pdf",
        "records/a.json",
    }


def test_an_empty_store_has_no_names(store: Store) -> None:
    assert list(store.names()) == []
    assert list(store.names("pdfs/")) == []


def test_a_name_that_only_begins_another_does_not_exist(store: Store) -> None:
    store.put("pdfs/a.pdf", b"x")
    assert not store.exists("pdfs/a")
    assert not store.exists("pdfs")


def test_what_is_missing_is_told_apart(store: Store, tmp_path: Path) -> None:
    with pytest.raises(MissingBytesError):
        store.get("nothing")
    with pytest.raises(MissingBytesError):
        store.size("nothing")
    with pytest.raises(MissingBytesError):
        store.sha256("nothing")
    with pytest.raises(MissingBytesError), store.local("nothing"):
        pass


def test_an_original_is_written_once_and_never_over(store: Store, scan: Path) -> None:
    sha256 = hash_of(scan.read_bytes())
    store.put_once("originals/a.pdf", scan, sha256)
    store.put_once("originals/a.pdf", scan, sha256)
    other = scan.with_name("other.pdf")
    other.write_bytes(b"other bytes")
    with pytest.raises(DifferentBytesError):
        store.put_once("originals/a.pdf", other, hash_of(b"other bytes"))
    assert store.get("originals/a.pdf") == scan.read_bytes()


def test_a_file_that_changed_since_it_was_hashed_is_not_stored(store: Store, scan: Path) -> None:
    sha256 = hash_of(scan.read_bytes())
    scan.write_bytes(b"somebody wrote into it")
    with pytest.raises(DifferentBytesError):
        store.put_once("originals/a.pdf", scan, sha256)
    assert list(store.names()) == []


@pytest.mark.parametrize(
    "name", ["", "/etc/a", "../a", "a/../b", "a//b", "a/", ".a", "a\\b", "a\nb", "a\x00", "o\u0302"]
)
def test_a_name_that_leaves_the_store_is_refused(store: Store, name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        store.put(name, b"x")
    with pytest.raises(ValueError, match="not a name"):
        store.exists(name)


def test_a_file_that_cannot_be_read_is_a_storage_error(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"gone\.pdf"):
        store.put_file("a.pdf", tmp_path / "gone.pdf")


def test_a_folder_store_is_for_its_owner_only_and_leaves_no_parts(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store"))
    store.put("originals/ab/c", b"x")
    path = tmp_path / "store" / "originals" / "ab" / "c"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, path.parent.parent, tmp_path / "store"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [each.name for each in path.parent.iterdir()] == ["c"]


def test_a_full_disk_is_named_and_nothing_half_written_stays(tmp_path: Path) -> None:
    store = open_store(str(tmp_path))
    store.put("a", b"old")
    # A limit on the length of files stops a write in its middle, as a full disk does.
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(StorageError) as raised:
            store.put("a", b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert raised.value.reason.key == "storage.full"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]
    assert store.get("a") == b"old"


def test_a_folder_that_is_a_file_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "store").write_bytes(b"not a folder")
    with pytest.raises(StorageError) as raised:
        open_store(str(tmp_path / "store")).put("a/b", b"x")
    assert raised.value.reason.key == "storage.failed"


def test_a_missing_bucket_is_named(access: S3Access) -> None:
    store = open_store("s3://khong-co/kho", access)
    for attempt in (
        lambda: store.exists("a"),
        lambda: store.put("a", b"x"),
        lambda: store.get("a"),
    ):
        with pytest.raises(StorageError) as raised:
            attempt()
        assert raised.value.reason.key == "storage.s3_no_bucket"


def test_a_wrong_key_is_named(access: S3Access, bucket: str, server: str) -> None:
    # From now on moto checks keys as S3 does; "inf" lets everybody in again.
    requests.post(f"{server}/moto-api/reset-auth", data="0", timeout=5)
    try:
        with pytest.raises(StorageError) as raised:
            open_store(f"s3://{bucket}", access).put("a", b"x")
    finally:
        requests.post(f"{server}/moto-api/reset-auth", data="inf", timeout=5)
    assert raised.value.reason.key == "storage.s3_wrong_key"


def test_a_stopped_server_is_a_storage_error() -> None:
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    moto.stop()
    access = S3Access(endpoint=f"http://{host}:{port}", access_key="clerk", secret_key="secret")
    with pytest.raises(StorageError) as raised:
        open_store("s3://kho", access).put("a", b"x")
    assert raised.value.reason.key == "storage.s3_away"


@pytest.mark.parametrize(
    ("address", "endpoint"),
    [
        ("s3://", "http://127.0.0.1:1"),
        ("s3://kho", "not an address"),
        ("s3://K O!", "http://127.0.0.1:1"),
    ],
)
def test_an_address_that_cannot_be_one_is_named(address: str, endpoint: str) -> None:
    access = S3Access(endpoint=endpoint, access_key="clerk", secret_key="secret")
    with pytest.raises(StorageError) as raised:
        open_store(address, access).exists("a")
    assert raised.value.reason.key == "storage.address"


def test_secrets_are_not_shown() -> None:
    assert "hidden" not in repr(S3Access(access_key="hidden", secret_key="hidden"))


def test_a_delivery_is_fetched_from_s3_whole(access: S3Access, bucket: str, tmp_path: Path) -> None:
    client = client_for(access)
    odd = unicodedata.normalize("NFD", "hồ sơ")
    keys = {
        "lo-1/a.pdf": b"1",
        f"lo-1/{odd}/b.jpg": b"2",
        "lo-1/../climb.pdf": b"3",
        "lo-1//absolute.pdf": b"4",
        "lo-1/A.PDF": b"5",
        "lo-1/a.pdf/inside.jpg": b"6",
        "lo-1/empty/": b"",
        "lo-12/other-delivery.pdf": b"7",
    }
    for key, content in keys.items():
        client.put_object(Bucket=bucket, Key=key, Body=content)
    to = tmp_path / "in" / "fetched"
    paths = fetch_prefix(f"s3://{bucket}/lo-1", to, access)
    assert sorted(path.read_bytes() for path in paths) == [b"1", b"2", b"3", b"4", b"5", b"6"]
    assert (to / "hồ sơ" / "b.jpg").read_bytes() == b"2"
    assert all(path.resolve().is_relative_to(to.resolve()) for path in paths)
    assert not (tmp_path / "in" / "climb.pdf").exists()


def test_one_object_can_be_fetched_by_its_key(
    access: S3Access, bucket: str, tmp_path: Path
) -> None:
    client_for(access).put_object(Bucket=bucket, Key="lo/a.pdf", Body=b"1")
    assert fetch_prefix(f"s3://{bucket}/lo/a.pdf", tmp_path, access) == [tmp_path / "a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"1"


def test_an_empty_prefix_is_refused_with_a_cure(
    access: S3Access, bucket: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableInputError, match="Check the address"):
        fetch_prefix(f"s3://{bucket}/nothing", tmp_path, access)


def test_keys_of_strangers_get_names_of_their_own() -> None:
    keys = ["a/b", "a", "A/B", "..", ".", "x\\y\n", "/", "đ" * 300 + ".pdf"]
    names = safe_names(keys)
    assert len({name.casefold() for name in names}) == len(keys)
    assert names[0] == "a/b"
    assert names[1] == "a (2)"  # a folder has that name
    assert all(segment.strip(".") for name in names for segment in name.split("/"))
    assert all(len(segment.encode()) <= 255 for name in names for segment in name.split("/"))
    assert names[-1].endswith(".pdf")
