"""Every kind of box office by its name: open one, and read an id the way its people write it."""

from collections.abc import Callable

from houselights.connectors.base import BoxOffice, BoxOfficeId, Credentials
from houselights.connectors.http import PATIENT, Manners
from houselights.connectors.spektrix import ids as spektrix_ids
from houselights.errors import WrongUsage

Opener = Callable[[Credentials, int | None, str, Manners], BoxOffice]


def open_box_office(
    kind: str, credentials: Credentials, *, budget: int | None = None, contact: str = "", waits: float = 1
) -> BoxOffice:
    """An open box office, within `budget` requests (None: no limit). Close it.

    `contact` is told with every request; every wait and time-out is `waits` times as long as usual.
    """
    return _found(kind)(credentials, budget, contact, PATIENT.times(waits))


def read_id(kind: str, text: str) -> BoxOfficeId:
    """An event id from its full form, the bare number or a booking link; neither part where it is none of these."""
    _found(kind)
    return _READERS[kind](text)


def _found(kind: str) -> Opener:
    if kind not in _OPENERS:
        raise WrongUsage(f"There is no kind of box office “{kind}”.", remedy=f"Use one of: {', '.join(KINDS)}.")
    return _OPENERS[kind]


def _spektrix(credentials: Credentials, budget: int | None, contact: str, manners: Manners) -> BoxOffice:
    from houselights.connectors.spektrix.client import Spektrix  # late: most commands never open one

    return Spektrix(credentials, budget=budget, contact=contact, manners=manners)


_OPENERS: dict[str, Opener] = {"spektrix": _spektrix}
_READERS: dict[str, Callable[[str], BoxOfficeId]] = {"spektrix": spektrix_ids.read_id}
KINDS = tuple(_OPENERS)
