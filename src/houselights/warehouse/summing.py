"""Parties, the tickets of one order for one performance: a file of them for each file of tickets."""

from collections.abc import Sequence
from pathlib import Path

from houselights.warehouse.parts import taken_over
from houselights.warehouse.stages import stage
from houselights.warehouse.store import Engine


def write_parties(engine: Engine, tickets: Sequence[Path], before: Sequence[Path], folder: Path) -> list[Path]:
    """Those of tickets that were taken over are too, from `before`; the others are added up. `ticket_sales` is named
    anew after this."""
    known = {path.name: path for path in before}
    engine.define("each_ticket", stage("each_ticket"))
    written = []
    for path in tickets:
        parties = folder / path.name.replace("ticket_sales", "parties", 1)
        if parties.name in known:
            taken_over(known[parties.name], folder)
        else:
            engine.read("ticket_sales", [path])
            engine.write("parties", stage("parties"), parties)
        written.append(parties)
    return written
