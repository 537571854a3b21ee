"""What people decided is frozen for a build: as quickly for a thousand events as for one."""

from datetime import date

import pytest
from django.db import connection as database
from django.test.utils import CaptureQueriesContext

from houselights.feeds.bundling import bundle_of
from houselights.organisations.actions import add_organisation
from houselights.organisations.models import Organisation
from houselights.register.models import Event

pytestmark = pytest.mark.django_db


def questions(organisation: Organisation) -> int:
    """To the database, for one bundle."""
    with CaptureQueriesContext(database) as asked:
        bundle_of(Organisation.objects.get(pk=organisation.pk), postcode_vintage="2026")
    return len(asked)


def test_many_events_cost_no_more_questions_than_one():
    lyric = add_organisation(slug="lyric", name="The Lyric", by=None)
    days = {"starts_on": date(2026, 5, 1), "ends_on": date(2026, 5, 3), "attendance": 40}
    Event.objects.create(organisation=lyric, name="Hamlet", **days)
    of_one = questions(lyric)

    Event.objects.bulk_create(Event(organisation=lyric, name=f"Event {number}", **days) for number in range(20))

    assert questions(lyric) == of_one
