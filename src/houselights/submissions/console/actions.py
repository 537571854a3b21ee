"""Look at what returns still lack, and remind those who are late; counts and codes are kept, never a sentence."""

from collections import Counter
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from houselights.audit.actions import record
from houselights.errors import HouselightsError
from houselights.organisations.models import Organisation, User
from houselights.organisations.portfolio.queries import letting_see_returns
from houselights.submissions.console.models import Readiness
from houselights.submissions.console.queries import Console, Row
from houselights.submissions.drafting import draft_of

_WORDS = """{funder} has not had the return of {organisation} for {quarter} yet. It is due on {due_on}.

Your return is filled in as far as your feed and register go. What is left, each with its remedy:
{address}

Houselights, for {funder}. It sees your return once you have submitted it, and before only what is still open, by count.
"""


def look_at(*, organisation: Organisation, quarter: str) -> Readiness:
    """What the organisation's return would lack if it were submitted now. Nobody's data changes: no trail."""
    lacks = Counter(gap.code for gap in draft_of(organisation, quarter).gaps)
    readiness, _ = Readiness.objects.update_or_create(
        organisation=organisation, quarter=quarter, defaults={"lacks": dict(lacks), "looked_at": timezone.now()}
    )
    return readiness


def look_at_all(*, funder: Organisation, quarter: str) -> int:
    """Everybody who lets this funder see returns; how many were looked at. One whose figures are away is left out."""
    seen = letting_see_returns(funder)
    done = 0
    for organisation in Organisation.objects.filter(pk__in=seen):
        try:
            look_at(organisation=organisation, quarter=quarter)
        except HouselightsError:
            continue  # its page says what is wrong; the console keeps what it last knew
        done += 1
    return done


def to_remind(console: Console) -> list[Row]:
    """Those who let the funder see their returns, owe one, and have not sent it."""
    return [row for row in console.rows if row.state.name in ("late", "incomplete")]


@transaction.atomic
def reminders(*, funder: Organisation, console: Console, by: User | None) -> list[EmailMessage]:
    """A mail for each admin of those, to be sent after the commit; nobody learns of another's address."""
    rows = to_remind(console)
    if rows:
        detail = {"quarter": console.quarter, "organisations": len(rows)}
        record(action="reminded", subject=f"organisation {funder.pk}", organisation=funder.slug, by=by, detail=detail)
    return [mail for row in rows for mail in _mails(funder, console, row.listing.organisation)]


def _mails(funder: Organisation, console: Console, organisation: Organisation) -> Iterable[EmailMessage]:
    body = _WORDS.format(
        funder=funder.name,
        organisation=organisation.name,
        quarter=console.quarter,
        due_on=f"{console.due_on.day} {console.due_on:%B %Y}",
        address=f"{settings.PUBLIC_URL}/o/{organisation.slug}/return/{console.quarter}/",
    )
    subject = " ".join(f"{funder.name}: the return for {console.quarter}".split())  # a header is one line
    admins = organisation.members.filter(role="admin", user__is_active=True).select_related("user")
    return [EmailMessage(subject, body, to=[admin.user.email]) for admin in admins]
