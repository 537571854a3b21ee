"""In the background: what each organisation contributes, and the comparisons that are ready, before the ledger."""

import logging
from datetime import date

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from houselights.benchmarks.actions import compare, contribute
from houselights.benchmarks.models import Contributor
from houselights.benchmarks.queries import groups_with_members
from houselights.errors import HouselightsError
from houselights.home import Home
from houselights.periods import quarter_of
from houselights.submissions.drafting import quarter_before
from houselights.submissions.releases.ledger import KeptLedger

log = logging.getLogger(__name__)
QUARTERS = 6  # that are over: a year and a half of trend


@db_task()
def contribute_now(contributor: int) -> None:
    """As soon as an organisation says that it contributes; it may have thought again by the time its turn comes."""
    for found in Contributor.objects.filter(pk=contributor).select_related("organisation"):
        contribute_quarters(found, timezone.localdate())


@db_periodic_task(crontab(hour="5", minute="10"))
def compare_every_night() -> None:
    """First everybody's figures, then the groups: a comparison is made once."""
    today = timezone.localdate()
    for contributor in Contributor.objects.select_related("organisation"):
        contribute_quarters(contributor, today)
    compare_groups(today)


def contribute_quarters(contributor: Contributor, today: date) -> int:
    """The quarters that are over and not contributed yet; how many there are now."""
    ledger, home = KeptLedger(), Home.from_environment().path
    for quarter in quarters_over(today):
        try:
            contribute(contributor=contributor, period=quarter, home=home, ledger=ledger, by=None)
        except HouselightsError as problem:  # no figures of it yet: the next night looks again
            log.info(
                "organisation %s contributes no %s: %s", contributor.organisation_id, quarter, type(problem).__name__
            )
    return contributor.contributions.count()


def compare_groups(today: date) -> int:
    """Every group's quarters that can be compared; how many comparisons there are of them."""
    made = 0
    for key in groups_with_members():
        for quarter in quarters_over(today):
            try:
                made += compare(key=key, period=quarter, today=today, ledger=KeptLedger(), by=None) is not None
            except HouselightsError:
                continue  # too few contribute: the page says so, with how many there are
    return made


def quarters_over(today: date) -> list[str]:
    """The newest first."""
    names = [quarter_before(quarter_of(today))]
    while len(names) < QUARTERS:
        names.append(quarter_before(names[-1]))
    return names
