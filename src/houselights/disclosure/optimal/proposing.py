"""Which places to hide besides the secret ones, as τ-ARGUS proposes, measure after measure; never the last word."""

from collections.abc import Mapping, Sequence

from houselights.disclosure.cells import Exact, Guard, Key, Place, Relation
from houselights.disclosure.optimal.problem import problem_of
from houselights.disclosure.optimal.solving import is_installed, solved


def proposed(
    cells: Mapping[Key, Exact],
    relations: Sequence[Relation],
    *,
    secret: set[Place],
    guards: Sequence[Guard],
    measures: set[str],
) -> set[Place]:
    """`secret` and what is to be hidden for its sake; `secret` alone where τ-ARGUS is not there or fails.

    It knows the tables of one measure, how they add up and how they are rounded. That a place is hidden for all
    measures at once, that bookers are at most the tickets, and what was released before, only the audit knows.
    """
    hidden = set(secret)
    if not is_installed():
        return hidden
    for measure in [each for each in dict.fromkeys(key.measure for key in cells) if each in measures]:
        problem = problem_of(measure, cells, relations, hidden=hidden, guards=guards)
        if problem.places:
            hidden |= {problem.places[line] for line in solved(problem.text) if line in problem.places}
    return hidden
