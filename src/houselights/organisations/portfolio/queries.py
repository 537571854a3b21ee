"""Read what a funder may see of whom, and what it has set for a quarter."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import QuerySet

from houselights.organisations.models import Listing, Member, Organisation
from houselights.organisations.portfolio.models import Deadline, Exemption, Grant


def listings_of(funder: Organisation) -> QuerySet[Listing]:
    """The organisations on the funder's list, by name."""
    return funder.listings.select_related("organisation").order_by("name", "organisation_id")


def funders_of(organisation: Organisation) -> QuerySet[Listing]:
    """The funders that list this organisation."""
    return organisation.listed_by.select_related("funder").order_by("funder__name")


def grants_in_force(funder: Organisation) -> dict[int, Grant]:
    """What each organisation lets this funder see today, by the organisation's number."""
    return {grant.organisation_id: grant for grant in funder.grants_held.filter(ended_at=None)}


def letting_see_returns(funder: Organisation) -> set[int]:
    """The numbers of the organisations that let this funder see their returns today."""
    in_force = funder.grants_held.filter(ended_at=None, return_lines=True)
    return set(in_force.values_list("organisation_id", flat=True))


def grant_in_force(funder: Organisation, organisation: Organisation) -> Grant | None:
    """What this organisation lets this funder see today; None for nothing."""
    return Grant.objects.filter(funder=funder, organisation=organisation, ended_at=None).first()


def grants_so_far(organisation: Organisation) -> QuerySet[Grant]:
    """Every version, the newest first."""
    return organisation.grants_given.select_related("funder", "granted_by", "ended_by").order_by("-granted_at", "-pk")


def deadlines_of(funder: Organisation) -> dict[str, Deadline]:
    """The funder's deadlines by quarter."""
    return {each.quarter: each for each in funder.deadlines.all()}


def exemptions_of(funder: Organisation, quarter: str) -> dict[int, Exemption]:
    """Who owes nothing for the quarter, by the organisation's number."""
    return {each.organisation_id: each for each in funder.exemptions_given.filter(quarter=quarter)}


def nobody_came(funder: Organisation) -> QuerySet[Listing]:
    """Those whom this funder's list brought here, and where nobody has ever signed in."""
    came = Member.objects.exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX).values("organisation")
    return funder.listings.filter(made_here=True).exclude(organisation__in=came)
