"""Prefect kept to this machine: nothing is reported, asked or advertised."""

import os
from collections.abc import Mapping

# Nobody listens on port 9 of this machine: a request to the outside ends there at once.
_CLOSED_DOOR = "http://127.0.0.1:9"

QUIET: Mapping[str, str] = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_V2_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
}

# The server fetches its list of block and worker types from GitHub when a page shows them.
# With the way out closed it takes the copy that it brought along.
SERVER_QUIET: Mapping[str, str] = {
    **QUIET,
    "HTTP_PROXY": _CLOSED_DOOR,
    "HTTPS_PROXY": _CLOSED_DOOR,
    "http_proxy": _CLOSED_DOOR,
    "https_proxy": _CLOSED_DOOR,
    "NO_PROXY": "127.0.0.1,localhost",
    "no_proxy": "127.0.0.1,localhost",
}


def keep_to_ourselves() -> None:
    """Refuse all reporting, for this process and those that it starts."""
    os.environ.update(QUIET)
