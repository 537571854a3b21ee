"""Customer records as numbered rows of tokens: made of the whole landing, or of what was landed since and kept rows."""

from collections.abc import Sequence
from pathlib import Path

from houselights.warehouse.identity.model import statement
from houselights.warehouse.store import Engine

MOST_SINCE = 20  # of one record among so many, what came since the kept rows were last written whole


def all_tokens(engine: Engine) -> str:
    """The statement of tokens of all `landed_customers`."""
    engine.make("known_numbers", _NOBODY)
    return statement("records").format(after=0)


def update_tokens(engine: Engine, kept: Sequence[Path], *, after: int) -> None:
    """Make `tokens` of kept rows, the last file's first, and of what was landed after a reading.

    Also `fresh`, the rows that came or changed, and `replaced`, what those were before.
    """
    engine.read("kept", [kept[0]])
    engine.define("kept_tokens", "select * from kept")
    if len(kept) > 1:
        engine.read("since", [kept[1]])
        engine.define("kept_tokens", _LATEST.format(kept="kept", newer="since"))
    engine.make("known_numbers", _KNOWN.format(after=after))
    engine.make("fresh", statement("records").format(after=after))
    engine.make("replaced", "select * from kept_tokens where record in (select record from fresh)")
    engine.define("tokens", _LATEST.format(kept="kept_tokens", newer="fresh"))


def is_much(engine: Engine) -> bool:
    """Did so much come since the kept rows were written whole that they are better written whole again?"""
    ((since, whole),) = engine.rows("select (select count(*) from later), (select count(*) from kept)")
    return bool(since * MOST_SINCE > whole)


def name_later(engine: Engine, kept: Sequence[Path]) -> None:
    """Make `later`: what came or changed since the kept rows were last written whole."""
    if len(kept) > 1:
        engine.define("later", _LATEST.format(kept="since", newer="fresh"))
    else:
        engine.define("later", "select * from fresh")


_NOBODY = """
    select connection_id, customer_id, cast(0 as bigint) as record from landed_customers where 1 = 0
"""

# The highest number stands there too, whoever has it: new records go on from it.
_KNOWN = """
    select connection_id, customer_id, record
    from kept_tokens
    where customer_id in (select customer_id from landed_customers where reading > {after})
        or record = (select max(record) from kept_tokens)
"""

_LATEST = """
    select * from {kept} where record not in (select record from {newer})
    union all
    select * from {newer}
"""
