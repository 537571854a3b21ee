"""Figures of a whole portfolio: collected from those who grant it, released once through the gate, never from one."""

import hmac

from django.utils import timezone

from houselights.disclosure.answered import portfolio_table
from houselights.disclosure.contributing import contribution_of
from houselights.disclosure.contributions import Contribution as Figures
from houselights.disclosure.contributions import as_bytes, of_bytes
from houselights.disclosure.frozen import Frozen
from houselights.disclosure.portfolio import PortfolioPlan, release_portfolio
from houselights.disclosure.released import ReleasedTable
from houselights.disclosure.rules import p_of
from houselights.disclosure.shapes import RELEASABLE
from houselights.errors import HouselightsError
from houselights.home import Home
from houselights.organisations.models import Organisation, User
from houselights.organisations.portfolio.queries import grants_in_force, listings_of
from houselights.organisations.portfolio.rules import funding_band
from houselights.submissions.console.models import Contribution
from houselights.submissions.releases.ledger import KeptLedger
from houselights.submissions.releases.queries import newest_releases

AMONG = {
    "discipline": "Discipline",
    "region": "Region",
    "priority_place": "Priority place",
    "funding_band": "Funding band",
}
MEASURES = tuple(name for name in RELEASABLE.readers["funder"] if name in RELEASABLE.counted)


def collect(*, funder: Organisation, quarter: str) -> int:
    """Count the aggregates of everybody who grants them; how many were had. Nothing of it is shown to anyone."""
    home, done = Home.from_environment().path, 0
    for organisation in _granting(funder):
        try:
            content = as_bytes(contribution_of(organisation.slug, quarter, home=home))
        except HouselightsError:
            continue  # it has no figures of the quarter yet
        Contribution.objects.update_or_create(
            organisation=organisation, quarter=quarter, defaults={"content": content, "made_at": timezone.now()}
        )
        done += 1
    return done


def contributing(funder: Organisation, quarter: str) -> list[Figures]:
    """What was collected of those whose grant is in force today."""
    found = Contribution.objects.filter(quarter=quarter, organisation__in=_granting(funder)).order_by("organisation_id")
    return [of_bytes(bytes(each.content)) for each in found]


def release_figures(*, funder: Organisation, quarter: str, by: User | None) -> Frozen:
    """Release the portfolio's figures, for good; NotReleasable where too few contribute."""
    return release_portfolio(
        contributing(funder, quarter),
        PortfolioPlan(ledger_name(funder), MEASURES, tuple(AMONG)),
        period=quarter,
        attributes=_attributes(funder),
        p_percent=_p_percent(),
        ledger=KeptLedger(by),
    )


def released_figures(funder: Organisation, quarter: str) -> Frozen | None:
    """As they were frozen; None where they have not been released."""
    return next(iter(newest_releases(ledger_name(funder), [quarter])), None)


def tables_of(release: Frozen, measure: str) -> list[ReleasedTable]:
    """The total, and each breakdown, as the funder has them."""
    return [portfolio_table(release, measure, by, "funder") for by in ("", *AMONG)]


def ledger_name(funder: Organisation) -> str:
    """No organisation can be called so: a slug has no colon."""
    return f"portfolio:{funder.slug}"


def _granting(funder: Organisation) -> list[Organisation]:
    numbers = [number for number, grant in grants_in_force(funder).items() if grant.audience]
    return list(Organisation.objects.filter(pk__in=numbers).order_by("pk"))


def _attributes(funder: Organisation) -> dict[str, dict[str, str]]:
    """Terms of lists alone: what a list says in its own words is no label of a figure."""
    places = {True: "Priority place", False: "Other place", None: "unknown"}
    return {
        each.organisation.slug: {
            "discipline": each.discipline or "unknown",
            "region": each.region or "unknown",
            "priority_place": places[each.is_priority_place],
            "funding_band": funding_band(each.funding_pounds) or "unknown",
        }
        for each in listings_of(funder)
    }


def _p_percent() -> int:
    return p_of(hmac.digest(Home.from_environment().master_key(), b"p percent", "sha256"))
