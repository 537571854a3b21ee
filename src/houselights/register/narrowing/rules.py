"""Which event each performance of a box-office event belongs to, from its links. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Claim(NamedTuple):
    """A link as far as performances go: None is all of them."""

    event: int
    performances: Sequence[str] | None


def owner(performance: str, claims: Iterable[Claim]) -> int | None:
    """A link narrowed to it goes before one to all; among equals the older event's. None where no link reaches it."""
    reaching = list(claims)
    narrowed = [claim.event for claim in reaching if claim.performances and performance in claim.performances]
    return min(narrowed or [claim.event for claim in reaching if claim.performances is None], default=None)


def by_event(shares: Mapping[str, int | None]) -> dict[int, list[str]]:
    """The performances that each event is given, in a fixed order."""
    given: dict[int, list[str]] = {}
    for performance, event in sorted(shares.items()):
        if event is not None:
            given.setdefault(event, []).append(performance)
    return given


def narrowed_to(given: Sequence[str], known: Iterable[str], *, is_alone: bool) -> list[str] | None:
    """What a link is narrowed to: nothing where one event has them all, so that new performances come by themselves."""
    return None if is_alone and set(given) == set(known) else sorted(given)
