"""How long is a whole release protected: every table of one organisation's quarter, audited together."""

import json
from dataclasses import asdict
from random import Random

from bench.attacked import protecting, ways
from bench.result import Result, seconds
from houselights.disclosure.attacks.made_up_organisation import Row, count
from houselights.disclosure.planned import Planned, planned
from houselights.disclosure.shapes import dimensions_of
from houselights.disclosure.suppress import Protected, protect
from houselights.periods import parse_period

ORDERS, PEOPLE, AUTHORITIES, GOAL_SECONDS = 12_000, 7_000, 250, 60
QUARTER = parse_period("2025-Q1")


def main() -> None:
    rows = made_up_rows()
    plan = planned("made up", QUARTER, lambda question: count(question, rows))
    tables = len({(key.measure, key.by) for key in plan.cells})
    assert tables >= 40, tables
    print(json.dumps([asdict(result(way, plan, tables)) for way in ways()]))


def result(way: str, plan: Planned, tables: int) -> Result:
    """One release, from exact figures to what may leave."""
    made: list[Protected] = []
    with protecting(way):
        took = seconds(lambda: made.append(protect(plan.cells, plan.relations)))
    hidden = sum(each.state == "hidden" for each in made[0].shown)
    note = (
        f"{tables} tables of {len(plan.cells):,} cells, {ORDERS:,} orders in {AUTHORITIES} authorities;"
        f" {hidden:,} cells hidden"
    )
    return Result(f"a release protected, {way}", took, GOAL_SECONDS, "s", note)


def made_up_rows(seed: int = 1) -> list[Row]:
    """A house of some size: most come from a few authorities, and most of the 250 send a handful."""
    chance = Random(seed)
    names = dict.fromkeys([*dimensions_of("tickets"), *dimensions_of("attendance")])
    shapes = {name: [chance.random() ** 3 for _ in range(chance.randint(3, 9))] for name in names}
    authorities = [(1 + number) ** -1.4 for number in range(AUTHORITIES)]
    made: list[Row] = []
    for order in range(ORDERS):
        labels = {name: f"{name} {chance.choices(range(len(each)), each)[0]}" for name, each in shapes.items()}
        made += [
            {**labels, **_place(chance.choices(range(AUTHORITIES), authorities)[0]), "order": order,
             "person": chance.randint(1, PEOPLE), "quarter": QUARTER.name, "took_part": chance.random() < 0.1,
             "pence": chance.choice((0, 800, 1550, 2400))}
        ] * chance.choice((1, 2, 2, 2, 3, 4, 14))  # fmt: skip
    return made


def _place(authority: int) -> Row:
    """An authority lies in a region and is town or country as a whole."""
    return {
        "area_local_authority": f"authority {authority}",
        "area_region": f"region {authority % 9}",
        "rural_urban": "rural" if authority % 3 else "urban",
        "priority_place": f"authority {authority}" if authority % 20 == 0 else "elsewhere",
    }


if __name__ == "__main__":
    main()
