"""How much is left to review, and how fast a person gets on."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.contrib.auth.models import User
from django.utils import timezone

from records.models import Event

MOST_MINUTES_BETWEEN = 15
"""A longer break is no work."""


@dataclass(frozen=True, slots=True)
class Pace:
    """A person's day at the desk.

    Attributes:
        left: Documents that wait.
        done: Documents that this person finished today.
        an_hour: As many an hour of work, 0 where too few are done to say so.
    """

    left: int
    done: int
    an_hour: int


def pace_of(who: User, left: int) -> Pace:
    """How it goes today, with what is left of the work that this person chose."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    ends = Event.objects.filter(who=who.get_username(), what="reviewed", when__gte=midnight)
    times = list(ends.order_by("pk").values_list("when", flat=True))
    return Pace(left, len(times), _an_hour(times))


def _an_hour(times: list[datetime]) -> int:
    """Over the breaks between one end and the next, long ones left out."""
    gaps = [
        seconds
        for one, other in pairwise(times)
        if (seconds := (other - one).total_seconds()) <= MOST_MINUTES_BETWEEN * 60
    ]
    return round(3600 * len(gaps) / sum(gaps)) if sum(gaps) > 0 else 0
