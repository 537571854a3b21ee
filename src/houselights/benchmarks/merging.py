"""Put contributions that were carried by hand together: every file that cannot count is refused by its name."""

from collections.abc import Collection, Mapping

from houselights.benchmarks.compared import Compared
from houselights.benchmarks.files import read_carried
from houselights.disclosure.benchmark import release_benchmark
from houselights.disclosure.contributions import Contribution
from houselights.errors import WrongUsage

P_PERCENT = 20  # the strictest there is: every member of the group gets the same answer from the same files


def merge(files: Mapping[str, bytes], *, period: str = "", agreed: Collection[str] = ()) -> Compared:
    """The comparison of a group from its files, by their names. `agreed`: the keys of its members, if they were said.

    WrongUsage that names every file that is in the way; NotReleasable where too few are left to compare.
    """
    read, wrong = _read(files)
    period = period or _usual_period(read.values())
    wrong |= _not_fitting(read, period, agreed)
    if wrong:
        sentences = "; ".join(f"{name}: {reason}" for name, reason in sorted(wrong.items()))
        raise WrongUsage(f"Nothing was compared. {sentences}.", remedy="Ask for these files again, or leave them out.")
    contributions = sorted(read.values(), key=lambda each: each.of)
    spreads = release_benchmark(contributions, "carried by hand", period=period, p_percent=P_PERCENT, ledger=None)
    return Compared(
        period,
        min(each.data_as_of for each in contributions),
        len(contributions),
        tuple(each.of for each in contributions),
        spreads,
    )


def _read(files: Mapping[str, bytes]) -> tuple[dict[str, Contribution], dict[str, str]]:
    read, wrong = {}, {}
    for name, content in files.items():
        try:
            read[name] = read_carried(content)
        except WrongUsage as problem:
            wrong[name] = problem.message
    return read, wrong


def _usual_period(contributions: Collection[Contribution]) -> str:
    """That of most files; the newest of two that are as frequent."""
    periods = [each.period for each in contributions]
    return max(periods, key=lambda each: (periods.count(each), each), default="")


def _not_fitting(read: Mapping[str, Contribution], period: str, agreed: Collection[str]) -> dict[str, str]:
    wrong: dict[str, str] = {}
    first: dict[str, str] = {}
    for name, each in read.items():
        if each.period != period:
            wrong[name] = f"it is of {each.period}, not of {period}"
        elif agreed and each.of not in agreed:
            wrong[name] = f"its key {each.of} is not among those that agreed"
        elif each.of in first:
            wrong[name] = f"it is of the same organisation as {first[each.of]}"
        first.setdefault(each.of, name)
    return wrong
