"""What is decided about an upload from values in hand: its allowed moves, and how alike is alike enough."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from houselights.errors import WrongUsage

if TYPE_CHECKING:
    from houselights.connectors.base import BoxOfficeId

# Reads an id in any form for a kind of box office: `connectors.registry.read_id`, which the doors pass in.
ReadId = Callable[[str, str], "BoxOfficeId"]

# The allowed moves of an upload.
MOVES: dict[str, frozenset[str]] = {
    "previewed": frozenset({"stored", "abandoned"}),
    "stored": frozenset({"undone"}),
    "undone": frozenset(),
    "abandoned": frozenset(),
}
STATES = tuple(MOVES)
_STATE_WORDS = {
    "previewed": "has not been saved yet",
    "stored": "is on the register already",
    "undone": "was taken back",
    "abandoned": "was left without saving",
}

SURE = (
    85  # likeness, of 100, from which a value that is not on its list is mended in the fixed copy; never in an upload
)
CLEAR_BY = 5  # and it must lead the next nearest by so much
PREVIEWS_KEPT = timedelta(days=7)
FILES_KEPT = timedelta(days=365)  # a saved workbook, for its annotated copy


def can_move(state: str, to: str) -> bool:
    return to in MOVES[state]


def check_can_move(number: int, state: str, to: str) -> None:
    """WrongUsage with the reason where an upload may not become that now."""
    if not can_move(state, to):
        raise WrongUsage(
            f"Upload {number} {_STATE_WORDS[state]}.", remedy="Upload the workbook again to go on from it."
        )
