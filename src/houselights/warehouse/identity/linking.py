"""Find the pairs of records that are one person's: Splink, on exact comparisons of keyed tokens."""

from itertools import starmap

import pyarrow as pa

from houselights.warehouse.identity.model import Trained, candidates, frequencies, levels, settings, trained
from houselights.warehouse.store import Engine

COMPARED = pa.schema([
    ("connection_id", pa.int64()),
    ("customer_id", pa.string()),
    ("other_connection_id", pa.int64()),
    ("other_customer_id", pa.string()),
    ("weight", pa.float64()),
    ("probability", pa.float64()),
    ("reasons", pa.string()),
    ("record", pa.int64()),
    ("other_record", pa.int64()),
])  # fmt: skip

TOO_COMMON = 50  # records: what more of them share is a school's or the box office's own, and tells nothing
FEW = 5  # records: as many as one person may have
AT_ONCE = 100_000  # pairs: with three times as many, an engine's memory was once too little


def link(engine: Engine) -> None:
    """Make `compared` of the records in `tokens`: pairs, how sure it is that they are one person's, and why.

    Only pairs with a record of `again` in them, which has the same columns.
    """
    find_candidates(engine)
    count_shared(engine, trained())
    engine.take("compared_none", COMPARED.empty_table())
    ((parts,),) = engine.rows("select coalesce(max(part) + 1, 0) from candidates")
    for part in range(parts):
        choose(engine, part)
        score(engine, trained(), to=f"compared_{part}", select=_COMPARED.format(scored="{scored}", reasons=_reasons()))
    every = " union all ".join(f"select * from compared_{name}" for name in ("none", *range(parts)))  # noqa: S608
    engine.define("compared", every)


def find_candidates(engine: Engine) -> None:
    """Make `candidates`, the pairs worth comparing, in parts of a size that memory holds."""
    for one, others in _partners().items():
        held = " union ".join(f"select {other} from again where {other} is not null" for other in others)  # noqa: S608
        engine.make(f"common_{one}", _COMMON.format(one=one, held=held, most=TOO_COMMON))
    alike = " union ".join(starmap(_alike, candidates()))
    engine.make("candidates", _IN_PARTS.format(alike=alike, size=AT_ONCE))


def count_shared(engine: Engine, model: Trained) -> None:
    """Make a table of frequencies for each token whose frequency counts, as far as candidates have it.

    It is as telling as in general where no more have it than one person's records may: so the size of an audience
    does not matter. Where twice as many have it, it tells half as much.
    """
    engine.make("records", _RECORDS.format(pairs="candidates"))
    for name, reason in frequencies():
        usual = model.levels[reason][1]
        engine.make(f"shared_{name}", _SHARED.format(name=name, usual=usual, few=FEW))


def choose(engine: Engine, part: int) -> None:
    """Make `chosen`, one part of the pairs, and `records`, what they are of."""
    engine.make("chosen", f"select join_key_l, join_key_r, match_key from candidates where part = {part}")  # noqa: S608
    engine.make("records", _RECORDS.format(pairs="chosen"))


def score(engine: Engine, model: Trained, *, to: str, select: str) -> None:
    """Make a table of what is selected from the chosen pairs, each with its weight and the level of each comparison."""
    from splink import Linker  # late: half a second

    database = engine.linkage()
    linker = Linker(database.register("records"), settings(model), log_level=None, validate_settings=False)
    linker.table_management.register_blocked_pairs_for_predict(database.register("chosen"))
    for name, _ in frequencies():
        linker.table_management.register_term_frequency_lookup(database.register(f"shared_{name}"), name)
    scored = linker.inference.predict(warning_mode="never")
    engine.make(to, select.format(scored=scored.physical_name))
    linker.table_management.delete_tables_created_by_splink_from_db()


def _partners() -> dict[str, list[str]]:
    """Each token by which records are found, and those of the other record that it may be the same as."""
    found: dict[str, list[str]] = {}
    for one, other in candidates():
        found.setdefault(one, []).append(other)
    return found


def _alike(one: str, other: str) -> str:
    """Pairs with one token the same: the first of the pair is compared again, or the second."""
    first = _ALIKE.format(one=one, other=other, here="again", there="tokens")
    if one == other:
        return first
    return f"{first} union {_ALIKE.format(one=one, other=other, here='tokens', there='again')}"


def _reasons() -> str:
    """SQL for the reasons of a pair, in the order of levels.toml, with spaces between."""
    told = []
    for comparison in levels().comparison:
        named = reversed(comparison.level)  # Splink counts from the last
        cases = " ".join(f"when {number} then '{level.reason}'" for number, level in enumerate(named))
        told.append(f"case gamma_{comparison.name} {cases} end")
    return f"concat_ws(' ', {', '.join(told)})"


_COMMON = """
    with held as ({held})

    select {one} as token
    from tokens
    where {one} in (select * from held)
    group by {one}
    having count(*) > {most}
"""

_ALIKE = """
    select
        least(one.record, other.record) as join_key_l,
        greatest(one.record, other.record) as join_key_r,
        '0' as match_key
    from {here} as one
    inner join {there} as other on one.{one} = other.{other} and one.record <> other.record
    where one.{one} not in (select token from common_{one})
"""

_IN_PARTS = """
    select *, (row_number() over (order by join_key_l, join_key_r) - 1) // {size} as part
    from ({alike}) as every
"""

_RECORDS = """
    select * from tokens
    where record in (select join_key_l from {pairs} union select join_key_r from {pairs})
"""

_SHARED = """
    select {name}, {usual!r} * count(*) / {few} as tf_{name}
    from tokens
    where {name} in (select {name} from records where {name} is not null)
    group by {name}
    having count(*) > {few}
"""

_COMPARED = """
    select
        one.connection_id, one.customer_id,
        other.connection_id as other_connection_id, other.customer_id as other_customer_id,
        scored.match_weight as weight,
        scored.match_probability as probability,
        {reasons} as reasons,
        scored.record_l as record,
        scored.record_r as other_record
    from {scored} as scored
    inner join records as one on scored.record_l = one.record
    inner join records as other on scored.record_r = other.record
"""
