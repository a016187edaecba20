import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from storage.store import Store
from tests.web.making_papers import file_doubtful
from web.roles import ACCESS, WITHOUT_LOGIN, Role, give_role

pytestmark = pytest.mark.django_db


def names() -> Iterator[str]:
    for pattern in get_resolver().url_patterns:
        assert isinstance(pattern, URLPattern)
        yield str(pattern.name)


VIEWS = sorted(set(names()) - WITHOUT_LOGIN)


def test_every_view_says_who_has_it() -> None:
    assert set(VIEWS) == set(ACCESS)


@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("view", VIEWS)
def test_a_role_has_its_views_and_no_others(
    view: str, role: Role | None, client: Client, store: Store, tmp_path: Path
) -> None:
    document = file_doubtful(store, tmp_path)
    user = get_user_model().objects.create_user("ai")
    if role:
        give_role(user, role)
    client.force_login(user)
    wanted = {"document_id": document.pk, "dossier_id": document.dossier.pk, "delivery_id": 1}
    wanted |= {"number": 1, "key": "nguoi_ky"}
    wanted["rescan_id"] = wanted["user_id"] = 1
    if view.startswith("upload"):
        wanted["number"] = "0" * 32
    pattern = next(each for each in get_resolver().url_patterns if each.name == view)
    given = {name: wanted[name] for name in pattern.pattern.converters}
    answer = client.get(reverse(view, kwargs=given))
    assert (answer.status_code == 403) is (role not in ACCESS[view])


def test_whoever_may_do_all_in_django_is_an_administrator(client: Client) -> None:
    client.force_login(get_user_model().objects.create_superuser("gốc"))
    assert client.get("/review/").status_code == 200


@pytest.mark.parametrize("role", Role)
def test_no_link_leads_where_a_role_may_not_go(
    role: Role, client: Client, store: Store, tmp_path: Path
) -> None:
    file_doubtful(store, tmp_path)
    give_role(get_user_model().objects.create_user("ai"), role)
    client.force_login(get_user_model().objects.get(username="ai"))
    seen, ahead = {"/"}, ["/"]
    while ahead:
        answer = client.get(ahead.pop(0))
        assert answer.status_code in (200, 302)
        if answer.headers["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            found = set(re.findall(r"""<a [^>]*href="(/(?!static/)[^"#]*)""", page)) - seen
            seen |= found
            ahead += sorted(found)
    assert len(seen) > 3
