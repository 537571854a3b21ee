"""Which readers the gate answers, and the reason it gives the others: pure."""

from houselights.errors import NotReleasable, Refused
from houselights.measures.question import Question

# Reader: why not. The protection that figures for others need is not built yet, so they get none.
NOT_YET = {
    "peers": "Figures for peers need the rules that keep small groups and single organisations unseen, "
    "and those are not built yet.",
    "funder": "Figures for a funder need the rules that keep small groups unseen, and those are not built yet.",
    "public": "Figures for the public need the rules that keep small groups unseen, and those are not built yet.",
}


def check_releasable(question: Question) -> None:
    """NotReleasable, with the reason, unless the organisation's own people ask."""
    if question.reader == "own":
        return
    reason = NOT_YET.get(question.reader, f"There is no reader “{question.reader}”.")
    refusal = NotReleasable(reason, remedy="Ask for reader own, as one of the organisation's people.")
    refusal.exit_code = Refused.exit_code  # the question is good; this reader may not have the answer
    raise refusal
