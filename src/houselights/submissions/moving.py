"""Allowed moves of what goes from state to state: ask, or insist. Whose they are says its own table. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from houselights.errors import WrongUsage


@dataclass(frozen=True)
class Move:
    """From which state to which, by what, and who may: a permission of `organisations.permissions`."""

    before: str
    verb: str
    after: str
    permission: str


class Allowed:
    """A table of moves. `done` says each verb as it is when done, `first` what must come before one."""

    def __init__(self, thing: str, moves: Iterable[Move], *, done: Mapping[str, str], first: Mapping[str, str]) -> None:
        self._thing, self._done, self._first = thing, done, first
        self._moves = {(move.before, move.verb): move for move in moves}

    def can(self, state: str, verb: str) -> bool:
        """Asks."""
        return (state, verb) in self._moves

    def move(self, state: str, verb: str) -> Move:
        """Insists: WrongUsage, with what comes first, for what cannot be done in this state."""
        found = self._moves.get((state, verb))
        if found is None:
            raise WrongUsage(
                f"A {self._thing} that is {state} cannot be {self._done.get(verb, verb)}.",
                remedy=f"First {self._first[verb]} it." if verb in self._first else "Look at what it is now.",
            )
        return found
