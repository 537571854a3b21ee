"""A release as it is kept for ever: what was shown, what adds up, and the ledger that the gate asks before the next."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Protocol

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from houselights.disclosure.bounds import Bounds, bounds_of
from houselights.disclosure.cells import Guard, Key, Relation, Shown
from houselights.disclosure.released import ReleasedTable
from houselights.disclosure.suppress import Earlier


class Frozen(Struct, frozen=True):
    """All tables about `of` in one reporting period, protected together once.

    `is_final`: the period was over; before, a release says what was known then, and stays until the period is over.
    `guards` and `relations` never leave the house: with them the attackers try what was shown.
    `codes` are those of a label: (dimension, label, code). `contributors`: how many organisations a portfolio has.
    `groups` never leaves the house: who stands behind each place (dimension, label) of a portfolio.
    """

    of: str
    period: str
    is_final: bool
    data_as_of: str
    build: int
    shown: tuple[Shown, ...]
    relations: tuple[Relation, ...]
    guards: tuple[Guard, ...]
    codes: tuple[tuple[str, str, str | None], ...] = ()
    contributors: int = 0
    groups: tuple[tuple[str, str, tuple[str, ...]], ...] = ()

    def by_key(self) -> dict[Key, Shown]:
        """Every cell by its key."""
        return {each.key: each for each in self.shown}


class Ledger(Protocol):
    """What was released earlier, which later releases must not undo."""

    def note(self, table: ReleasedTable) -> None:
        """Somebody was given this table."""

    def earlier(self, of: str, periods: Sequence[str]) -> list[Frozen]:
        """The newest release of each of these periods that has one."""

    def portfolios(self, period: str) -> list[Frozen]:
        """Every release of this period about many organisations."""

    def freeze(self, release: Frozen) -> Frozen:
        """Keep it for ever; of two that come at once the first stays, and is what both get."""


def digest_of(content: bytes) -> str:
    """Of a release's bytes: a changed one has another."""
    return sha256(content).hexdigest()


def encoded(release: Frozen) -> bytes:
    """Its bytes."""
    return msgspec.json.encode(release)


def decoded(content: bytes) -> Frozen:
    """The release of these bytes."""
    return msgspec.json.decode(content, type=Frozen)


def renamed(release: Frozen, period: str) -> Frozen:
    """The same under another period's name, so that its cells are kept apart from others of the same name."""

    def of(key: Key) -> Key:
        return key._replace(period=period)

    return replace(
        release,
        period=period,
        shown=tuple(replace(each, key=of(each.key)) for each in release.shown),
        guards=tuple(replace(each, key=of(each.key)) for each in release.guards),
        relations=tuple(
            Relation(of(each.whole), tuple(of(part) for part in each.parts), each.equal)
            for each in release.relations
            if _is_within(each, release)
        ),
    )


def as_earlier(releases: Sequence[Frozen]) -> Earlier:
    """What everyone outside knows from them."""
    bounds: dict[Key, Bounds] = {}
    for release in releases:
        bounds |= {each.key: bounds_of(each) for each in release.shown if each.state != "unknown"}
        bounds |= {guard.key: (1.0, float("inf")) for guard in release.guards}
    return Earlier(
        bounds,
        tuple(relation for release in releases for relation in release.relations if _is_within(relation, release)),
        tuple(guard for release in releases for guard in release.guards if guard.is_secret),
    )


def _is_within(relation: Relation, release: Frozen) -> bool:
    """Of this release alone; those between periods are worked out anew, from the newest of each."""
    return all(key.period == release.period for key in (relation.whole, *relation.parts))
