"""The allowed moves of a return: one table. Its diagram in the docs is made from it. Pure."""

from houselights.submissions.moving import Allowed, Move

STATES = {
    "draft": "being made; figures follow the feed and the register",
    "checked": "somebody has looked at what is left open and at what changed",
    "signed": "somebody who may has signed for it",
    "submitted": "frozen, and with the funder",
    "amended": "a later version is frozen, and takes the place of the one before",
    "withdrawn": "taken back from the funder; what was frozen is kept",
}
WITH_FUNDER = ("submitted", "amended")


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
_DONE = {
    "change": "changed",
    "check": "checked",
    "sign": "signed",
    "submit": "submitted",
    "submit again": "submitted",
    "amend": "amended",
    "withdraw": "withdrawn",
}
_FIRST = {"sign": "check", "submit": "sign", "submit again": "sign", "change": "amend", "check": "amend"}
_ALLOWED = Allowed("return", MOVES, done=_DONE, first=_FIRST)
can, move = _ALLOWED.can, _ALLOWED.move
