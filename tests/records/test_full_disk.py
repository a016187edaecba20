import subprocess
import sys
from pathlib import Path

import pytest

from tests.records.making_scans import write_scan

# In a process of its own: at worst qpdf ends it. The largest size that a file may have stands
# for a full disk; the system treats both alike.
WRITE = """
import resource, sys
from pathlib import Path
from dossiers.errors import StorageError
from records.searchable_pdf import PdfPage, write_searchable_pdf
scan, media, pages, limit, to = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
page = PdfPage(Path(scan), media, 0, None)
try:
    write_searchable_pdf([page] * int(pages), Path(to))
except StorageError as error:
    print(error.reason.key)
"""


def write_on_a_disk_with(room: int, scan: Path, media: str, pages: int, to: Path) -> str:
    call = [sys.executable, "-c", WRITE, str(scan), media, str(pages), str(room), str(to)]
    return subprocess.run(call, check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize("room", [1_000, 5_000])
@pytest.mark.parametrize(("ending", "media"), [("jpg", "image/jpeg"), ("png", "image/png")])
def test_a_full_disk_is_a_storage_error_and_leaves_nothing(
    tmp_path: Path, room: int, ending: str, media: str
) -> None:
    scan = write_scan(tmp_path / f"scan.{ending}", 0)
    target = tmp_path / "out" / "out.pdf"
    target.parent.mkdir()
    assert write_on_a_disk_with(room, scan, media, 1, target) == "storage.full"
    assert list(target.parent.iterdir()) == []


def test_a_disk_that_gets_full_while_parts_are_joined_is_a_storage_error(tmp_path: Path) -> None:
    scan = write_scan(tmp_path / "scan.jpg", 0)
    target = tmp_path / "out" / "out.pdf"
    target.parent.mkdir()
    part = 16 * scan.stat().st_size
    assert write_on_a_disk_with(part * 3 // 2, scan, "image/jpeg", 32, target) == "storage.full"
    assert list(target.parent.iterdir()) == []
    assert write_on_a_disk_with(part * 3, scan, "image/jpeg", 32, target) == ""
    assert target.stat().st_size > 2 * part
