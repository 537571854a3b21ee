"""Tries credentials step by step: is it there, do clocks agree, does the key fit, may it read orders and changes?"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw

from houselights.connectors.answers import LATER, apart
from houselights.connectors.base import NoChangesFeed, Step
from houselights.connectors.http import Received
from houselights.connectors.spektrix.changes import check_changes
from houselights.connectors.spektrix.signing import KeyNotWhole
from houselights.errors import BoxOfficeUnavailable, CredentialsRefused

if TYPE_CHECKING:
    from houselights.connectors.spektrix.client import Spektrix

_ATTEMPTS = 2  # somebody is waiting
_ROWS = msgspec.json.Decoder(list[Raw])
_NO_CLIENT = (
    "It is one lower-case word. Look for client-name= in the source of your website’s ticket pages, or for the word "
    "after the host in a booking link."
)
_NO_ADDRESS = "Check the address. If it is right, the box office may be away: try again in some minutes."
_NO_ORDERS = "Use an API account of the system owner, not an agent’s: Settings Interface, Users, API Accounts."
_NO_CHANGES = (
    "Nothing needs to be done: recent days are read again instead. Ask Spektrix for orders/sync to make syncs lighter."
)
Question = Callable[[], Received[object]]
Problem = BoxOfficeUnavailable | CredentialsRefused


def steps(box_office: "Spektrix") -> Iterator[Step]:
    """Up to the first that fails; only the feed of changes may be absent."""
    listed, problem = _try(lambda: _listings(box_office))
    if problem:
        yield Step("reachable", False, problem.message, _remedy(problem, _NO_ADDRESS))
        return
    assert listed is not None
    yield Step("reachable", True, "The box office answers.")
    if listed.value is None:
        yield Step("client", False, f"The box office knows no client called “{box_office.client}”.", _NO_CLIENT)
        return
    yield Step("client", True, f"“{box_office.client}” is known there.")
    yield from _signed_steps(box_office, apart(listed.at))


def _signed_steps(box_office: "Spektrix", clocks: str) -> Iterator[Step]:
    _, refused = _try(lambda: box_office.ask("tags", read=_ROWS.decode, attempts=_ATTEMPTS))
    if clocks and refused and not isinstance(refused, KeyNotWhole):
        # Only where it matters: how far apart is too far, nobody publishes.
        yield Step("clock", False, f"The clock of this server is {clocks}.", "Set this server’s clock right.")
        return
    yield Step("clock", True, f"The clock is {clocks}, which is accepted." if clocks else "The clocks agree.")
    if refused:
        yield Step("key", False, refused.message, refused.remedy)
        return
    yield Step("key", True, "The login and key are accepted.")
    _, refused = _try(lambda: _orders(box_office))
    if refused:
        yield _orders_step(refused)
        return
    yield Step("orders", True, "Orders can be read.")
    yield _changes_step(box_office)


def _orders_step(refused: Problem) -> Step:
    """A key without the right, told apart from a box office that is away just now."""
    if isinstance(refused, CredentialsRefused):
        return Step("orders", False, "This key may not read orders.", _NO_ORDERS)
    return Step("orders", False, refused.message, refused.remedy)


def _remedy(problem: Problem, otherwise: str) -> str:
    """What to do of its own, where it is more than to try later."""
    return otherwise if problem.remedy == LATER else problem.remedy


def _changes_step(box_office: "Spektrix") -> Step:
    try:
        check_changes(box_office, datetime.now(UTC) - timedelta(days=1), attempts=_ATTEMPTS)
    except NoChangesFeed:
        return Step("changes", False, "The feed of changed orders is not switched on for this client.", _NO_CHANGES)
    except (BoxOfficeUnavailable, CredentialsRefused) as problem:
        return Step("changes", False, problem.message, problem.remedy)
    return Step("changes", True, "The feed of changed orders can be read.")


def _listings(box_office: "Spektrix") -> Received[object]:
    soon = {"instanceStart_from": str(datetime.now(UTC).date())}
    return box_office.ask("events", soon, read=_ROWS.decode, is_signed=False, attempts=_ATTEMPTS)


def _orders(box_office: "Spektrix") -> Received[object]:
    day = str(datetime.now(UTC).date())
    return box_office.ask("orders", {"DateFrom": day, "DateTo": day}, read=_ROWS.decode, attempts=_ATTEMPTS)


def _try(question: Question) -> tuple[Received[object] | None, Problem | None]:
    try:
        return question(), None
    except (BoxOfficeUnavailable, CredentialsRefused) as problem:
        return None, problem
