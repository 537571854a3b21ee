"""Attack a thousand made-up portfolios; and the same tables as a threshold alone, and as ACRO, would leave them.

    python -m bench.attack [PORTFOLIOS] [PAIRS]      exit 1 when our release gives anything away

ACRO is asked in a Python of its own (ACRO_PYTHON, or the one that has it installed), by bench/acro_tables.py.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from math import inf
from pathlib import Path
from typing import NamedTuple

from houselights.disclosure.attacks import made_up_organisation
from houselights.disclosure.attacks.leaks import seen
from houselights.disclosure.attacks.running import Report, added, attack_made_up
from houselights.disclosure.bounds import Bounds
from houselights.disclosure.cells import Key
from houselights.disclosure.frozen import Frozen
from houselights.disclosure.intervals import Intervals
from houselights.disclosure.planned import planned
from houselights.disclosure.rules import is_small
from houselights.disclosure.suppress import protect
from houselights.periods import parse_period

AT_ONCE = 25  # portfolios: one organisation's quarters and year go with so many
SAME_TABLES = 100  # organisations whose tables the others protect too
MEASURE, QUARTER = "tickets", parse_period("2025-Q1")


def main(portfolios: int = 1000, pairs: int = 10_000) -> int:
    begun = time.monotonic()
    report = added(list(_reports(portfolios, pairs)))
    print(f"{portfolios:,} portfolios, {report.releases:,} releases, {report.shown:,} cells, {report.hidden:,} hidden,"
          f" {report.pairs:,} pairs of questions: {len(report.leaks):,} cells given away"
          f" ({time.monotonic() - begun:,.0f} s).")  # fmt: skip
    for leak in report.leaks[:20]:
        print(f"  {leak.name}: {leak.finding} ({leak.attacker})")
    print(f"\nTickets of {min(portfolios, SAME_TABLES)} made-up organisations in a quarter, by each dimension:")
    for name, found in beside(min(portfolios, SAME_TABLES)).items():
        small, few = found.told_small, found.hidden_small
        share = f"{small / few:.0%} of the {few:,} cells of 1 to 7 that it hid" if few else "it hid none of 1 to 7"
        print(f"  {name}: {small:,} cells worked out to within 1 ({share}), in {found.organisations:,} of the"
              f" organisations; of all {found.hidden:,} that it hid, {found.told:,}.")  # fmt: skip
    return 1 if report.leaks else 0


def _reports(portfolios: int, pairs: int) -> Iterator[Report]:
    """A few portfolios at a time, on every core."""
    firsts = range(1, portfolios + 1, AT_ONCE)
    sizes = [min(AT_ONCE, portfolios + 1 - first) for first in firsts]
    asked = [-(-pairs * size // portfolios) for size in sizes]
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        for first, report in zip(firsts, workers.map(_attack, firsts, sizes, asked), strict=True):
            print(f"portfolios from {first:,} on attacked: {len(report.leaks):,} given away", flush=True)
            yield report


def _attack(first: int, portfolios: int, pairs: int) -> Report:
    return attack_made_up(portfolios, pairs=pairs, seed=first)


class Found(NamedTuple):
    """How much a way of protecting gives away: of cells of 1 to 7, and of all that it hid."""

    organisations: int  # with a cell of 1 to 7 told
    hidden_small: int
    told_small: int
    hidden: int
    told: int


def beside(organisations: int) -> dict[str, Found]:
    """How much each way gives away: hidden cells of tickets that the attacker knows to within 1."""
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        releases = list(workers.map(_release, range(1, organisations + 1)))
    found = {
        "Houselights": _told([_ours(release) for release, _ in releases], releases),
        "a threshold alone": _told([_threshold(true) for _, true in releases], releases),
    }
    if acro := _acro([true for _, true in releases]):
        found["ACRO, its default suppression"] = _told(acro, releases)
    return found


def _release(seed: int) -> tuple[Frozen, dict[Key, int]]:
    """One made-up organisation's quarter: as we release it, and as it is."""
    rows = made_up_organisation.rows_of(seed)
    plan = planned("made up", QUARTER, lambda each: made_up_organisation.count(each, rows))
    kept = {key: exact for key, exact in plan.cells.items() if key.measure == MEASURE}
    relations = tuple(each for each in plan.relations if each.whole in kept and each.equal)
    protected = protect(plan.cells, plan.relations)
    release = Frozen("made up", QUARTER.name, True, "", 1, protected.shown, relations, protected.guards)
    return release, {key: exact.value for key, exact in kept.items()}


def _ours(release: Frozen) -> dict[Key, Bounds]:
    return {key: each for key, each in seen([release]).items() if key.measure == MEASURE}


def _threshold(true: Mapping[Key, int]) -> dict[Key, Bounds]:
    """Fewer than 8 are hidden; all else is shown as it is, totals too."""
    return {key: (1, inf) if 0 < value <= 7 else (value, value) for key, value in true.items()}


def _told(shown: list[dict[Key, Bounds]], releases: list[tuple[Frozen, dict[Key, int]]]) -> Found:
    each = [_told_of(bounds, *release) for bounds, release in zip(shown, releases, strict=True)]
    return Found(*(sum(column) for column in zip(*each, strict=True)))


def _told_of(bounds: dict[Key, Bounds], release: Frozen, true: dict[Key, int]) -> Found:
    relations = [each for each in release.relations if {each.whole, *each.parts} <= set(bounds) and each.equal]
    system = Intervals(bounds, relations)
    hidden = [key for key, (_, high) in bounds.items() if high == inf]
    told = [key for key in hidden if _is_pinned(*system.interval(key))]
    few, told_few = ([key for key in keys if is_small(true.get(key, 0))] for keys in (hidden, told))
    return Found(bool(told_few), len(few), len(told_few), len(hidden), len(told))


def _is_pinned(low: float, high: float) -> bool:
    return low <= high and high - low <= 2


def _acro(tables: list[dict[Key, int]]) -> list[dict[Key, Bounds]]:
    """As ACRO's crosstab leaves them, suppression on; nothing where it is not installed."""
    python = os.environ.get("ACRO_PYTHON", sys.executable)
    asked = [[[key.by, key.label, value] for key, value in table.items()] for table in tables]
    script = Path(__file__).with_name("acro_tables.py")
    ended = subprocess.run([python, script], input=json.dumps(asked), capture_output=True, text=True, check=False)
    if ended.returncode:
        print(f"ACRO was not asked: {(ended.stderr.strip().splitlines() or ['no reason given'])[-1]}")
        return []
    answers = json.loads(ended.stdout.strip().splitlines()[-1])
    return [
        {
            key: (value, value) if (value := answer.get(f"{key.by}|{key.label}")) is not None else (1, inf)
            for key in table
        }
        for table, answer in zip(tables, answers, strict=True)
    ]


if __name__ == "__main__":
    sys.exit(main(*(int(each) for each in sys.argv[1:])))
