"""The release of a financial year: sums of what its quarters were told to be, so that it tells nothing new."""

from collections.abc import Iterator, Sequence

from houselights.disclosure.bounds import shown_value
from houselights.disclosure.cells import Key, Relation, Shown
from houselights.disclosure.frozen import Frozen
from houselights.disclosure.planned import Count
from houselights.disclosure.rules import is_small, rounded_count
from houselights.disclosure.shapes import IN_TIME, RELEASABLE
from houselights.measures.catalogue import MEASURES
from houselights.measures.counted import Counted
from houselights.measures.question import Question
from houselights.periods import Period


def release_of_year(of: str, period: Period, quarters: Sequence[Frozen], count: Count, *, is_final: bool) -> Frozen:
    """What adds up is added from the quarters' shown figures; distinct people are counted anew, for the year as one."""
    anew = {
        name: count(Question(name, of=of, period=period)) for name in RELEASABLE.counted if not MEASURES[name].adds_up
    }
    first = next(iter(anew.values()))
    codes = dict.fromkeys(code for quarter in quarters for code in quarter.codes)
    return Frozen(
        of=of,
        period=period.name,
        is_final=is_final,
        data_as_of=first.data_as_of,
        build=first.build,
        shown=(*_added(period, quarters), *_counted_anew(period, quarters, anew)),
        relations=tuple(_relations(period, quarters, anew)),
        guards=(),  # it hides whatever could tell on a quarter
        codes=tuple(codes),
    )


def _added(period: Period, quarters: Sequence[Frozen]) -> Iterator[Shown]:
    """Hidden where a quarter's is: a sum without it would be wrong, and one with it would tell it."""
    cells = [quarter.by_key() for quarter in quarters]
    places = {
        (key.measure, key.by, key.label): None
        for each in cells
        for key in each
        if MEASURES[key.measure].adds_up and key.by not in IN_TIME
    }
    for measure, by, label in sorted(places):
        parts = [
            each[key]
            for quarter, each in zip(quarters, cells, strict=True)
            if (key := Key(quarter.period, measure, by, label)) in each
        ]
        yield _sum(Key(period.name, measure, by, label), parts)


def _sum(key: Key, parts: Sequence[Shown]) -> Shown:
    is_money = any(each.is_money for each in parts)
    if any(each.state != "value" for each in parts):
        return Shown(key, "hidden", is_money=is_money)
    total = sum(each.value or 0 for each in parts)
    return Shown(key, "value", shown_value(total, is_money=is_money), is_money)


def _counted_anew(period: Period, quarters: Sequence[Frozen], anew: dict[str, Counted]) -> Iterator[Shown]:
    """Only for the year as one, and only where no quarter's own is hidden."""
    headlines = [shown for quarter in quarters for shown in quarter.shown if shown.key.by == ""]
    is_safe = all(each.state == "value" for each in headlines)
    numbers = {name: int(table.total or 0) for name, table in anew.items()}
    is_safe = is_safe and not any(is_small(number) for number in numbers.values())
    for name, number in numbers.items():
        key = Key(period.name, name, "", "")
        yield Shown(key, "value", rounded_count(number)) if is_safe else Shown(key, "hidden")


def _relations(period: Period, quarters: Sequence[Frozen], anew: dict[str, Counted]) -> Iterator[Relation]:
    for name, table in anew.items():
        parts = tuple(Key(quarter.period, name, "", "") for quarter in quarters)
        yield Relation(Key(period.name, name, "", ""), parts, equal=False)
        if table.total:
            yield from (Relation(key, (Key(period.name, name, "", ""),), equal=False) for key in parts)
