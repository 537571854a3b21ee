"""The mark of the rules: another one, and a figure may mean something else."""

from functools import cache
from hashlib import blake2b

from houselights.measures.catalogue import MEASURES
from houselights.warehouse.stages import rules


@cache
def rules_mark() -> str:
    """The hash of all that decides a figure: the stages of a build, and every measure's words and SQL."""
    words = "".join(measure.definition + measure.sql for measure in MEASURES.values())
    return blake2b((rules() + words).encode(), digest_size=8).hexdigest()
