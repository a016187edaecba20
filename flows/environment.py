"""What every process of Prefect has in its environment: silence to the outside, and a pulse."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

# A run that is silent four times as long is dead: see ``automations``.
HEARTBEAT_SECONDS = 30

COMMON: Mapping[str, str] = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_V2_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS),
}

# Nobody listens on port 9 of this machine: a request to the outside ends there at once.
_CLOSED_DOOR = "http://127.0.0.1:9"

# The server fetches its list of block and worker types from GitHub when a page shows them.
# With the way out closed it takes the copy that it brought along.
SERVER_ONLY: Mapping[str, str] = {
    "HTTP_PROXY": _CLOSED_DOOR,
    "HTTPS_PROXY": _CLOSED_DOOR,
    "ALL_PROXY": _CLOSED_DOOR,
    "http_proxy": _CLOSED_DOOR,
    "https_proxy": _CLOSED_DOOR,
    "all_proxy": _CLOSED_DOOR,
    "NO_PROXY": "127.0.0.1,localhost",
    "no_proxy": "127.0.0.1,localhost",
}


def set_environment() -> None:
    """Give this process, and those that it starts, what they need."""
    os.environ.update(COMMON)


@contextmanager
def environment(values: Mapping[str, str]) -> Iterator[None]:
    """Have ``values`` in the environment as long as the ``with`` lasts."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
