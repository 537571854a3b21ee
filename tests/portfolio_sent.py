"""Run in a home of its own: lets the organisations of a funder's list grant it, and send a quarter's return, or not.

python -m portfolio_sent FUNDER QUARTER SUBMITTED LATE
"""

import os
import sys
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from houselights.organisations.models import Organisation
    from houselights.submissions.document import Document


def main(slug: str, quarter: str, submitted: int, late: int) -> None:
    """The first of the list send it; those after them grant it, have an event that nobody counted, and are late."""
    from frozen_returns import submitted as send
    from houselights.organisations.models import Organisation
    from houselights.periods import parse_period
    from houselights.register.actions import add_event
    from houselights.submissions.console.actions import look_at
    from portfolios import grant_all

    listings = list(Organisation.objects.get(slug=slug).listings.select_related("organisation").order_by("pk"))
    grant_all(listings[: submitted + late])
    period = parse_period(quarter)
    assert period.start
    assert period.end
    for listing in listings[:submitted]:
        send(listing.organisation, _return(listing.organisation, quarter, period.end), quarter=quarter)
    first = period.start
    for listing in listings[submitted : submitted + late]:
        name, organisation = "An event nobody counted", listing.organisation
        add_event(organisation=organisation, name=name, starts_on=first + timedelta(days=9), by=None)
        look_at(organisation=organisation, quarter=quarter)


def _return(organisation: "Organisation", quarter: str, last: date) -> "Document":
    """Made some weeks after the quarter, as most are."""
    from frozen_returns import frozen

    made_at = datetime.combine(last + timedelta(days=19), time(10, 30), tzinfo=UTC)
    return frozen(organisation=organisation.slug, organisation_name=organisation.name, quarter=quarter, made_at=made_at)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houselights.web.settings")
    import django

    django.setup()
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
