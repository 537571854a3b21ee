"""Makes up an event that is well, and plants in it a cause for its data not to be here: always the same for a seed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from msgspec.structs import replace

from houselights.reconciliation.why.facts import Access, Counted, Facts, LinkedTo

TODAY = date(2026, 11, 27)


@dataclass(frozen=True)
class Planter:
    """Each method named after a verdict spoils one thing, and nothing before it in the order of checks."""

    chance: Random

    def well(self) -> Facts:
        """One to three links, to one or two box offices; some tickets of cancelled performances; a period or none."""
        accesses = tuple(self._access(number) for number in range(1, self.chance.randint(1, 2) + 1))
        links = tuple(self._link(self.chance.choice(accesses)) for _ in range(self.chance.randint(1, 3)))
        return Facts(
            asked="12",
            name="Poetry Slam",
            event_id=12,
            added_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
            is_ticketed=self.chance.choice([True, None]),
            accesses=accesses,
            links=links,
            counted=self._counted(sum(link.tickets for link in links)),
            period=self.chance.choice(["", "October to December 2026"]),
        )

    def not_in_register(self, facts: Facts) -> Facts:
        gone = replace(facts, event_id=None, links=(), counted=Counted())
        if self.chance.random() < 0.3:
            return replace(gone, near=("Poetry Slam!",))
        return replace(gone, at_box_office=facts.links[0], is_ignored=self.chance.random() < 0.5)

    def not_granted(self, facts: Facts) -> Facts:
        if not facts.links and self.chance.random() < 0.3:
            return replace(facts, accesses=())
        shut = {"is_connected": False} if self.chance.random() < 0.5 else {"was_refused": True}
        return _with_accesses(facts, lambda access: replace(access, **shut))

    def no_link(self, facts: Facts) -> Facts:
        return replace(facts, links=(), counted=Counted(), is_ticketed=self.chance.choice([True, False, None]))

    def link_not_found(self, facts: Facts) -> Facts:
        return self._one_link(facts, is_found=False, name="", tickets=0)

    def not_synced_yet(self, facts: Facts) -> Facts:
        kind = self.chance.choice(["never", "windows", "unbuilt"])
        if kind == "unbuilt" and facts.links[0].tickets:
            return self._one_link(facts, is_built=False)
        empty = _empty(facts)
        if kind == "windows":
            return _with_accesses(empty, lambda access: replace(access, windows_missing=self.chance.randint(1, 40)))
        unseen = {"is_listed": False} if self.chance.random() < 0.5 else {}
        never = _with_accesses(empty, lambda access: replace(access, complete_at=None, **unseen))
        return self._one_link(never, is_found=False, name="") if unseen else never

    def excluded(self, facts: Facts) -> Facts:
        held = sum(link.tickets for link in facts.links)
        kind = self.chance.choice(["rule", "cancelled", "narrowed", "another"])
        none = replace(facts, counted=Counted(cancelled=held if kind == "cancelled" else 0))
        if kind == "rule":
            return self._one_link(none, excluded_by="Test events", is_built=False)
        return self._one_link(none, is_narrowed=True) if kind == "narrowed" else none

    def no_sales(self, facts: Facts) -> Facts:
        aside = {"set_aside": 2, "set_aside_reason": "total is not a number."}
        return self._one_link(_empty(facts), **self.chance.choice([{}, aside]))

    def outside_period(self, facts: Facts) -> Facts:
        if self.chance.random() < 0.5:
            return replace(facts, period="April to June 2019", counted=replace(facts.counted, in_period=0))
        long_ago = _empty(facts)
        return replace(long_ago, links=tuple(replace(link, last_on=date(2019, 5, 1)) for link in long_ago.links))

    def suppressed(self, facts: Facts) -> Facts:
        return replace(facts, withheld="The figure is too small.")

    def _access(self, number: int) -> Access:
        return Access(
            connection_id=number,
            name=f"Spektrix (lyric{number})",
            complete_at=datetime(2026, 11, 27, self.chance.randint(0, 23), tzinfo=UTC),
            history_from=date(2022, 4, 1),
        )

    def _link(self, access: Access) -> LinkedTo:
        tickets = self.chance.randint(1, 400)
        return LinkedTo(
            access=access,
            box_office_id=f"{self.chance.randint(100, 99999)}ABC",
            name="Poetry Slam! (18+)",
            last_on=TODAY + timedelta(days=self.chance.randint(-200, 200)),
            tickets=tickets,
            pence=tickets * 800,
        )

    def _counted(self, held: int) -> Counted:
        cancelled = self.chance.choice([0, 0, held // 3])
        tickets = held - cancelled
        return Counted(tickets=tickets, cancelled=cancelled, in_period=tickets, first_on=TODAY, last_on=TODAY)

    def _one_link(self, facts: Facts, **changes: object) -> Facts:
        first, *others = facts.links
        return replace(facts, links=(replace(first, **changes), *others))


def _empty(facts: Facts) -> Facts:
    return replace(facts, counted=Counted(), links=tuple(replace(link, tickets=0, pence=0) for link in facts.links))


def _with_accesses(facts: Facts, change: Callable[[Access], Access]) -> Facts:
    changed = {access.connection_id: change(access) for access in facts.accesses}
    links = tuple(replace(link, access=changed[link.access.connection_id]) for link in facts.links)
    return replace(facts, accesses=tuple(changed.values()), links=links)
