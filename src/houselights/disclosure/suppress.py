"""Decide what is hidden over a whole release: small cells first, then others until the audit finds every guard held."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor

from msgspec import Struct
from msgspec.structs import replace

from houselights.disclosure.bounds import Bounds, bounds_of, shown_value
from houselights.disclosure.cells import Exact, Guard, Key, Place, Relation, Shown
from houselights.disclosure.intervals import Intervals
from houselights.disclosure.optimal.proposing import proposed
from houselights.disclosure.rules import guard_of, is_small

Cells = Mapping[Key, Exact]


class Earlier(Struct, frozen=True):
    """What was released before: the bounds of its cells, what adds up among them, and the guards that stay in force."""

    bounds: Mapping[Key, Bounds] = {}
    relations: tuple[Relation, ...] = ()
    guards: tuple[Guard, ...] = ()


class Protected(Struct, frozen=True):
    """A whole release as it leaves, and the guards that were found to hold (kept in the house)."""

    shown: tuple[Shown, ...]
    guards: tuple[Guard, ...]


NOTHING = Earlier()
_OPEN: Bounds = (0.0, float("inf"))


def protect(cells: Cells, relations: Sequence[Relation], earlier: Earlier = NOTHING) -> Protected:
    """The release of `cells`, safe by the audit; where nothing is safe, everything in it is hidden.

    `earlier` is what everybody knows already: neither it nor this release may be told from the two together.
    """
    between = [*earlier.relations, *relations]
    guards = [
        *_own_guards(cells, between, earlier),
        *_tellable(earlier.guards, between, {}, set(), earlier),
    ]
    found = _fewest_hidden(cells, relations, between, guards, earlier)
    return Protected(found.shown, tuple(guard for guard in found.guards if guard.key in cells))


def _fewest_hidden(
    cells: Cells, relations: Sequence[Relation], between: Sequence[Relation], guards: Sequence[Guard], earlier: Earlier
) -> Protected:
    """As we do it; or from where τ-ARGUS proposes to begin, if that hides less in the end."""
    secret = {key.place for key, exact in cells.items() if _is_secret(exact)}
    own = _safe(cells, between, secret, guards, earlier)
    if not (failed := _failed(cells, between, secret, earlier, _in_force(guards, cells, secret))):
        return own
    told = {guard.key.measure for guard in failed}
    more = proposed(cells, relations, secret=secret, guards=guards, measures=told)
    return min(own, _safe(cells, between, more, guards, earlier), key=_many_hidden) if more > secret else own


def protect_from(cells: Cells, relations: Sequence[Relation], *, first: Protected, others: Earlier) -> Protected:
    """Hide more of `first` (a release of these cells), until nothing hidden in the releases of others can be told.

    What others show of themselves may well tell some of `cells`: those are then no secret of this release.
    """
    hidden = {each.key.place for each in first.shown if each.state == "hidden"}
    between = [*others.relations, *relations]
    found = _safe(cells, between, hidden, _tellable(others.guards, between, {}, set(), others), others)
    return Protected(found.shown, first.guards)


def _safe(
    cells: Cells, relations: Sequence[Relation], start: Iterable[Place], guards: Sequence[Guard], earlier: Earlier
) -> Protected:
    """Hide what stands beside a guard that does not hold, until all hold."""
    hidden = set(start)
    beside = _beside(relations)
    while failed := _failed(cells, relations, hidden, earlier, _in_force(guards, cells, hidden)):
        more = {place for guard in failed for place in _next_to_hide(guard.key, beside, cells, hidden)}
        if not more:
            hidden = {key.place for key in cells}
            break
        hidden |= more
    shown = tuple(_shown(key, exact, hidden) for key, exact in cells.items())
    return Protected(shown, tuple(_in_force(guards, cells, hidden)))


def _many_hidden(protected: Protected) -> int:
    return sum(each.state == "hidden" for each in protected.shown)


def _in_force(guards: Sequence[Guard], cells: Cells, hidden: set[Place]) -> list[Guard]:
    """Of a cell that is shown there is nothing to guard; those of other releases stay."""
    return [guard for guard in guards if guard.key.place in hidden or guard.key not in cells]


def _own_guards(cells: Cells, relations: Sequence[Relation], earlier: Earlier = NOTHING) -> list[Guard]:
    """Of every cell, should it be hidden: for its own sake, or for another's."""
    guards = [_guard(key, exact) for key, exact in cells.items() if exact.value]
    return _tellable(guards, relations, cells, {key.place for key in cells}, earlier)


def _tellable(
    guards: Sequence[Guard], relations: Sequence[Relation], cells: Cells, hidden: set[Place], earlier: Earlier
) -> list[Guard]:
    """No closer than a guard says; but what is told when all is hidden (that a row is there at all) is no news."""
    system = _system(cells, relations, hidden, earlier)
    own = _own(cells)
    wide = {guard.key: system.interval(guard.key) for guard in system.narrowed(_used(guards, relations), own)}
    return [_no_closer(guard, *wide[guard.key]) if guard.key in wide else guard for guard in guards]


def _no_closer(guard: Guard, low: float, high: float) -> Guard:
    """Of a secret, what is left of its rule; of any other, all that there is."""
    if low > high:
        return guard
    least, most = (guard.low, guard.high) if guard.is_secret else (0, high)
    return replace(guard, low=max(least, ceil(low)), high=int(min(most, high)))


def audit(cells: Cells, relations: Sequence[Relation], hidden: set[Place]) -> list[Guard]:
    """The guards that do not hold when these places are hidden and all else is shown rounded."""
    guards = _in_force(_own_guards(cells, relations), cells, hidden)
    return _failed(cells, relations, hidden, NOTHING, guards)


def _failed(
    cells: Cells, relations: Sequence[Relation], hidden: set[Place], earlier: Earlier, guards: Sequence[Guard]
) -> list[Guard]:
    return _system(cells, relations, hidden, earlier).narrowed(_used(guards, relations), _own(cells))


def _system(cells: Cells, relations: Sequence[Relation], hidden: set[Place], earlier: Earlier) -> Intervals:
    """All that a reader can know."""
    bounds = {**earlier.bounds, **{key: _bounds(key, exact, hidden) for key, exact in cells.items()}}
    return Intervals({key: bounds.get(key, _OPEN) for key in _members(relations)}, relations)


def _own(cells: Cells) -> dict[Key, float]:
    """The largest contributor's part is the secret: of the others, the second knows most."""
    return {key: float(exact.largest[1]) for key, exact in cells.items() if exact.contributors}


def _members(relations: Sequence[Relation]) -> dict[Key, None]:
    return {key: None for relation in relations for key in (relation.whole, *relation.parts)}


def _used(guards: Sequence[Guard], relations: Sequence[Relation]) -> list[Guard]:
    members = _members(relations)
    return [guard for guard in guards if guard.key in members]


def _is_secret(exact: Exact) -> bool:
    is_few = exact.people is not None and is_small(exact.people)
    return exact.secret or is_few or (not exact.is_money and is_small(exact.value))


def _guard(key: Key, exact: Exact) -> Guard:
    """What is hidden for another's sake is no secret; but hidden it tells no more than it would if it were shown."""
    is_secret = _is_secret(exact)
    low, high = guard_of(exact.value, exact.margin) if is_secret else bounds_of(_shown(key, exact, set()))
    low, high = max(floor(low), _least(exact), exact.largest[1]), ceil(high)
    return Guard(key, low, high, is_secret=is_secret)


def _least(exact: Exact) -> int:
    """Nothing at all is shown as 0, so what is hidden is something."""
    return min(1, exact.value)


def _bounds(key: Key, exact: Exact, hidden: set[Place]) -> Bounds:
    """A contributor knows its own part of what is hidden; the largest of them knows most."""
    if key.place in hidden:
        return max(_least(exact), exact.largest[0]), float("inf")
    return bounds_of(_shown(key, exact, hidden))


def _shown(key: Key, exact: Exact, hidden: set[Place]) -> Shown:
    if key.place in hidden:
        return Shown(key, "hidden", is_money=exact.is_money)
    return Shown(key, "value", shown_value(exact.value, is_money=exact.is_money), exact.is_money)


def _beside(relations: Sequence[Relation]) -> dict[Key, list[list[Key]]]:
    """For each cell, the cells that stand in a relation with it, relation by relation."""
    found: dict[Key, list[list[Key]]] = defaultdict(list)
    for relation in relations:
        members = (relation.whole, *relation.parts)
        for key in members:
            found[key].append([each for each in members if each != key])
    return found


def _next_to_hide(key: Key, beside: dict[Key, list[list[Key]]], cells: Cells, hidden: set[Place]) -> set[Place]:
    """The smallest still shown of each relation with it, or of the nearest with one; totals only when all else is."""
    able = {each for each, exact in cells.items() if exact.value and each.place not in hidden | {key.place}}
    parts = {each for each in able if each.by}
    return _nearest(key, beside, cells, parts) or _nearest(key, beside, cells, able)


def _nearest(key: Key, beside: dict[Key, list[list[Key]]], cells: Cells, able: set[Key]) -> set[Place]:
    seen, ring = {key}, [key]
    while ring:
        relations = [members for one in ring for members in beside[one]]
        found = {
            min(shown, key=lambda each: (cells[each].value, each)).place
            for members in relations
            if (shown := able.intersection(members))
        }
        if found:
            return found
        ring = list({each: None for members in relations for each in members if each not in seen})
        seen |= set(ring)
    return set()
