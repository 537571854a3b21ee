"""Put contributions that were carried by hand together: every file that cannot count is refused by its name."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from houselights.benchmarks.compared import Compared
from houselights.benchmarks.files import read_carried
from houselights.disclosure.benchmark import LEAST, release_benchmark
from houselights.disclosure.contributions import Contribution
from houselights.disclosure.spread import Figures, figures_of
from houselights.errors import WrongUsage

P_PERCENT = 20  # the strictest there is: every member of the group gets the same answer from the same files


def merge(files: Mapping[str, bytes], *, period: str = "", agreed: Collection[str] = ()) -> tuple[Compared, ...]:
    """A group's comparisons from its files, by their names: one for each quarter with enough of them, oldest first.

    `period`: of this quarter alone. `agreed`: the keys of the group's members, if they were said.
    WrongUsage that names every file that is in the way; NotReleasable where too few are left to compare.
    """
    read, wrong = _read(files)
    periods = [period] if period else _periods(read.values())
    wrong |= _not_fitting(read, periods, agreed)
    if wrong:
        sentences = "; ".join(f"{name}: {reason}" for name, reason in sorted(wrong.items()))
        raise WrongUsage(f"Nothing was compared. {sentences}.", remedy="Ask for these files again, or leave them out.")
    return tuple(compared_of([each for each in read.values() if each.period == period]) for period in periods)


def compared_of(contributions: Iterable[Contribution]) -> Compared:
    """Of one quarter, one of each organisation; NotReleasable with too few."""
    ordered = sorted(contributions, key=lambda each: each.of)
    period = ordered[0].period if ordered else ""
    spreads = release_benchmark(ordered, "carried by hand", period=period, p_percent=P_PERCENT, ledger=None)
    return Compared(
        period, min(each.data_as_of for each in ordered), len(ordered), tuple(each.of for each in ordered), spreads
    )


def figures_by_quarter(files: Iterable[bytes], key: str) -> dict[str, Figures]:
    """What the organisation of this key carried, by quarter."""
    return {each.period: figures_of(each) for each in map(read_carried, files) if each.of == key}


def _read(files: Mapping[str, bytes]) -> tuple[dict[str, Contribution], dict[str, str]]:
    read, wrong = {}, {}
    for name, content in files.items():
        try:
            read[name] = read_carried(content)
        except WrongUsage as problem:
            wrong[name] = problem.message
    return read, wrong


def _periods(contributions: Collection[Contribution]) -> list[str]:
    """Those that enough files are of; with none, that of most files, the newest of two that are as frequent."""
    many = Counter(each.period for each in contributions)
    enough = sorted(period for period in many if many[period] >= LEAST)
    return enough or [max(many, key=lambda each: (many[each], each), default="")]


def _not_fitting(read: Mapping[str, Contribution], periods: Collection[str], agreed: Collection[str]) -> dict[str, str]:
    wrong: dict[str, str] = {}
    first: dict[tuple[str, str], str] = {}
    for name, each in read.items():
        earlier = first.setdefault((each.period, each.of), name)
        if each.period not in periods:
            wrong[name] = f"it is of {each.period}, not of {' or '.join(periods)}"
        elif agreed and each.of not in agreed:
            wrong[name] = f"its key {each.of} is not among those that agreed"
        elif earlier != name:
            wrong[name] = f"it is of the same organisation as {earlier}"
    return wrong
