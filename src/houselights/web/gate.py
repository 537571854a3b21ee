"""The pages' way to the gate: the home is the server's own, the organisation stands in the question."""

from django.conf import settings

from houselights.disclosure.gate import release
from houselights.disclosure.released import ReleasedTable
from houselights.measures.question import Question


def released(question: Question) -> ReleasedTable:
    """The released table; NotReleasable with the reason where the gate does not answer."""
    return release(question, home=settings.HOME.path)
