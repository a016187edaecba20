"""What brings back a run whose process or machine died."""

from datetime import timedelta

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import State, StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.states import Crashed

from dossiers.messages import Language, message
from flows.environment import HEARTBEAT_SECONDS

_BEAT = "prefect.flow-run.heartbeat"
_ENDINGS = ("Completed", "Failed", "Cancelled", "Crashed")
_BEATS_MISSED = 4


def install_automations(batch_deployment: str, language: Language) -> None:
    """Put the automations on the server, in place of those of an earlier start.

    Args:
        batch_deployment: Name of the deployment whose dead runs are to be started again. The
            sweep needs no help: the next one takes up what a dead one left.
    """
    wanted = (_crash_silent_runs(language), _retry_crashed_runs(batch_deployment, language))
    with get_client(sync_client=True) as client:
        for automation in wanted:
            for earlier in client.read_automations_by_name(automation.name):
                client.delete_automation(earlier.id)
            client.create_automation(automation)


def crash_orphans(language: Language) -> None:
    """Mark runs as crashed that cannot be running, for the server was down until now."""
    unfinished = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
    chosen = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=unfinished)))
    crashed: State[None] = Crashed(message=message("flow.silent").say(language))
    with get_client(sync_client=True) as client:
        while runs := client.read_flow_runs(flow_run_filter=chosen):
            for run in runs:
                client.set_flow_run_state(run.id, crashed, force=True)


def _crash_silent_runs(language: Language) -> AutomationCore:
    """A run of which nothing is heard, not even its end, is marked as crashed."""
    return AutomationCore(
        name="hoso-im-lang",
        description=message("flow.silent").say(language),
        trigger=EventTrigger(
            after={_BEAT},
            expect={_BEAT, *(f"prefect.flow-run.{ending}" for ending in _ENDINGS)},
            match={"prefect.resource.id": ["prefect.flow-run.*"]},
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=timedelta(seconds=_BEATS_MISSED * HEARTBEAT_SECONDS),
        ),
        actions=[
            ChangeFlowRunState(
                name="Crashed",
                state=StateType.CRASHED,
                message=message("flow.silent").say(language),
                force=False,
            )
        ],
    )


def _retry_crashed_runs(deployment: str, language: Language) -> AutomationCore:
    """A crashed run waits for a worker again; ``batch.MOST_TRIES`` is the cap."""
    return AutomationCore(
        name="hoso-chay-lai",
        description=message("flow.again").say(language),
        trigger=EventTrigger(
            expect={"prefect.flow-run.Crashed"},
            match={"prefect.resource.id": ["prefect.flow-run.*"]},
            match_related={
                "prefect.resource.role": "deployment",
                "prefect.resource.name": deployment,
            },
            for_each={"prefect.resource.id"},
            posture=Posture.Reactive,
            threshold=1,
        ),
        actions=[
            ChangeFlowRunState(
                state=StateType.SCHEDULED,
                name="AwaitingRetry",
                message=message("flow.again").say(language),
                force=False,
            )
        ],
    )
