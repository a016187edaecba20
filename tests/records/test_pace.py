from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from records.models import Event
from records.pace import pace_of

pytestmark = pytest.mark.django_db


def test_breaks_are_no_work() -> None:
    who = User.objects.create_user("thu")
    midnight = timezone.localtime().replace(hour=0, minute=1, second=0, microsecond=0)
    for minutes in (0, 2, 4, 300, 302):
        when = midnight + timedelta(minutes=minutes)
        Event.objects.create(who="thu", what="reviewed", subject="document 1", when=when)
    Event.objects.create(who="ai", what="reviewed", subject="document 2", when=midnight)
    pace = pace_of(who, 7)
    assert (pace.left, pace.done, pace.an_hour) == (7, 5, 30)
