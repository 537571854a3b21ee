"""Read the ledger: releases as they were frozen, checked against their digests."""

from collections.abc import Iterator, Sequence

from houselights.disclosure.frozen import Frozen, decoded, digest_of
from houselights.errors import HomeProblem
from houselights.submissions.releases.models import Release


def release_of(kept: Release) -> Frozen:
    """As it was frozen; HomeProblem for one that somebody altered in the database."""
    content = bytes(kept.content)
    if digest_of(content) != kept.digest:
        raise HomeProblem(
            f"Release {kept.pk} ({kept}) is not what was frozen.", remedy="Restore the database from a backup."
        )
    return decoded(content)


def newest_releases(of: str, periods: Sequence[str]) -> list[Frozen]:
    """The newest of each of these periods that has one: the final one, where there is one."""
    found = {each.period: each for each in Release.objects.filter(of=of, period__in=periods).order_by("is_final")}
    return [release_of(each) for each in found.values()]


def releases_of_portfolios(period: str) -> list[Frozen]:
    """All that were released about many organisations in this period."""
    found = [release_of(each) for each in Release.objects.filter(period=period)]
    return [each for each in found if each.contributors]


def every_release() -> Iterator[Frozen]:
    """All that has ever left, oldest first."""
    for kept in Release.objects.order_by("id").iterator():
        yield release_of(kept)


def attributes_released() -> set[str]:
    """What organisations may be grouped by in a portfolio's release: the installation's own lists, never typed."""
    return {"region", "discipline", "kind", "size_band", "funding_band", "priority_place"}
