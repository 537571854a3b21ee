"""What the rules found, kept: read while it is of the newest build and of today, and found anew where it is not."""

import logging
from collections.abc import Iterable
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple

from django.db import OperationalError, transaction
from django.db.models import OuterRef, Subquery

from houselights import __version__
from houselights.feeds.models import Build
from houselights.feeds.queries import latest_build
from houselights.organisations.models import Organisation
from houselights.periods import parse_period
from houselights.recommendations.asking import Ask, recommended
from houselights.recommendations.models import KeptRecommendation, Look
from houselights.recommendations.rules import Recommendation, rules, rules_text

log = logging.getLogger(__name__)
_COLUMNS = Recommendation.__struct_fields__


class Basis(NamedTuple):
    """What a look rests on: the same basis, the same answer."""

    build: int
    day: date
    mark: str


def current(organisation: Organisation, today: date, ask: Ask) -> list[Recommendation]:
    """Those that hold now, the gravest first; nothing before there are figures."""
    build = latest_build(organisation)
    if build is None:
        return []
    basis = basis_of(build, today)  # before anything is asked: where a build comes in between, the next reader looks
    kept = _kept(organisation, basis)
    if kept is not None:
        return kept
    found = recommended(organisation.slug, today, ask)
    try:
        keep(organisation=organisation, basis=basis, found=found)
    except OperationalError as problem:  # a full disk, say: what was found can be read all the same
        log.warning("recommendations of organisation %s were not kept: %s", organisation.pk, problem)
    return found


def is_current(organisation: Organisation, today: date) -> bool:
    """Is what is kept of the newest build and of today? Then no rule asks anything."""
    build = latest_build(organisation)
    return build is None or _kept(organisation, basis_of(build, today)) is not None


def not_current(today: date) -> list[Organisation]:
    """Those with figures that nobody looked at since they were built, or not yet today."""
    newest = Build.objects.filter(organisation=OuterRef("pk")).order_by("-number").values("pk")[:1]
    builds = Build.objects.filter(pk__in=Organisation.objects.values_list(Subquery(newest)))
    looks = {
        organisation: Basis(*basis)
        for organisation, *basis in Look.objects.values_list("organisation_id", *Basis._fields)
    }
    return [
        build.organisation
        for build in builds.select_related("organisation")
        if looks.get(build.organisation_id) != basis_of(build, today)
    ]


@transaction.atomic
def keep(*, organisation: Organisation, basis: Basis, found: Iterable[Recommendation]) -> None:
    """In the place of what was kept before. Two who found the same at once keep it one after the other."""
    look, _ = Look.objects.update_or_create(organisation=organisation, defaults=basis._asdict())
    look.recommendations.all().delete()
    KeptRecommendation.objects.bulk_create(
        KeptRecommendation(look=look, place=place, **_row(each)) for place, each in enumerate(found)
    )


def basis_of(build: Build, day: date) -> Basis:
    """Beside number and day: when it was built (numbers begin anew in another home), as of when, and what asks it."""
    rests_on = f"{build.built_at} {build.data_as_of} {__version__} {rules_text()}"
    return Basis(build.number, day, blake2b(rests_on.encode(), digest_size=8).hexdigest())


def _kept(organisation: Organisation, basis: Basis) -> list[Recommendation] | None:
    """None where nobody looked; in one statement, so that what another keeps meanwhile is seen whole or not at all."""
    columns = [f"recommendations__{name}" for name in _COLUMNS]
    looks = Look.objects.filter(organisation=organisation, **basis._asdict()).order_by("recommendations__place")
    rows = [dict(zip(_COLUMNS, row, strict=True)) for row in looks.values_list(*columns)]
    return [_read(row) for row in rows if row["rule"]] if rows else None


def _read(row: dict[str, Any]) -> Recommendation:
    named = {rule.name: rule for rule in rules()}
    return Recommendation(**row | {"rule": named[row["rule"]], "period": parse_period(row["period"])})


def _row(found: Recommendation) -> dict[str, Any]:
    row = {name: getattr(found, name) for name in _COLUMNS}
    return row | {"rule": found.rule.name, "period": found.period.name}
