"""Read the files that peers gave, an organisation's own beside them, and what they say together."""

from collections import defaultdict
from dataclasses import dataclass, field

from msgspec.structs import replace

from houselights.benchmarks.compared import Compared
from houselights.benchmarks.files import carried, name_of, read_carried, signing_key
from houselights.benchmarks.merging import compared_of
from houselights.benchmarks.models import CarriedFile, Contributor
from houselights.benchmarks.rules import Standing, standings
from houselights.disclosure.benchmark import LEAST
from houselights.disclosure.contributions import Contribution, of_bytes
from houselights.disclosure.spread import figures_of
from houselights.errors import NotFound
from houselights.organisations.models import Organisation
from houselights.organisations.queries import organisation_key


@dataclass(frozen=True)
class Quarter:
    """A quarter that there are files of: the comparison, or that it needs more, or the organisation's own."""

    period: str
    contributors: int
    is_own_in: bool
    compared: Compared | None = None
    standings: tuple[Standing, ...] = field(default=())


def own_key(organisation: Organisation) -> str:
    """What stands for it in its files."""
    return name_of(signing_key(organisation_key(organisation)).public_key())


def own_file(contributor: Contributor, period: str) -> bytes:
    """As `benchmark ORG contribute` writes it; NotFound for a quarter that was not contributed."""
    kept = contributor.contributions.filter(period=period).first()
    if kept is None:
        raise NotFound("You have contributed no such quarter.", remedy="Look at the quarters on the page.")
    return carried(of_bytes(bytes(kept.content)), signing_key(organisation_key(contributor.organisation)))


def quarters_by_hand(contributor: Contributor) -> dict[str, Quarter]:
    """Every quarter that a peer gave a file of or that the organisation contributed, the newest first."""
    key, found = own_key(contributor.organisation), defaultdict[str, list[Contribution]](list)
    for own in contributor.contributions.all():
        found[own.period].append(replace(of_bytes(bytes(own.content)), of=key))
    for file in CarriedFile.objects.filter(key__contributor=contributor):
        found[file.period].append(read_carried(bytes(file.content)))
    return {period: _quarter(period, found[period], key) for period in sorted(found, reverse=True)}


def _quarter(period: str, contributions: list[Contribution], key: str) -> Quarter:
    """Who does not contribute does not see, and fewer than ten tell too much of each other."""
    own = next((each for each in contributions if each.of == key), None)
    if own is None or len(contributions) < LEAST:
        return Quarter(period, len(contributions), own is not None)
    compared = compared_of(contributions)
    told = standings(figures_of(own), compared.spreads)
    return Quarter(period, len(contributions), is_own_in=True, compared=compared, standings=told)
