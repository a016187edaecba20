import io
import json
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from PIL import Image

from records.divisions import DividedMeanwhileError, redivide, standing_division
from records.models import Correction, Division, Hold
from storage.folder import FolderStore
from storage.names import image_name
from storage.store import Store
from tests.records.making_dossiers import paper, read_as
from tests.web.making_papers import file_dossier
from tests.web.test_dividing import check_all_is_well, dossier, of_page, parts
from web import judging
from web.roles import Role, give_role

__all__ = ["dossier"]  # a fixture

pytestmark = pytest.mark.django_db

STOOD = [["quyet_dinh", 0, 0], ["khac", 1, 2]]


def address(dossier: int) -> str:
    return f"/dossiers/{dossier}/divide/"


def save(client: Client, dossier: int, begins: list[int], seen: object = STOOD, **form: str):
    kinds = {f"kind-{name[5:]}" if name.startswith("kind_") else name: form[name] for name in form}
    return client.post(
        address(dossier),
        {"begins": begins, "seen": json.dumps(seen), "kind-1": "quyet_dinh"} | kinds,
    )


def other_person() -> Client:
    user = get_user_model().objects.create_user("bà Hai")
    give_role(user, Role.REVIEWER)
    client = Client()
    client.force_login(user)
    return client


def test_all_pages_stand_there_by_documents(clerk: Client, dossier: int) -> None:
    page = clerk.get(address(dossier)).content.decode()
    assert page.count('class="leaf"') == 3
    assert page.count('<select name="kind-') == 2
    assert page.count(f"/dossiers/{dossier}/thumbnails/") == 3
    assert f'href="{address(dossier)}"' in clerk.get(f"/dossiers/{dossier}/").content.decode()
    station = clerk.get(f"/review/{of_page(1).pk}/").content.decode()
    assert f'href="{address(dossier)}?page=2"' in station


def test_several_changes_are_one_word_on_the_dossier(
    clerk: Client, dossier: int, store: Store
) -> None:
    kept = of_page(0).pk
    answer = save(clerk, dossier, [1, 2, 3], kind_2="bien_ban", kind_3="giay_khai_sinh")
    assert answer.headers["Location"] == address(dossier)
    assert parts(dossier) == [
        ("quyet_dinh", 0, 0),
        ("bien_ban", 1, 1),
        ("giay_khai_sinh", 2, 2),
    ]
    assert Division.objects.count() == 1
    assert of_page(0).pk == kept
    assert of_page(2).fields.filter(key="ho_ten", value="Thào Thị Pàng").exists()
    check_all_is_well(store)


def test_without_script_a_new_document_has_the_kind_of_the_one_before(
    clerk: Client, dossier: int
) -> None:
    # The form of a browser without script: page 2 is ticked off, page 3 on; its selects stay.
    save(clerk, dossier, [1, 3], kind_2="bien_ban")
    assert parts(dossier) == [("quyet_dinh", 0, 1), ("bien_ban", 2, 2)]


def test_a_division_by_somebody_else_meanwhile_is_told_and_nothing_is_lost(
    clerk: Client, dossier: int
) -> None:
    save(other_person(), dossier, [1, 2, 3])
    stood = parts(dossier)
    answer = save(clerk, dossier, [1, 3], kind_3="giay_khai_sinh")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "bà Hai vừa chia lại hồ sơ này" in page
    assert parts(dossier) == stood
    assert page.count('name="begins" value="2" checked') == 0
    assert '<option value="giay_khai_sinh" selected>' in page
    seen = answer.context["seen"]
    save(clerk, dossier, [1, 3], json.loads(seen), kind_3="giay_khai_sinh")
    assert parts(dossier) == [("quyet_dinh", 0, 1), ("giay_khai_sinh", 2, 2)]


def test_a_document_that_somebody_holds_stays_as_it_is(clerk: Client, dossier: int) -> None:
    other_person().get(f"/review/{of_page(1).pk}/")
    assert Hold.objects.count() == 1
    answer = save(clerk, dossier, [1, 2, 3])
    assert answer.status_code == 409
    assert "bà Hai đang xem giấy tờ này" in answer.content.decode()
    assert not Division.objects.exists()
    assert answer.context["is_changed"]


def test_a_store_that_fails_loses_nothing_of_the_form(
    clerk: Client, dossier: int, store: Store
) -> None:
    assert isinstance(store, FolderStore)
    before = parts(dossier)
    (store.root / "originals").rename(store.root / "gone")
    answer = save(clerk, dossier, [1, 2, 3])
    (store.root / "gone").rename(store.root / "originals")
    assert answer.status_code == 503
    assert answer.context["is_changed"]
    assert parts(dossier) == before
    assert save(clerk, dossier, [1, 2, 3]).status_code == 302


@pytest.mark.parametrize(
    "form",
    [
        {"begins": [9]},
        {"begins": ["x"]},
        {"begins": ["²"]},
        {"begins": [1, 2], "kind-1": "hoa_don"},
        {"begins": [1, 2], "kind-1": None},
    ],
)
def test_what_no_such_form_says_is_refused(form: dict, clerk: Client, dossier: int) -> None:
    given = {"seen": json.dumps(STOOD), "kind-1": "quyet_dinh"} | form
    sent = {key: value for key, value in given.items() if value is not None}
    assert clerk.post(address(dossier), sent).status_code == 404
    assert not Division.objects.exists()


def test_who_comes_from_the_station_goes_back_to_the_page(clerk: Client, dossier: int) -> None:
    answer = save(clerk, dossier, [1, 2, 3], page="3")
    assert answer.headers["Location"] == f"/review/{of_page(2).pk}/"


def test_redividing_tells_a_quicker_person_from_a_lost_page(
    clerk: Client, dossier: int, store: Store
) -> None:
    user = get_user_model().objects.get()
    standing = standing_division(dossier)
    with pytest.raises(ValueError, match="pages"):
        redivide(dossier, standing.parts[:1], [], store, seen=standing.documents, who=user)
    save(clerk, dossier, [1, 2, 3])
    with pytest.raises(DividedMeanwhileError) as quicker:
        redivide(dossier, standing.parts, [], store, seen=standing.documents, who=user)
    assert quicker.value.division == Division.objects.get()


def test_a_thumbnail_is_small_upright_or_not_and_as_private_as_its_picture(
    clerk: Client, store: Store, tmp_path: Path
) -> None:
    ticket = file_dossier(store, tmp_path, [read_as(0, "một")], [paper(0, 0)])
    answer = clerk.get(f"/dossiers/{ticket.dossier_id}/thumbnails/1.jpg")
    with Image.open(io.BytesIO(answer.content)) as small:
        assert max(small.size) == 320
        assert small.format == "JPEG"
    assert len(answer.content) < len(store.get(image_name(ticket.key, 0)))
    assert "no-store" in answer.headers["Cache-Control"]
    assert clerk.get(f"/dossiers/{ticket.dossier_id}/thumbnails/2.jpg").status_code == 404


def test_thresholds_are_learned_from_what_people_say_meanwhile(
    clerk: Client, dossier: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "RENEWED_AFTER", 1)
    before = judging.current_knowledge()
    assert judging.current_knowledge().acceptance is before.acceptance
    clerk.post(f"/review/{of_page(0).pk}/nguoi_ky/", {"value": "Nguyễn Văn Ân"})
    assert Correction.objects.count() == 1
    after = judging.current_knowledge()
    assert after.acceptance is not before.acceptance
    assert after.tagger is before.tagger
