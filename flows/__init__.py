"""Prefect, and nothing else: flows, schedules, retries, run pages, and the server.

Prefect decides when it is imported whether it reports to its makers, so that is refused here,
before any module of this room can import it.
"""

from flows.environment import set_environment

set_environment()
