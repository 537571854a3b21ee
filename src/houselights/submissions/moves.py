"""The allowed moves of a return: one table. Its diagram in the docs is made from it. Pure."""

from dataclasses import dataclass

from houselights.errors import WrongUsage

STATES = {
    "draft": "being made; figures follow the feed and the register",
    "checked": "somebody has looked at what is left open and at what changed",
    "signed": "somebody who may has signed for it",
    "submitted": "frozen, and with the funder",
    "amended": "a later version is frozen, and takes the place of the one before",
    "withdrawn": "taken back from the funder; what was frozen is kept",
}
WITH_FUNDER = ("submitted", "amended")


@dataclass(frozen=True)
class Move:
    """From which state to which, by what, and who may: a permission of `organisations.permissions`."""

    before: str
    verb: str
    after: str
    permission: str


MOVES = (
    Move("draft", "change", "draft", "edit_register"),
    Move("draft", "check", "checked", "edit_register"),
    Move("checked", "change", "draft", "edit_register"),
    Move("checked", "check", "checked", "edit_register"),
    Move("checked", "sign", "signed", "sign_return"),
    Move("signed", "change", "draft", "edit_register"),
    Move("signed", "check", "checked", "edit_register"),
    Move("signed", "submit", "submitted", "sign_return"),
    Move("signed", "submit again", "amended", "sign_return"),
    Move("submitted", "amend", "draft", "sign_return"),
    Move("submitted", "withdraw", "withdrawn", "sign_return"),
    Move("amended", "amend", "draft", "sign_return"),
    Move("amended", "withdraw", "withdrawn", "sign_return"),
    Move("withdrawn", "amend", "draft", "sign_return"),
)
_TABLE = {(move.before, move.verb): move for move in MOVES}
_FIRST = {"sign": "check", "submit": "sign", "change": "amend", "check": "amend"}


def can(state: str, verb: str) -> bool:
    """Asks."""
    return (state, verb) in _TABLE


def move(state: str, verb: str) -> Move:
    """Insists: WrongUsage, with what comes first, for what cannot be done to a return in this state."""
    found = _TABLE.get((state, verb))
    if found is None:
        first = _FIRST.get(verb.removesuffix(" again"))
        remedy = f"First {first} it." if first else "Look at its state."
        raise WrongUsage(f"A return that is {state} cannot be {_DONE.get(verb, verb)}.", remedy=remedy)
    return found


_DONE = {
    "change": "changed",
    "check": "checked",
    "sign": "signed",
    "submit": "submitted",
    "submit again": "submitted",
    "amend": "amended",
    "withdraw": "withdrawn",
}
