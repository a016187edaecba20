"""Where pages are, as a bar."""

from collections.abc import Sequence
from dataclasses import dataclass

from dossiers.page import PageState
from records.ledger import Balance

BAR_WIDTH = 1000
MINIMUM_WIDTH = 6  # one page of a million must be seen as well


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the balance bar, in units of ``BAR_WIDTH``."""

    state: PageState
    start: int
    width: int


def shares_of(balance: Balance) -> Sequence[Share]:
    """The balance as a bar; a state with any page at all is wide enough to be seen."""
    counts = {
        PageState.RECORDED: balance.recorded,
        PageState.IN_REVIEW: balance.in_review,
        PageState.QUARANTINED: balance.quarantined,
        PageState.TO_DO: balance.to_do,
    }
    present = {state: count for state, count in counts.items() if count}
    free = BAR_WIDTH - MINIMUM_WIDTH * len(present)
    shares: list[Share] = []
    start = 0
    for state, count in present.items():
        width = MINIMUM_WIDTH + round(free * count / sum(present.values()))
        shares.append(Share(state, start, width))
        start += width
    return shares
