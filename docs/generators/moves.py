"""The table of a thing's allowed moves, as a diagram and in words."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from generators.markdown import table

if TYPE_CHECKING:
    from houselights.submissions.moving import Move


def diagram(moves: "Sequence[Move]") -> str:
    """The moves as a picture, which Mermaid draws."""
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> draft"]
    lines += [f"    {each.before} --> {each.after}: {each.verb}" for each in moves if each.before != each.after]
    return "\n".join([*lines, "```", ""])


def states_in_words(states: Mapping[str, str]) -> str:
    """What each state means."""
    return table(["state", "means"], [[f"`{name}`", words] for name, words in states.items()])


def moves_in_words(moves: "Sequence[Move]") -> str:
    """Each move with the permission that it needs."""
    return table(
        ["from", "step", "to", "needs the permission"],
        [[each.before, each.verb, each.after, f"`{each.permission}`"] for each in moves],
    )
