"""A real Chromium, driven over its debugging socket: pages as people see them."""

import base64
import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from websockets.sync.client import ClientConnection, connect

CHROMIUM = Path("/usr/bin/chromium")
WIDTH, HEIGHT = 1366, 768
PATIENCE_SECONDS = 20.0
_SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
    f"--window-size={WIDTH},{HEIGHT}",
)


class Browser:
    """One tab."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._sent = 0
        self.requested: list[str] = []
        self.complaints: list[str] = []
        self.call("Page.enable")
        self.call("Network.enable")
        self.call("Log.enable")
        # Without a desktop no window has the focus, and then no link can get it either.
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=WIDTH,
            height=HEIGHT,
            deviceScaleFactor=1,
            mobile=False,
        )

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask the browser; notes requests and complaints of the page on the way."""
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv(timeout=PATIENCE_SECONDS))
            if answer.get("id") == self._sent:
                return dict(answer.get("result", {}))
            if answer.get("method") == "Network.requestWillBeSent":
                self.requested.append(answer["params"]["request"]["url"])
            if answer.get("method") == "Log.entryAdded":
                self.complaints.append(answer["params"]["entry"]["text"])

    def evaluate(self, script: str) -> Any:
        found = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        return found["result"].get("value")

    def wait_for(self, script: str) -> None:
        """Wait until ``script`` is true; the page may be between two documents."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.evaluate(script):
            assert time.monotonic() < deadline, script
            time.sleep(0.05)

    def open(self, address: str) -> None:
        self.call("Page.navigate", url=address)
        self.wait_for(
            f"location.href.split('#')[0] === {json.dumps(address.split('#')[0])}"
            " && document.readyState === 'complete'"
        )

    def log_in(self, address: str, name: str, password: str) -> None:
        """Through the form, as a person does."""
        self.open(f"{address}/login/")
        self.evaluate(
            f"id_username.value = {json.dumps(name)}; id_password.value = {json.dumps(password)};"
            "document.querySelector('button.main').click()"
        )
        self.wait_for("location.pathname === '/' && document.readyState === 'complete'")

    def prefer(self, **features: str) -> None:
        """Ask pages for something, e.g. ``color_scheme="dark"``."""
        wishes = [
            {"name": f"prefers-{name.replace('_', '-')}", "value": value}
            for name, value in features.items()
        ]
        self.call("Emulation.setEmulatedMedia", features=wishes)

    def shoot(self) -> bytes:
        """A PNG of what is in the window."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])


@contextmanager
def open_browser(profile: Path) -> Iterator[Browser]:
    """Start Chromium with an empty profile; it ends with the ``with``."""
    command = [str(CHROMIUM), *_SWITCHES, f"--user-data-dir={profile}", "about:blank"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        with connect(_socket_address(profile), max_size=None) as socket:
            yield Browser(socket)
    finally:
        process.terminate()
        process.wait()


def _socket_address(profile: Path) -> str:
    """Chromium writes its port into its profile, and lists its tabs there."""
    written = profile / "DevToolsActivePort"
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not written.exists() or not written.read_text():
        assert time.monotonic() < deadline, "Chromium did not start"
        time.sleep(0.05)
    port = int(written.read_text().split()[0])
    with urlopen(f"http://127.0.0.1:{port}/json/list") as answer:
        tabs = json.load(answer)
    return str(next(tab for tab in tabs if tab["type"] == "page")["webSocketDebuggerUrl"])
