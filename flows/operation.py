"""Everything that runs deliveries by itself: server, work pool, deployments, worker."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dossiers.errors import ServiceError
from dossiers.messages import message
from flows.client import connected
from flows.environment import environment
from flows.leash import leashed
from flows.server import client_environment, local_server, prefect_folder, shared
from settings import REPOSITORY, Settings

WORK_POOL = "hoso"
BATCH_DEPLOYMENT = "lo-ho-so"
DEPLOY_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Operation:
    """A server with a worker; ``address`` is what people open in a browser."""

    address: str
    worker: subprocess.Popen[bytes]
    worker_log: Path

    def wait(self) -> None:
        """Wait until the worker ends, which it should not do.

        Raises:
            ServiceError: It did.
        """
        self.worker.wait()
        raise ServiceError(message("operate.worker_ended", log=str(self.worker_log)))


@contextmanager
def operation(settings: Settings, port: int) -> Iterator[Operation]:
    """Run server and worker as long as the ``with`` lasts.

    Flows run in the working folder of this process, with its environment.

    Raises:
        ServiceError: The port or Prefect's folder is in use, or something did not start.
    """
    with (
        local_server(settings.home, port) as address,
        environment(client_environment(settings.home, address)),
    ):
        _prepare(settings)
        log = prefect_folder(settings.home) / "worker.log"
        command = _prefect("worker", "start", "--pool", WORK_POOL)
        with shared(settings.home, address), leashed(command, {}, log) as worker:
            yield Operation(address, worker, log)


def _prepare(settings: Settings) -> None:
    """Put work pool, deployments and automations on the server; they may be there already."""
    with connected():
        # Prefect reads its settings when it is imported.
        from flows.automations import crash_orphans, install_automations
        from flows.work_pool import make_work_pool

        make_work_pool(WORK_POOL)
        install_automations(BATCH_DEPLOYMENT, settings.language)
        crash_orphans(settings.language)
    _deploy(prefect_folder(settings.home) / "deploy.log")


def _deploy(log: Path) -> None:
    command = _prefect("deploy", "--all", "--prefect-file", str(REPOSITORY / "prefect.yaml"))
    try:
        with log.open("wb") as output:
            subprocess.run(
                command, stdout=output, stderr=output, timeout=DEPLOY_SECONDS, check=True
            )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise ServiceError(message("operate.deploy_failed", log=str(log))) from error


def _prefect(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "prefect", "--no-prompt", *arguments]
