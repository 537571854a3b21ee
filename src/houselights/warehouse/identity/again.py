"""Which records are compared again after some came or changed: they, and who shares what grew common or rare."""

from collections import defaultdict
from collections.abc import Iterable

from houselights.warehouse.identity.linking import FEW, TOO_COMMON
from houselights.warehouse.identity.model import candidates, frequencies
from houselights.warehouse.store import Engine


def find_again(engine: Engine) -> None:
    """Make `again` of `tokens` (all records now), `fresh` (those that came or changed) and `replaced` (what they were).

    All else is as it was compared before: a pair depends on the tokens of its two records, on how many share them
    where that counts, and on whether too many do.
    """
    changed: dict[str, list[int]] = defaultdict(list)
    for token in _names():
        changed[token] = [value for value, count, more in _counts(engine, token) if _matters(token, count, more)]
    holders = " union ".join(["select record from fresh", *_holders(changed)])
    engine.make("again", f"select * from tokens where record in ({holders})")  # noqa: S608


def _names() -> list[str]:
    """Tokens that records are found by, and those whose frequency counts, each once."""
    return list(dict.fromkeys([*(one for one, _ in candidates()), *(name for name, _ in frequencies())]))


def _counts(engine: Engine, token: str) -> list[tuple[int, int, int]]:
    """(value, how many records have it now, how many more than before) where that is not as many."""
    return engine.rows(_COUNTS.format(token=token))


def _matters(token: str, count: int, more: int) -> bool:
    before = count - more
    grew_common = (count > TOO_COMMON) != (before > TOO_COMMON)
    return grew_common or (token in dict(frequencies()) and max(count, before) > FEW)


def _holders(changed: dict[str, list[int]]) -> Iterable[str]:
    for token, values in changed.items():
        if values:
            yield f"select record from tokens where {token} in ({', '.join(map(str, values))})"  # noqa: S608


_COUNTS = """
    with steps as (
        select {token} as token, 1 as step from fresh
        union all
        select {token}, -1 from replaced
    ),

    changes as (
        select token, sum(step) as more from steps where token is not null group by token having sum(step) <> 0
    )

    select changes.token, count(tokens.{token}), cast(changes.more as bigint)
    from changes
    left join tokens on changes.token = tokens.{token}
    group by changes.token, changes.more
"""
