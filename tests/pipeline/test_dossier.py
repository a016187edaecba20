import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import img2pdf
import pypdfium2
import pytest
from making_pages import BODY, SERIF, SERIF_BOLD, decision, draw_page

from dossiers.errors import UnreadableInputError
from dossiers.expected import Expected
from dossiers.messages import Language
from dossiers.procedures import procedures
from pipeline.delivery import take_in, write_result
from pipeline.dossier import DossierSummary, digitize_dossier
from pipeline.workers import PagePool
from pipeline.workshop import Workshop
from records import ledger
from records.cover_sheets import write_cover_sheets
from records.search import search
from records.verify import verify
from settings import Settings
from settings.workshop import knowledge, reader_choice
from storage.access import ANYWHERE
from storage.folder import FolderStore

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pool() -> Iterator[PagePool]:
    with PagePool(reader_choice(Settings()), workers=2, page_seconds=120) as opened:
        yield opened


@pytest.fixture
def workshop(tmp_path: Path, pool: PagePool) -> Workshop:
    return Workshop(FolderStore(tmp_path / "store"), pool, knowledge(Settings()), ANYWHERE)


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    """A folder of pictures: a decision, its blank back, a damaged page, a certificate."""
    folder = tmp_path / "hồ sơ số 1"
    folder.mkdir()
    certificate = [
        ((480, 150), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", SERIF_BOLD),
        ((600, 320), "GIẤY KHAI SINH", SERIF_BOLD),
        ((240, 480), "Họ, chữ đệm, tên: NGUYỄN ĐỨC HÒA", SERIF),
        ((240, 560), "Ngày, tháng, năm sinh: 03/07/1999", SERIF),
        ((240, 640), "Số định danh cá nhân: 049099325873", SERIF),
        *(((240, 760 + 70 * row), text, SERIF) for row, text in enumerate(BODY)),
    ]
    pages = [decision(), draw_page([]), decision(), draw_page(certificate)]
    for number, page in enumerate(pages, 1):
        page.save(folder / f"trang {number}.jpg", dpi=(200, 200), quality=85)
    damaged = folder / "trang 3.jpg"
    damaged.write_bytes(damaged.read_bytes()[:20_000])
    return folder


def _digitize(source: Path, workshop: Workshop, results: Path) -> DossierSummary:
    with take_in(str(source), workshop) as taken:
        ((stream, ticket),) = taken.work
        summary = digitize_dossier(stream, ticket, workshop, lambda _: None)
        write_result(ticket, workshop, results)
    return summary


def test_a_folder_becomes_documents_records_and_pdfs(
    delivery: Path, workshop: Workshop, tmp_path: Path
) -> None:
    before = {path.name: path.read_bytes() for path in delivery.iterdir()}
    summary = _digitize(delivery, workshop, tmp_path / "out")
    record = json.loads((tmp_path / "out" / "hồ sơ số 1.json").read_text(encoding="utf-8"))
    spans = [(each["type"], each["first_page"], each["last_page"]) for each in record["documents"]]
    assert spans == [("quyet_dinh", 0, 2), ("giay_khai_sinh", 3, 3)]
    assert [page["blank"] for page in record["pages"]] == [False, True, False, False]
    assert record["pages"][2]["state"] == "quarantined"
    assert record["pages"][2]["reason"]["key"] == "image.damaged"
    certificate = record["documents"][1]["fields"]
    assert certificate["ho_ten"]["value"] == "Nguyễn Đức Hòa"
    assert certificate["ho_ten"]["raw"] == "NGUYỄN ĐỨC HÒA"
    assert certificate["so_dinh_danh"]["value"] == "049099325873"
    left, top, right, bottom = certificate["ho_ten"]["box"]
    assert 480 < left < right < 1000
    assert 470 < top < bottom < 540
    assert record["documents"][0]["fields"]["so_ky_hieu"]["value"] == "15/QĐ-UBND"
    assert (summary.pages, summary.blank, summary.failed) == (4, 1, 1)
    assert len(list(workshop.store.names("pdfs"))) == 2
    assert len(list(workshop.store.names("images"))) == 3
    assert {path.name: path.read_bytes() for path in delivery.iterdir()} == before


def test_the_ledger_holds_and_a_lost_original_is_found(
    delivery: Path, workshop: Workshop, tmp_path: Path
) -> None:
    _digitize(delivery, workshop, tmp_path / "out")
    balance = ledger.balance()
    assert balance.holds
    assert (balance.taken_in, balance.quarantined, balance.to_do) == (4, 1, 0)
    assert list(verify(workshop.store)) == []
    first = next(workshop.store.names("originals"))
    (tmp_path / "store" / first).chmod(0o600)
    (tmp_path / "store" / first).write_bytes(b"changed")
    assert [finding.key for finding in verify(workshop.store)] == ["ledger.original_changed"]


def test_the_same_scans_under_another_name_are_recognized(
    delivery: Path, workshop: Workshop, tmp_path: Path
) -> None:
    first = _digitize(delivery, workshop, tmp_path / "out")
    again = _digitize(delivery.rename(tmp_path / "lại"), workshop, tmp_path / "out")
    assert first.fresh
    assert not again.fresh
    assert again.dossier_id == first.dossier_id
    assert (tmp_path / "out" / "lại.json").exists()


def test_what_was_done_before_a_stop_is_not_done_again(
    delivery: Path, workshop: Workshop, tmp_path: Path
) -> None:
    seen = []

    def stop_after_two(outcome: object) -> None:
        seen.append(outcome)
        if len(seen) == 2:
            raise InterruptedError

    with take_in(str(delivery), workshop) as taken:
        ((stream, ticket),) = taken.work
        with pytest.raises(InterruptedError):
            digitize_dossier(stream, ticket, workshop, stop_after_two)
    assert ledger.balance().to_do == 3  # the damaged page has its state at once
    with take_in(str(delivery), workshop) as taken:
        ((stream, ticket),) = taken.work
        assert ticket.to_do == 2
        digitize_dossier(stream, ticket, workshop, seen.append)
    assert len(seen) == 4
    assert ledger.balance().holds
    assert list(verify(workshop.store)) == []


def test_documents_are_found_by_name_with_and_without_marks(
    delivery: Path, workshop: Workshop, tmp_path: Path
) -> None:
    _digitize(delivery, workshop, tmp_path / "out")
    for query in ("Nguyễn Đức", "nguyen duc", "nguyễn đức hoà", "049099325873"):
        assert [hit.kind for hit in search(query)] == ["giay_khai_sinh"], query
    assert [hit.kind for hit in search("15/QĐ-UBND")] == ["quyet_dinh"]


def test_what_was_refused_is_kept_and_counted_even_if_nothing_else_came(
    workshop: Workshop, tmp_path: Path
) -> None:
    (tmp_path / "hỏng.pdf").write_bytes(b"%PDF-1.7 cut")
    with pytest.raises(UnreadableInputError), take_in(str(tmp_path / "hỏng.pdf"), workshop):
        pass
    balance = ledger.balance()
    assert (balance.taken_in, balance.quarantined) == (1, 1)
    (original,) = workshop.store.names("originals")
    assert workshop.store.get(original) == b"%PDF-1.7 cut"
    assert list(verify(workshop.store)) == []


def test_entries_of_a_zip_that_share_a_name_do_not_break_the_balance(
    workshop: Workshop, tmp_path: Path
) -> None:
    decision().save(tmp_path / "1.png", dpi=(200, 200))
    with zipfile.ZipFile(tmp_path / "lô.zip", "w") as packed:
        packed.write(tmp_path / "1.png", "1.png")
        for _ in range(3):
            packed.writestr("../x.png", b"x")
    _digitize(tmp_path / "lô.zip", workshop, tmp_path / "out")
    assert ledger.balance().holds
    assert list(verify(workshop.store)) == []


def test_two_dossiers_of_one_name_do_not_write_over_each_other(
    workshop: Workshop, tmp_path: Path
) -> None:
    for folder, text in (("a", BODY[0]), ("b", BODY[1])):
        (tmp_path / folder).mkdir()
        picture = tmp_path / folder / "page.jpg"
        draw_page([((200, 300 + 80 * row), text, SERIF) for row in range(5)]).save(picture)
        pdf = tmp_path / folder / "hồ sơ.pdf"
        pdf.write_bytes(img2pdf.convert(str(picture)))
        _digitize(pdf, workshop, tmp_path / "out")
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_a_cover_sheet_in_a_pile_says_what_follows_it_and_what_is_missing(
    tmp_path: Path, workshop: Workshop
) -> None:
    expected = Expected("H12.06-240113-0044", "dang_ky_khai_sinh", 3)
    write_cover_sheets([expected], procedures(), tmp_path / "cover.pdf", Language.VIETNAMESE)
    (sheet,) = pypdfium2.PdfDocument(tmp_path / "cover.pdf")
    pile = tmp_path / "pile"
    pile.mkdir()
    sheet.render(scale=200 / 72).to_pil().convert("L").rotate(180).save(pile / "1.png")
    decision().save(pile / "2.png", dpi=(200, 200))
    (pile / "list.csv").write_text("Tệp,Mã hồ sơ\npile,H12.06-240113-0044\n", "utf-8")
    _digitize(pile, workshop, tmp_path / "out")
    record = json.loads((tmp_path / "out" / "pile.json").read_text(encoding="utf-8"))
    cover, paper = record["documents"]
    assert (cover["type"], cover["first_page"], cover["last_page"]) == ("to_dau_ho_so", 0, 0)
    code = cover["fields"]["ma_ho_so"]
    assert (code["value"], code["source"]) == (expected.code, "qr")
    assert [doubt["key"] for doubt in cover["doubts"]] == [
        "bundle.sheets",
        "bundle.missing",
        "bundle.missing",
        "bundle.missing",
        "bundle.surplus",
    ]
    assert (paper["type"], paper["first_page"]) == ("quyet_dinh", 1)
    assert record["pages"][0]["codes"][0]["symbology"] == "qr"
