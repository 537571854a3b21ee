"""Read who contributes, in which groups an organisation is, and what it may see of their comparisons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from houselights.benchmarks.compared import Compared, decoded
from houselights.benchmarks.models import Comparison, Contribution, Contributor, PeerGroup
from houselights.benchmarks.rules import AGREED, KINDS_OF_GROUP, Standing, key_of, ready_on, standings, title_of
from houselights.disclosure.benchmark import LEAST
from houselights.disclosure.contributions import Contribution as Figures
from houselights.disclosure.contributions import of_bytes
from houselights.disclosure.frozen import digest_of
from houselights.disclosure.spread import figures_of
from houselights.errors import HomeProblem
from houselights.organisations.models import Organisation


@dataclass(frozen=True)
class Peers:
    """A group that an organisation is in: `kind` is what its members have in common, `term` what they are."""

    key: str
    kind: str
    term: str


@dataclass(frozen=True)
class Look:
    """What an organisation is shown of a group's quarter: the comparison with where it stands, or why there is none."""

    period: str
    contributors: int
    compared: Compared | None = None
    standings: tuple[Standing, ...] = ()
    why_not: str = ""


def contributor_of(organisation: Organisation) -> Contributor | None:
    """None where it does not contribute, and so sees nothing."""
    return Contributor.objects.filter(organisation=organisation).first()


def peers_of(contributor: Contributor) -> list[Peers]:
    """Every group it is in: by what it says of itself, and those that agreed."""
    said = [(kind, getattr(contributor, kind)) for kind in KINDS_OF_GROUP]
    return [
        *(Peers(key_of(kind, term), title_of(kind), term) for kind, term in said if term),
        *(Peers(key_of(AGREED, group.pk), "A group that agreed", group.name) for group in contributor.groups.all()),
    ]


def members_of(key: str) -> QuerySet[Contributor]:
    """Who is in a group today."""
    kind, _, term = key.partition(":")
    if kind == AGREED:
        return Contributor.objects.filter(groups__pk=int(term))
    return Contributor.objects.filter(**{kind: term})


def groups_with_members() -> list[str]:
    """The keys of every group that somebody is in."""
    said = {
        key_of(kind, term)
        for kind in KINDS_OF_GROUP
        for term in Contributor.objects.exclude(**{kind: ""}).values_list(kind, flat=True)
    }
    return [*sorted(said), *(key_of(AGREED, number) for number in PeerGroup.objects.values_list("pk", flat=True))]


def contributions_to(key: str, period: str) -> list[Figures]:
    """What the group's members contributed to a quarter."""
    found = Contribution.objects.filter(contributor__in=members_of(key), period=period).order_by("contributor_id")
    return [of_bytes(bytes(each.content)) for each in found]


def comparison_of(key: str, period: str) -> Compared | None:
    """As it was frozen; HomeProblem for one that somebody altered in the database."""
    kept = Comparison.objects.filter(group=key, period=period).first()
    if kept is None:
        return None
    if digest_of(bytes(kept.content)) != kept.digest:
        raise HomeProblem(f"Comparison {kept.pk} is not what was frozen.", remedy="Restore the database from a backup.")
    return decoded(bytes(kept.content))


def own_figures(contributor: Contributor) -> dict[str, Mapping[str, int]]:
    """By quarter, what it contributed."""
    return {each.period: figures_of(of_bytes(bytes(each.content))) for each in contributor.contributions.all()}


def look_at(contributor: Contributor, key: str, period: str, *, today: date) -> Look:
    """Only who stands behind a comparison sees it."""
    own = own_figures(contributor).get(period)
    compared = comparison_of(key, period)
    if compared is None:
        many = Contribution.objects.filter(contributor__in=members_of(key), period=period).count()
        return Look(period, many, why_not=_why_none(many, own is not None, period, today))
    if own is None or contributor.organisation.slug not in compared.members:
        return Look(period, compared.contributors, why_not="made without you")
    return Look(period, compared.contributors, compared, standings(own, compared.spreads))


def looks_at(contributor: Contributor, key: str, periods: Sequence[str], *, today: date) -> list[Look]:
    """What it may see of the group over time, oldest first: the quarters in which it stands behind a comparison."""
    looks = [look_at(contributor, key, each, today=today) for each in sorted(periods)]
    return [each for each in looks if each.compared]


def _why_none(many: int, is_in: bool, period: str, today: date) -> str:
    if not is_in:
        return "not contributed"
    if many < LEAST:
        return "too few"
    return "not ready" if today < ready_on(period) else "not made"
