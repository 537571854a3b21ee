"""Reference data on this installation: what is loaded, and loading a file, which every figure then follows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from houselights.audit.actions import record
from houselights.feeds.actions import rebuild
from houselights.home import Home
from houselights.organisations.models import Organisation, User
from houselights.warehouse.geography import ages, postcodes, shapes
from houselights.warehouse.geography.held import Held, as_json, held
from houselights.warehouse.geography.kinds import kinds
from houselights.warehouse.geography.loading import load
from houselights.warehouse.geography.points import Point, points
from houselights.warehouse.geography.population import Spread, spread
from houselights.warehouse.tables import authority_table


def reference_data(home: Home) -> list[dict[str, Any]]:
    """Every kind there is, and of each what is loaded."""
    loaded = held(home.reference)
    return [as_json(kind, loaded.get(name)) for name, kind in kinds().items()]


def load_reference(*, kind: str, file: Path, by: User | None, vintage: str = "") -> Held:
    """The file is used from now on; figures follow with the next build. WrongUsage, with the reason, otherwise."""
    with transaction.atomic():
        loaded = load(kind, file, reference=Home.from_environment().reference, vintage=vintage)
        detail = {"vintage": loaded.vintage, "sha256": loaded.sha256, "rows": loaded.rows}
        record(action="reference data loaded", subject=kind, by=by, detail=detail)
    return loaded


def let_all_follow() -> Iterator[tuple[str, bool]]:
    """Build every organisation's figures again: its slug, and False where a run is going that will do it at its end."""
    for organisation in Organisation.objects.filter(builds__isnull=False).distinct().order_by("slug"):
        yield organisation.slug, rebuild(organisation) is not None


def shapes_of_authorities(home: Home) -> dict[str, shapes.Shape]:
    """What a map draws, by the authority's code."""
    return shapes.shapes(home.reference)


def points_of(home: Home, postcodes: frozenset[str]) -> dict[str, Point]:
    """Where buildings stand, by their public postcodes without spaces."""
    return points(home.reference, postcodes)


def people_by_decile(home: Home, area: str) -> Spread | None:
    """Of a nation, a region or an authority's code; None where no decile is known there."""
    return spread(home.reference, area)


@dataclass(frozen=True)
class AgesOfPeople:
    """People of each band by the authority's code; what the bands are called, and whose figures they are."""

    bands: tuple[str, ...]
    counts: dict[str, ages.Counts]
    sources: tuple[str, ...]


def ages_of_people(home: Home) -> AgesOfPeople | None:
    """None where no census with bands of age was loaded, or none of its areas can be placed."""
    counts = ages.ages(home.reference)
    if not counts:
        return None
    kind, each = kinds()["ages"], held(home.reference)["ages"]
    sources = (f"{kind.title}, vintage {each.vintage}: {kind.attribution}", f"Licence: {kind.licence}.")
    return AgesOfPeople(ages.BANDS, counts, sources)


@cache
def authorities() -> Mapping[str, Mapping[str, str]]:
    """Name, region and country of each by its code. Pages ask it of every cell they show."""
    return {row["code"]: row for row in authority_table().to_pylist()}


def attributions(home: Home) -> list[tuple[str, str, str]]:
    """Of all that stands behind figures of places here: what it is, its vintage, whose it is."""
    loaded = held(home.reference)
    own = [
        ("postcodes", "Postcodes", postcodes.VINTAGE, postcodes.ATTRIBUTION),
        ("boundaries", "Boundaries", shapes.VINTAGE, shapes.ATTRIBUTION),
    ]
    shipped = [(title, vintage, text) for kind, title, vintage, text in own if kind not in loaded]
    return [
        *shipped,
        *((kinds()[name].title, each.vintage, kinds()[name].attribution) for name, each in loaded.items()),
    ]
