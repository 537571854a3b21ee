"""What no question changes: worked out once for each build, by whoever needs it first, and kept beside it."""

from collections.abc import Callable
from functools import cache, partial

from houselights.measures import sources
from houselights.measures.catalogue import DIMENSIONS
from houselights.measures.columns import PREFIX
from houselights.measures.conditions import DAY
from houselights.measures.horizon import Horizon
from houselights.measures.newness import FIRSTS
from houselights.measures.question import Dated, Question
from houselights.measures.stages import ENOUGH, FARTHEST, REACHED
from houselights.measures.statement import Statement, grain, text_of
from houselights.warehouse.opened import Warehouse
from houselights.warehouse.stages import SUMMED

_SUMS = ",\n    ".join(f"cast(sum({each}) as bigint) as {each}" for each in SUMMED)


def make_ready(sql: str, warehouse: Warehouse, horizon: Horizon) -> None:
    """Work out what a statement reads of it."""
    for name in NAMES:
        if name in sql:
            text, values = statement_of(name, horizon)
            make_ready(text, warehouse, horizon)
            warehouse.once(name, text, values)


def statement_of(name: str, horizon: Horizon) -> Statement:
    """SQL and values of one of them, which may read others."""
    text = _text(name)
    return text, {"known_until": horizon.known_until} if "$known_until" in text else {}


@cache
def _text(name: str) -> str:
    return _WRITTEN[name]()


def _curves(name: str) -> Callable[[], str]:
    return lambda: text_of("standing", name).format(farthest=FARTHEST, enough=ENOUGH)


def _reached(name: str) -> str:
    stages, comes = REACHED[name]
    return text_of("standing", "reached").format(stages=list(stages), comes=comes, farthest=FARTHEST)


def _of_history(dated: Dated, text: str) -> str:
    """What is told of everybody's history, as it is known now."""
    given = {"day": DAY[dated], "dated": PREFIX[dated], "held": "seen_until is null", "sales": "parties"}
    return f"with history as (\n{text_of('people', 'history').format(**given)}\n)\n\n{text}"


def _arrivals(name: str) -> str:
    """From all counted tickets, split by the part; of people also when they first came at all."""
    who, part, dated = sources.ARRIVALS[name]
    by = (part,) if part in sources.PARTS else ()
    split = Question("tickets", "", by, dated=dated)
    tickets, _ = grain("tickets", split, [DIMENSIONS[each] for each in by])
    labels = sources.labels_of("arrivals", split)
    firsts, joins = "", ""
    if who == "person":
        told = ("first_on", "first_month") if part == "month" else ("first_on",)
        firsts = "".join(f",\n    firsts.{each}" for each in told)
        joins = f"left join {FIRSTS[dated]} as firsts\n    on seen.person = firsts.person"
    return text_of("standing", "arrivals").format(
        who=who,
        key=", ".join((who, *labels)),
        labels="".join(f"{label}, " for label in labels),
        tickets=tickets,
        condition=sources.WHO_HAVE.get(part, "true"),
        firsts=firsts,
        joins=joins,
    )


def _together(name: str) -> str:
    """Of each pair of a kind; in all, of any two events: then each and the next of a person's are enough."""
    kind = sources.BOTH[name]
    arrivals = sources.Arrivals("person", kind, "performance").name
    if name == "all_together":
        day = "coalesce(day, date '9999-12-31') as day"
        there, labels = f"select person, event_id as what, {day} from {arrivals} where person is not null", []  # noqa: S608
    else:
        there, labels = text_of("standing", "there_for_both").format(kind=kind, arrivals=arrivals), ["one", "other"]
    listed = "".join(f"{label}, " for label in labels)
    return text_of("standing", "together").format(there=there, labels=listed, key=", ".join(("person", *labels)))


def _distances() -> str:
    tickets, _ = grain("tickets", Question("tickets", ""), [DIMENSIONS[each] for each in sources.OF_DISTANCES])
    return text_of("standing", sources.FARTHER).format(
        tickets=tickets, labels=", ".join(("event_id", *sources.OF_DISTANCES)), sums=_SUMS
    )


_WRITTEN: dict[str, Callable[[], str]] = {
    "sold_by_day": _curves("sold_by_day"),
    "sold_in_all": lambda: text_of("standing", "sold_in_all"),
    "usual_curves": _curves("usual_curves"),
    sources.AHEAD: lambda: text_of("standing", sources.AHEAD).format(
        sums=_SUMS, how_far=DIMENSIONS["lead_band"].column
    ),
    sources.FARTHER: _distances,
    "residents": lambda: text_of("standing", "residents"),
    "visits": lambda: _of_history("performance", text_of("standing", "visits")),
    FIRSTS["performance"]: lambda: _of_history("performance", text_of("people", "firsts")),
    FIRSTS["sale"]: lambda: _of_history("sale", text_of("people", "firsts")),
}
_WRITTEN |= {name: partial(_reached, name) for name in REACHED}
_WRITTEN |= {name: partial(_arrivals, name) for name in sources.ARRIVALS}
_WRITTEN |= {name: partial(_together, name) for name in sources.BOTH}
NAMES = tuple(_WRITTEN)  # each after those that it reads
READ_FIRST = tuple(name for name in NAMES if not name.endswith("_by_sale"))  # pages are of performances unless asked
