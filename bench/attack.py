"""Attack a thousand made-up portfolios; and the same tables as a threshold alone, and as ACRO, would leave them.

    python -m bench.attack [PORTFOLIOS] [PAIRS]      exit 1 when our release gives anything away

Stopped, it goes on where it was when it is started again: each batch is kept in bench/attacked.jsonl, for this code.
ACRO is asked in a Python of its own (ACRO_PYTHON, or the one that has it installed), by bench/acro_tables.py.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from math import inf
from pathlib import Path
from typing import NamedTuple

from bench.attacked import Batch, Kept, protecting, version, ways
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
    given_away = 0
    for way in ways():
        report, seconds = attacked(way, portfolios, pairs)
        given_away += len(report.leaks)
        print(f"{way}: {portfolios:,} portfolios, {report.releases:,} releases, {report.shown:,} cells,"
              f" {report.hidden:,} hidden, {report.pairs:,} pairs of questions: {len(report.leaks):,} cells given away"
              f" ({seconds:,.0f} s of a core).")  # fmt: skip
        for leak in report.leaks[:20]:
            print(f"  {leak.name}: {leak.finding} ({leak.attacker})")
    print(f"\nTickets of {min(portfolios, SAME_TABLES)} made-up organisations in a quarter, by each dimension:")
    for name, found in beside(min(portfolios, SAME_TABLES)).items():
        small, few = found.told_small, found.hidden_small
        share = f"{small / few:.0%} of the {few:,} cells of 1 to 7 that it hid" if few else "it hid none of 1 to 7"
        took = f" It took {found.seconds:,.0f} s of a core." if found.seconds else ""
        print(f"  {name}: {small:,} cells worked out to within 1 ({share}), in {found.organisations:,} of the"
              f" organisations; of all {found.hidden:,} that it hid, {found.told:,}.{took}")  # fmt: skip
    return 1 if given_away else 0


def attacked(way: str, portfolios: int, pairs: int) -> tuple[Report, float]:
    """All batches, on every core: those that an earlier start attacked are read, and each new one is kept."""
    kept = Kept(version(), way)
    sizes = {first: min(AT_ONCE, portfolios + 1 - first) for first in range(1, portfolios + 1, AT_ONCE)}
    batches = [Batch(first, size, -(-pairs * size // portfolios)) for first, size in sizes.items()]
    new = [batch for batch in batches if batch not in kept.done]
    print(f"{way}: {len(batches) - len(new)} of {len(batches)} batches were attacked before.", flush=True)
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        for done in as_completed([workers.submit(_attack, way, batch) for batch in new]):
            batch, report, seconds = done.result()
            kept.keep(batch, report, seconds)
            print(f"{way}: {len(kept.done)} batches, portfolios from {batch.first:,} on: {len(report.leaks):,} given"
                  f" away, {seconds:,.0f} s of a core", flush=True)  # fmt: skip
    found = [kept.done[batch] for batch in batches]
    return added([report for report, _ in found]), sum(seconds for _, seconds in found)


def _attack(way: str, batch: Batch) -> tuple[Batch, Report, float]:
    begun = _seconds()
    with protecting(way):
        report = attack_made_up(batch.portfolios, pairs=batch.pairs, seed=batch.first)
    return batch, report, _seconds() - begun


def _seconds() -> float:
    """Of a core, in this process and in those that it started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


class Found(NamedTuple):
    """How much a way of protecting gives away: of cells of 1 to 7, and of all that it hid."""

    organisations: int  # with a cell of 1 to 7 told
    hidden_small: int
    told_small: int
    hidden: int
    told: int
    seconds: float = 0.0  # of a core, where it is ours


def beside(organisations: int) -> dict[str, Found]:
    """How much each way gives away: hidden cells of tickets that the attacker knows to within 1."""
    found = {}
    for way in ways():
        with ProcessPoolExecutor(os.cpu_count()) as workers:
            made = list(workers.map(_release, [way] * organisations, range(1, organisations + 1)))
        releases = [(release, true) for release, true, _ in made]
        told = _told([_ours(release) for release, _ in releases], releases)
        found[way] = told._replace(seconds=sum(seconds for _, _, seconds in made))
    found["a threshold alone"] = _told([_threshold(true) for _, true in releases], releases)
    if acro := _acro([true for _, true in releases]):
        found["ACRO, its default suppression"] = _told(acro, releases)
    return found


def _release(way: str, seed: int) -> tuple[Frozen, dict[Key, int], float]:
    """One made-up organisation's quarter: as we release it, and as it is; and how long that took."""
    rows = made_up_organisation.rows_of(seed)
    plan = planned("made up", QUARTER, lambda each: made_up_organisation.count(each, rows))
    kept = {key: exact for key, exact in plan.cells.items() if key.measure == MEASURE}
    relations = tuple(each for each in plan.relations if each.whole in kept and each.equal)
    begun = _seconds()
    with protecting(way):
        protected = protect(plan.cells, plan.relations)
    release = Frozen("made up", QUARTER.name, True, "", 1, protected.shown, relations, protected.guards)
    return release, {key: exact.value for key, exact in kept.items()}, _seconds() - begun


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
