import io
import json
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from PIL import Image
from pytest_django.live_server_helper import LiveServer

from storage.store import Store
from tests.web.driving_chromium import CHROMIUM, Browser, open_browser
from tests.web.making_papers import file_decision
from web.roles import Role, give_role

PASSWORD = "không ai đoán ra"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed"),
]


def pixel_at_box(browser: Browser, name: str) -> tuple[int, int, int]:
    """The color on the screen in the middle of a field's box."""
    script = f"JSON.stringify(document.querySelector('#{name} rect').getBoundingClientRect())"
    place = json.loads(browser.evaluate(script))
    screen = Image.open(io.BytesIO(browser.shoot())).convert("RGB")
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    red, green, blue = screen.getpixel((round(x), round(y)))  # type: ignore[misc]  # RGB
    return red, green, blue


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_person_logs_in_and_sees_each_box_on_its_ink(
    rotation: int, live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    give_role(get_user_model().objects.create_user("thuky", password=PASSWORD), Role.REVIEWER)
    document = file_decision(store, tmp_path, rotation)
    with open_browser(tmp_path / "profile") as browser:
        browser.prefer(reduced_motion="reduce")  # so that scrolling is done at once
        browser.log_in(live_server.url, "thuky", PASSWORD)
        browser.open(f"{live_server.url}/documents/{document.pk}/pages/1/")
        # Focus scrolls a box into view and lights it up.
        browser.evaluate("document.querySelector('#field-1 a').focus()")
        assert browser.evaluate("document.querySelector('#box-1').matches('.lit')")
        assert max(pixel_at_box(browser, "box-1")) < 120
        assert all(url.startswith((live_server.url, "data:")) for url in browser.requested)
        assert browser.complaints == []
