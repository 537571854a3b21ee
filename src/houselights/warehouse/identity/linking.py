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

TOO_COMMON = (
    50  # records: what more of them share is a school's, an agency's or the box office's own, and tells nothing
)
FEW = 5  # records: as many as one person may have


def link(engine: Engine) -> None:
    """Make `compared` of `landed_customers`: pairs of records, how sure it is that they are one person's, and why."""
    find_candidates(engine)
    if engine.rows("select 1 from candidates limit 1"):
        engine.define("compared", _COMPARED.format(scored=score(engine, trained()), reasons=_reasons()))
    else:
        engine.take("compared", COMPARED.empty_table())  # and half a second is saved


def find_candidates(engine: Engine) -> None:
    """Make `candidates`, the pairs worth comparing, and `records`, what they are of."""
    engine.make("tokens", statement("records"))
    engine.make(
        "candidates",
        " union ".join(_ALIKE.format(one=one, other=other, most=TOO_COMMON) for one, other in candidates()),
    )
    engine.make("records", _RECORDS)


def score(engine: Engine, model: Trained) -> str:
    """The name of a table of pairs, each with its weight, probability and the level of each comparison."""
    from splink import Linker  # late: half a second

    database = engine.linkage()
    linker = Linker(database.register("records"), settings(model), log_level=None, validate_settings=False)
    linker.table_management.register_blocked_pairs_for_predict(database.register("candidates"))
    for comparison in levels().comparison:
        for level in comparison.level:
            if level.frequency:
                # As telling as it is in general where no more have it than one person's records may: so the size of an
                # audience does not matter. Where twice as many have it, it tells half as much.
                usual = model.levels[level.reason][1]
                engine.make(f"shared_{level.frequency}", _SHARED.format(name=level.frequency, usual=usual, few=FEW))
                shared = database.register(f"shared_{level.frequency}")
                linker.table_management.register_term_frequency_lookup(shared, level.frequency)
    scored = linker.inference.predict(warning_mode="never")
    return str(scored.physical_name)


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

_RECORDS = """
    select * from tokens
    where record in (select join_key_l from candidates union select join_key_r from candidates)
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
