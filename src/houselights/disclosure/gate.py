"""The gate: the one place where figures are released, to a named reader."""

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from houselights.disclosure.frozen import Ledger
from houselights.disclosure.known import check_known, open_figures
from houselights.disclosure.outside import answer_outside, last_day_of
from houselights.disclosure.released import ReleasedTable
from houselights.disclosure.shapes import check_shape
from houselights.errors import WrongUsage
from houselights.measures.calculate import can_be_told, count, count_all, stand_ready
from houselights.measures.catalogue import check_can_be_asked
from houselights.measures.counted import Counted
from houselights.measures.question import Question

if TYPE_CHECKING:
    from houselights.warehouse.opened import Warehouse

KEPT = 1000  # released tables in memory; a page asks about a dozen
MOST_CELLS = 20_000  # of a table that is kept: a million take 300 MB
LARGEST = 150_000  # of one larger table, which the page that asked for it asks for again


Key = tuple[Path, Hashable, Question]

_released: OrderedDict[Key, ReleasedTable] = OrderedDict()
_lock = Lock()
_turns = tuple(Lock() for _ in range(64))


def release(question: Question, *, home: Path, ledger: Ledger | None = None) -> ReleasedTable:
    """The released answer; NotReleasable, with the reason, where this reader may not have it."""
    check_can_be_asked(question)
    assert question.bases or question.reader == "own"  # what leaves the house is decided by who is behind it
    if question.reader == "own":
        table = _answer(question, home)
    else:
        check_shape(question)
        table = _outside(question, home, ledger)
    if ledger:
        ledger.note(table)
    return table


def _outside(question: Question, home: Path, ledger: Ledger | None) -> ReleasedTable:
    """What this organisation's release of the period says, frozen when it was first asked for."""
    warehouse = open_figures(question.of, home)
    last_day = last_day_of(warehouse.data_as_of, warehouse.bundle.time_zone)
    return answer_outside(question, lambda each: count(each, warehouse), last_day=last_day, ledger=ledger)


def prepare(questions: Sequence[Question], *, home: Path) -> None:
    """Work out what a page of an organisation's own people is about to ask, questions of one kind together.

    Whatever has no answer is left: `release` says why, when it is asked for.
    """
    own = list(dict.fromkeys(each for each in questions if each.reader == "own"))
    if not own:
        return
    with suppress(WrongUsage):
        warehouse = open_figures(own[0].of, home)
        check_known(own[0].as_at, warehouse.known_from, warehouse.bundle.time_zone)
        made = (home.resolve(), warehouse.made)
        with _turns[hash((*made, *own)) % len(_turns)]:  # as below: the same page of a new build, worked out once
            _answer_all([each for each in own if _kept((*made, each)) is None], warehouse, made)


def make_ready(of: str, *, home: Path) -> None:
    """Before anybody asks anything of a new build: what its pages read is worked out. Nothing where there is none."""
    with suppress(WrongUsage):
        stand_ready(open_figures(of, home))


def _answer_all(questions: Sequence[Question], warehouse: "Warehouse", made: tuple[Path, Hashable]) -> None:
    can_be = [each for each in questions if can_be_told(each, warehouse)]
    for question, counted in count_all(can_be, warehouse).items():
        _keep((*made, question), _exact(question, counted))


def forget() -> None:
    """Let go of the answers kept in memory: the next are counted anew, the same as before."""
    with _lock:
        _released.clear()


def kept(question: Question, *, home: Path) -> ReleasedTable | None:
    """The answer for the organisation's own people that is in memory; None where it has to be worked out."""
    return _kept(_key(question, home)[0]) if question.reader == "own" else None


def _answer(question: Question, home: Path) -> ReleasedTable:
    key, warehouse = _key(question, home)
    # What is kept waits for no turn: a turn is shared with other questions, which may be at work.
    return _kept(key) or _count(question, warehouse, key)


def _key(question: Question, home: Path) -> tuple[Key, "Warehouse"]:
    warehouse = open_figures(question.of, home)
    check_known(question.as_at, warehouse.known_from, warehouse.bundle.time_zone)
    return (home.resolve(), warehouse.made, question), warehouse


def _count(question: Question, warehouse: "Warehouse", key: Key) -> ReleasedTable:
    with _turns[hash(key) % len(_turns)]:  # four readers of a new build ask the same: it is worked out once
        table = _kept(key) or _exact(question, count(question, warehouse))
        _keep(key, table)
    return table


def _kept(key: Key) -> ReleasedTable | None:
    with _lock:
        if found := _released.get(key):
            _released.move_to_end(key)
        return found


def _keep(key: Key, table: ReleasedTable) -> None:
    if len(table.cells) > LARGEST:
        return
    with _lock:
        if len(table.cells) > MOST_CELLS:
            for other in [each for each, kept in _released.items() if len(kept.cells) > MOST_CELLS]:
                del _released[other]
        _released[key] = table
        _released.move_to_end(key)
        if len(_released) > KEPT:
            _released.popitem(last=False)


def _exact(question: Question, counted: Counted) -> ReleasedTable:
    """For the organisation's own people: every cell as it is."""
    return ReleasedTable(
        question=question,
        unit=counted.unit,
        title=counted.title,
        definition=counted.definition,
        coded=counted.coded,
        cells=counted.cells,
        total=counted.total,
        total_base=counted.total_base,
        suppressed=0,
        data_as_of=counted.data_as_of,
        build=counted.build,
        notes=counted.notes,
        total_numerator=counted.total_numerator,
        total_denominator=counted.total_denominator,
    )
