import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from dossiers.document import Document, Lack, Missing
from dossiers.messages import message
from dossiers.page import PageFailure, Stage
from records.filing import FiledDocument, dossier_key
from records.record_json import DossierRecord, encode_record
from tests.records.making_dossiers import REASON, make_stream, paper, read_as


def written(tmp_path: Path) -> dict[str, object]:
    stream = make_stream(tmp_path, "hồ sơ", "123")
    outcomes = (
        read_as(0, "Nguyễn Văn A"),
        read_as(1, ""),
        PageFailure(2, Stage.RASTERIZE, REASON),
    )
    documents = (
        FiledDocument(paper(0, 1, "can_cuoc", ho_ten="Nguyễn Văn A"), False, "pdfs/a.pdf"),
        FiledDocument(paper(2, 2), True, ""),
    )
    content = encode_record(DossierRecord(stream, outcomes, documents, "1", "page-kind/01234567"))
    assert "Nguyễn" in content.decode("utf-8")  # letters, not escapes
    record = json.loads(content)
    assert record["key"] == dossier_key(stream)
    assert isinstance(record, dict)
    return record


def test_the_record_has_the_published_keys(tmp_path: Path) -> None:
    record = written(tmp_path)
    assert record["name"] == "hồ sơ"
    assert record["pipeline_version"] == "1"
    assert record["judge"] == "page-kind/01234567"
    assert isinstance(record["pages"], list)
    assert isinstance(record["documents"], list)
    page, document = record["pages"][0], record["documents"][0]
    assert {key: page[key] for key in ("index", "rotation", "blank", "text", "confidence")} == {
        "index": 0,
        "rotation": 0,
        "blank": False,
        "text": "Nguyễn Văn A",
        "confidence": 0.9,
    }
    assert (document["type"], document["type_confidence"]) == ("can_cuoc", 0.95)
    assert (document["first_page"], document["last_page"]) == (0, 1)
    field = document["fields"]["ho_ten"]
    assert {key: field[key] for key in ("value", "raw", "confidence", "page", "box")} == {
        "value": "Nguyễn Văn A",
        "raw": "NGUYỄN VĂN A",
        "confidence": 0.9,
        "page": 0,
        "box": [10, 20, 30, 40],
    }


def test_a_failed_page_stands_in_the_record_with_its_reason(tmp_path: Path) -> None:
    record = written(tmp_path)
    assert isinstance(record["pages"], list)
    failed = record["pages"][2]
    assert (failed["index"], failed["text"], failed["state"]) == (2, "", "quarantined")
    assert failed["reason"]["key"] == REASON.key
    assert failed["reason"]["stage"] == "rasterize"
    assert message(failed["reason"]["key"], **failed["reason"]["values"]) == REASON


def _documents(tmp_path: Path, *documents: Document) -> list[dict[str, Any]]:
    stream = make_stream(tmp_path, "bo", "1")
    filed = tuple(FiledDocument(document, False, "") for document in documents)
    outcomes = (read_as(0, "Nguyễn Văn A"),)
    content = encode_record(DossierRecord(stream, outcomes, filed, "1", "page-kind/01234567"))
    found: list[dict[str, Any]] = json.loads(content)["documents"]
    return found


def test_an_address_has_its_units_as_they_were_and_as_they_are(tmp_path: Path) -> None:
    address = "ấp 17, xã Khánh Bình, huyện Trần Văn Thời, tỉnh Cà Mau"
    (document,) = _documents(
        tmp_path, paper(0, 0, que_quan=address, noi_thuong_tru="xã Bịa, tỉnh Cà Mau")
    )
    home = document["fields"]["que_quan"]
    assert home["value"] == address
    assert home["units"] == {
        "old": "Xã Khánh Bình, Huyện Trần Văn Thời, Tỉnh Cà Mau",
        "new": ["Xã Khánh Bình, Tỉnh Cà Mau"],
    }
    assert "units" not in document["fields"]["noi_thuong_tru"]


def test_personal_data_is_labeled(tmp_path: Path) -> None:
    (document,) = _documents(
        tmp_path, paper(0, 0, so_dinh_danh="096081967262", ho_ten="A", trich_yeu="B")
    )
    labels = {key: field["sensitivity"] for key, field in document["fields"].items()}
    assert labels == {"so_dinh_danh": "sensitive", "ho_ten": "personal", "trich_yeu": ""}


def test_what_is_missing_is_told_with_its_probability(tmp_path: Path) -> None:
    missing = (Missing("que_quan", Lack.UNREADABLE, 0.8), Missing("dan_toc", Lack.ABSENT, 0.93))
    (document,) = _documents(tmp_path, replace(paper(0, 0), missing=missing))
    assert document["missing"] == [
        {"key": "que_quan", "lack": "unreadable", "confidence": 0.8},
        {"key": "dan_toc", "lack": "absent", "confidence": 0.93},
    ]


def test_states_and_originals_stand_in_the_record(tmp_path: Path) -> None:
    record = written(tmp_path)
    assert isinstance(record["pages"], list)
    assert isinstance(record["documents"], list)
    assert isinstance(record["originals"], list)
    assert [each["state"] for each in record["pages"]] == ["recorded", "recorded", "quarantined"]
    assert [each["state"] for each in record["documents"]] == ["recorded", "in_review"]
    assert [each["name"] for each in record["originals"]] == ["hồ sơ.pdf"]
    assert len(record["originals"][0]["sha256"]) == 64


def test_of_a_field_found_twice_the_surer_one_is_written(tmp_path: Path) -> None:
    found = paper(0, 0, ho_ten="Nguyễn Văn A")
    surer = replace(found.fields[0], value="Nguyễn Văn B", confidence=0.99)
    both = replace(found, fields=(surer, *found.fields))
    record = DossierRecord(
        make_stream(tmp_path, "a", "1"),
        [read_as(0, "x")],
        [FiledDocument(both, False, "")],
        "1",
        "page-kind/01234567",
    )
    fields = json.loads(encode_record(record))["documents"][0]["fields"]
    assert fields["ho_ten"]["value"] == "Nguyễn Văn B"
