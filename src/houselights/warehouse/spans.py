"""All tickets, some weeks of performances at a time: sorting ten million at once takes four times the memory."""

from collections.abc import Iterator
from math import ceil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from houselights.warehouse.parts import write_all
from houselights.warehouse.stages import SALES, TICKETS, USED_ONCE, stage
from houselights.warehouse.store import PART, Engine

AT_ONCE = 250_000  # landed tickets; each span reads them all and keeps its own
MOST_SPANS = 20  # so ten million are worked out half a million at a time


def work_out(engine: Engine, *names: str) -> None:
    """Stages in turn; one that is used once is only named."""
    for name in names:
        if name in USED_ONCE:
            engine.define(name, stage(name))
        else:
            engine.make(name, stage(name))


def write_sales(engine: Engine, *, folder: Path, mark: str) -> dict[str, list[Path]]:
    """The files of each table of sales, of all landed tickets."""
    written: dict[str, list[Path]] = {name: [] for name in SALES}
    for span, rows in _in_spans(engine):
        for name in SALES:
            written[name] += write_all(engine, name, folder=folder, mark=f"{mark}{span}", rows=rows)
    return {name: _without_empty(paths) for name, paths in written.items()}


def _without_empty(paths: list[Path]) -> list[Path]:
    """A span may have no sales of a kind; one file stays, for it says which columns there are."""
    empty = [path for path in paths if pq.read_metadata(path).num_rows == 0]
    if len(empty) == len(paths):
        empty = empty[1:]
    for path in empty:
        path.unlink()
    return [path for path in paths if path not in empty]


def _in_spans(engine: Engine) -> Iterator[tuple[str, int]]:
    """Work out the tickets of one span after the other: its mark, and how many rows make files of about one size."""
    sizes = _sizes(engine)
    if len(sizes) < 2:
        engine.define("tickets_read", "select * from landed_tickets")
        work_out(engine, *TICKETS)
        _put_in_order(engine)
        yield "", PART
        return
    _set_apart(engine)
    for span, linked in sizes:
        _work_out_span(engine, span)
        _put_in_order(engine)
        yield f"-{span:02d}", ceil(linked / max(1, round(linked / PART))) or PART
    engine.drop("tickets_in_order")


def _put_in_order(engine: Engine) -> None:
    work_out(engine, "tickets_in_order")
    engine.define("ticket_validity", "select * from tickets_in_order")
    engine.drop("ticket_holdings")


def _sizes(engine: Engine) -> list[tuple[int, int]]:
    """(span, landed tickets of linked performances) of each."""
    ((tickets,),) = engine.rows("select cast(coalesce(sum(tickets), 0) as bigint) from tickets_named")
    engine.take("at_once", pa.table({"tickets": [max(AT_ONCE, ceil(tickets / MOST_SPANS))]}))
    work_out(engine, "spans")
    return engine.rows(_SIZES)


def _set_apart(engine: Engine) -> None:
    """What several orders or performances held is told by all of its rows, whichever spans they are in."""
    work_out(engine, "tickets_apart")
    engine.define("tickets_read", f"select * from landed_tickets where {_APART}")  # noqa: S608  (as all here, our own)
    work_out(engine, *TICKETS)
    engine.make("validity_apart", "select * from ticket_validity")
    engine.make("returned_apart", "select * from returned")
    for name in ("ticket_holdings", "contested_holdings", "returned"):
        engine.drop(name)


def _work_out_span(engine: Engine, span: int) -> None:
    """As TICKETS does it, of a span: nothing in it is contested, and all that returned did so within it."""
    here = f"(connection_id, performance_id) in (select connection_id, performance_id from spans where span = {span})"  # noqa: S608
    engine.define("tickets_read", f"select * from landed_tickets where {here} and not {_APART}")  # noqa: S608
    work_out(engine, "ticket_versions", "ticket_holdings")
    engine.define("ticket_validity", "select * from ticket_holdings")
    engine.make("returned_here", stage("returned"))
    engine.define("ticket_validity", f"{_HELD} union all select * from validity_apart where {here}")  # noqa: S608
    engine.define("returned", "select * from returned_here union all select * from returned_apart")


_APART = "hash(connection_id, ticket_id) in (select mark from tickets_apart)"
_HELD = "select * from ticket_holdings"

_SIZES = """
    with linked as (
        select distinct connection_id, performance_id from performances
    )

    select
        spans.span,
        cast(coalesce(sum(spans.tickets) filter (where linked.performance_id is not null), 0) as bigint)
    from spans
    left join linked
        on spans.connection_id = linked.connection_id and spans.performance_id = linked.performance_id
    group by spans.span
    order by spans.span
"""
