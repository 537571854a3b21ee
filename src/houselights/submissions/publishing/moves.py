"""The allowed moves of a publication: one table, and the rule of two people. Pure."""

from collections.abc import Collection

from houselights.errors import Refused
from houselights.submissions.moving import Allowed, Move

STATES = {
    "draft": "being written; only people of the funder see it",
    "asked": "somebody has asked for its release; nothing in it changes",
    "released": "frozen, and open to everybody",
    "withdrawn": "no longer shown; its address says so, and why",
    "dropped": "left by those who wrote it; nobody outside ever saw it",
}


MOVES = (
    Move("draft", "change", "draft", "draft_publication"),
    Move("draft", "ask", "asked", "draft_publication"),
    Move("draft", "drop", "dropped", "draft_publication"),
    Move("asked", "send back", "draft", "draft_publication"),
    Move("asked", "release", "released", "release_publication"),
    Move("released", "withdraw", "withdrawn", "release_publication"),
)
_DONE = {
    "change": "changed",
    "ask": "put forward for release",
    "drop": "dropped",
    "send back": "sent back",
    "release": "released",
    "withdraw": "withdrawn",
}
_ALLOWED = Allowed("publication", MOVES, done=_DONE, first={})
can, move = _ALLOWED.can, _ALLOWED.move


def is_another(person: int, worked_on: Collection[int]) -> bool:
    """Had this person no hand in what is to be released?"""
    return person not in worked_on


def check_another(person: int, worked_on: Collection[int]) -> None:
    """Two people release: whoever wrote a word of it, or asked for its release, does not decide."""
    if not is_another(person, worked_on):
        raise Refused(
            "You had a hand in this publication, so somebody else has to release it.",
            remedy="Ask another person of the funder to look at it, and to release it or send it back.",
        )
