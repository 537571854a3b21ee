"""The errors a person can mend, drawn as a tree at its top.

    HouselightsError                   what happened, and `remedy`: what to do      exit
    ├── WrongUsage                     an unknown name, a value that cannot be       2
    │   ├── NotFound                   no such organisation, event, connection       2
    │   ├── Unreadable                 a file that is no workbook we can read        2
    │   └── NotReleasable              the gate will not answer this question        2 (3 when refused to a reader)
    ├── Refused                        not allowed to do that                        3
    │   └── CredentialsRefused         the box office does not accept the key        3
    ├── BoxOfficeUnavailable           try later; nothing is lost                    4
    ├── TooMuch                        a question of figures beyond the limits       2
    ├── AlreadyRunning                 another run holds the organisation's lock     5
    └── HomeProblem                    the home is half-written, newer, read-only    2

Wrong data is not an error: it becomes a quarantined row or a finding. Bugs are none of these: they crash.
"""

from collections.abc import Iterable
from difflib import get_close_matches


def perhaps(word: str, known: Iterable[str]) -> str:
    """`Did you mean tickets? `, for the beginning of a remedy; "" where nothing is near."""
    near = get_close_matches(word.casefold(), list(known), n=1, cutoff=0.7)
    return f"Did you mean {near[0]}? " if near else ""


class HouselightsError(Exception):
    """Says what happened; `remedy` says what to do. Shown to people without a traceback."""

    exit_code = 2

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class WrongUsage(HouselightsError):
    """Something was asked for that does not exist or cannot be."""


class NotFound(WrongUsage):
    """What was named is not there, or not yours to see: the two are never told apart."""


class Unreadable(WrongUsage):
    """A file that cannot be read as a workbook: `code` says which kind of trouble, `remedy` how to save it instead."""

    def __init__(self, code: str, message: str, *, remedy: str) -> None:
        super().__init__(message, remedy=remedy)
        self.code = code


class NotReleasable(WrongUsage):
    """The gate does not release this; the message gives the reason."""


class Refused(HouselightsError):
    """The person may not do this."""

    exit_code = 3


class CredentialsRefused(Refused):
    """The box office does not accept the credentials: tell at once, do not retry."""


class BoxOfficeUnavailable(HouselightsError):
    """The box office did not answer properly: back off, try later; the window is incomplete, never short."""

    exit_code = 4


class TooMuch(HouselightsError):
    """A question takes too long or too much memory; nothing else is harmed by it."""

    def __init__(
        self,
        message: str,
        *,
        remedy: str = "Ask for a shorter period or split by less, or try again when the server is less busy.",
    ) -> None:
        super().__init__(message, remedy=remedy)


class AlreadyRunning(HouselightsError):
    """Another run holds this organisation's lock."""

    exit_code = 5


class HomeProblem(HouselightsError):
    """The home folder cannot be used as it is."""
