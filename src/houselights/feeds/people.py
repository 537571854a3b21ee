"""Who is who in the published build: people of several customer records and why; keyed ids, never names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from houselights.connections.parting.actions import Record, part_records
from houselights.errors import NotFound
from houselights.home import Home
from houselights.organisations.models import Organisation, User
from houselights.warehouse.identity.model import sentences
from houselights.warehouse.opened import Warehouse, open_build


@dataclass(frozen=True)
class Match:
    """Two records of one person, and what they share or do not."""

    one: Record
    other: Record
    probability: float
    says: list[str]


@dataclass(frozen=True)
class Joined:
    """A person of several records, the least sure of their matches first."""

    matches: list[Match]

    @property
    def records(self) -> list[Record]:
        return sorted({record for match in self.matches for record in (match.one, match.other)})


@dataclass(frozen=True)
class Counts:
    """How many customer records are how many people, and how many of these have several."""

    records: int
    people: int
    joined: int


def counts_of(organisation: Organisation) -> Counts | None:
    """None before the first build."""
    build = _build_of(organisation)
    if build is None:
        return None
    build.once("record_counts", _COUNTS, {})
    (found,) = build.rows("select records, people, joined from record_counts")
    return Counts(*found)


def joined_people(organisation: Organisation, *, skip: int, most: int) -> list[Joined]:
    """People of several records, those that are least sure first."""
    build = _build_of(organisation)
    rows = build.rows(_JOINED + _ROWS, {"skip": skip, "most": most}) if build else []
    return list(_people(rows))


def part(*, organisation: Organisation, records: Iterable[Record], by: User) -> None:
    """Say that these records are somebody else than the person they are joined to. NotFound where they are not."""
    ones = sorted(set(records))
    build = _build_of(organisation)
    person = None
    if build and ones:
        rows = build.rows(_PERSON + _ROWS, {"connection": ones[0][0], "customer": ones[0][1]})
        person = next(_people(rows), None)
    if person is None or not set(ones) <= set(person.records):
        raise NotFound("These records are not joined any more.", remedy="Look at the list again: it has changed.")
    others = [record for record in person.records if record not in ones]
    part_records(organisation=organisation, ones=ones, others=others, by=by)


def _people(rows: Iterable[tuple[Any, ...]]) -> Iterator[Joined]:
    for _, matches in groupby(rows, key=lambda row: row[0]):
        yield Joined([Match((row[1], row[2]), (row[3], row[4]), row[5], sentences(row[6])) for row in matches])


def _build_of(organisation: Organisation) -> Warehouse | None:
    return open_build(Home.from_environment().organisation(organisation.slug))


_COUNTS = """
    select
        (select count(*) from customers) as records,
        (select count(distinct person) from customers) as people,
        (select count(distinct person) from matches) as joined
"""

_ROWS = """
    select
        matches.person, matches.connection_id, matches.customer_id, matches.other_connection_id,
        matches.other_customer_id, matches.probability, matches.reasons
    from matches
    inner join people on matches.person = people.person
    order by people.least, matches.person, matches.probability, matches.customer, matches.other_customer
"""

_JOINED = """
    with people as (
        select person, min(probability) as least
        from matches
        group by person
        order by least, person
        limit $most offset $skip
    )
"""

_PERSON = """
    with people as (
        select distinct person, 0 as least
        from matches
        where
            (connection_id = $connection and customer_id = $customer)
            or (other_connection_id = $connection and other_customer_id = $customer)
    )
"""
