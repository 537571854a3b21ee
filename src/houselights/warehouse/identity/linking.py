"""Find the pairs of records that are one person's: Splink, on exact comparisons of keyed tokens."""

import pyarrow as pa

from houselights.warehouse.identity.model import Trained, candidates, levels, settings, statement, trained
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
    """Make `compared` of `landed_customers`: pairs of records, how sure it is that they are one person's, and why."""
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
    engine.make("tokens", statement("records"))
    alike = (_ALIKE.format(one=one, other=other, most=TOO_COMMON) for one, other in candidates())
    engine.make("candidates", _IN_PARTS.format(alike=" union ".join(alike), size=AT_ONCE))


def count_shared(engine: Engine, model: Trained) -> None:
    """Make a table of frequencies for each token whose frequency counts.

    It is as telling as in general where no more have it than one person's records may: so the size of an audience
    does not matter. Where twice as many have it, it tells half as much.
    """
    for name, reason in _frequencies():
        usual = model.levels[reason][1]
        engine.make(f"shared_{name}", _SHARED.format(name=name, usual=usual, few=FEW))


def choose(engine: Engine, part: int) -> None:
    """Make `chosen`, one part of the pairs, and `records`, what they are of."""
    engine.make("chosen", f"select join_key_l, join_key_r, match_key from candidates where part = {part}")  # noqa: S608
    engine.make("records", _RECORDS)


def score(engine: Engine, model: Trained, *, to: str, select: str) -> None:
    """Make a table of what is selected from the chosen pairs, each with its weight and the level of each comparison."""
    from splink import Linker  # late: half a second

    database = engine.linkage()
    linker = Linker(database.register("records"), settings(model), log_level=None, validate_settings=False)
    linker.table_management.register_blocked_pairs_for_predict(database.register("chosen"))
    for name, _ in _frequencies():
        linker.table_management.register_term_frequency_lookup(database.register(f"shared_{name}"), name)
    scored = linker.inference.predict(warning_mode="never")
    engine.make(to, select.format(scored=scored.physical_name))
    linker.table_management.delete_tables_created_by_splink_from_db()


def _frequencies() -> list[tuple[str, str]]:
    """(token, the reason it counts for) of each token whose frequency counts."""
    every = [level for comparison in levels().comparison for level in comparison.level]
    return [(level.frequency, level.reason) for level in every if level.frequency]


def _reasons() -> str:
    """SQL for the reasons of a pair, in the order of levels.toml, with spaces between."""
    told = []
    for comparison in levels().comparison:
        named = reversed(comparison.level)  # Splink counts from the last
        cases = " ".join(f"when {number} then '{level.reason}'" for number, level in enumerate(named))
        told.append(f"case gamma_{comparison.name} {cases} end")
    return f"concat_ws(' ', {', '.join(told)})"


_ALIKE = """
    select
        least(one.record, other.record) as join_key_l,
        greatest(one.record, other.record) as join_key_r,
        '0' as match_key
    from tokens as one
    inner join tokens as other on one.{one} = other.{other} and one.record <> other.record
    where one.{one} not in (
        select {one} from tokens where {one} is not null group by {one} having count(*) > {most}
    )
"""

_IN_PARTS = """
    select *, (row_number() over (order by join_key_l, join_key_r) - 1) // {size} as part
    from ({alike}) as every
"""

_RECORDS = """
    select * from tokens
    where record in (select join_key_l from chosen union select join_key_r from chosen)
"""

_SHARED = """
    select {name}, {usual!r} * count(*) / {few} as tf_{name}
    from tokens
    where {name} is not null
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
