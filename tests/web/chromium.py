"""A real Chromium, Debian's own, driven by Playwright: pages as people see them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
OFFICE_PC = ViewportSize(width=1366, height=768)
PHONE = ViewportSize(width=390, height=844)
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


@contextmanager
def open_page(profile: Path, size: ViewportSize = OFFICE_PC) -> Iterator[Page]:
    """A window with an empty profile; it closes with the ``with``."""
    with open_pages([profile], size) as pages:
        yield pages[0]


@contextmanager
def open_pages(profiles: Sequence[Path], size: ViewportSize = OFFICE_PC) -> Iterator[list[Page]]:
    """Windows of several browsers, each with an empty profile."""
    with sync_playwright() as playwright:
        browsers = [
            playwright.chromium.launch_persistent_context(
                profile,
                executable_path=CHROMIUM,
                args=_SWITCHES,
                viewport=size,
                reduced_motion="reduce",  # so that scrolling is done at once
                locale="vi-VN",
            )
            for profile in profiles
        ]
        yield [browser.pages[0] for browser in browsers]
        for browser in browsers:
            browser.close()


def log_in(page: Page, address: str, name: str, password: str) -> None:
    """Through the form, as a person does."""
    page.goto(f"{address}/login/")
    page.fill("#id_username", name)
    page.fill("#id_password", password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
