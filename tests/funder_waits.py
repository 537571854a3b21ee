"""Run in a home of its own: a funder waits for the quarter that is over, with some days left, as in an ordinary month.

python -m funder_waits FUNDER ORGANISATION
"""

import os
import sys
from datetime import date, timedelta

DAYS_LEFT = 12


def main(slug: str, organisation: str) -> None:
    """The day is in the funder's settings; the organisation has granted it its event lines."""
    from houselights.organisations.models import Organisation
    from houselights.organisations.portfolio.actions import grant_funder, set_deadline
    from houselights.periods import quarter_of
    from houselights.submissions.drafting import quarter_before

    funder = Organisation.objects.get(slug=slug)
    over, due_on = quarter_before(quarter_of(date.today())), date.today() + timedelta(days=DAYS_LEFT)
    set_deadline(funder=funder, quarter=over, due_on=due_on, by=None)
    given = Organisation.objects.get(slug=organisation)
    grant_funder(organisation=given, funder=funder, return_lines=True, audience=True, by=None)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houselights.web.settings")
    import django

    django.setup()
    main(*sys.argv[1:])
