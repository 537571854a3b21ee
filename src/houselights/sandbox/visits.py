"""One request to the box office, as its answers see it."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from houselights.sandbox.access import Mode, Problem
from houselights.sandbox.catalogue import Event, Performance
from houselights.sandbox.faults import Faults
from houselights.sandbox.theatre import Theatre


@dataclass(frozen=True)
class Visit:
    """A request already let in. Query names are lower case, as the real server does not mind their case."""

    theatre: Theatre
    mode: Mode
    path: dict[str, str]
    query: dict[str, str]
    raw_body: bytes
    faults: Faults

    @property
    def is_owner(self) -> bool:
        return self.mode == "owner"

    def insist_owner(self) -> None:
        """Customers and orders are the theatre's own."""
        if self.mode == "web":
            raise Problem(401, "Unauthorized: this needs a signed request.")
        if self.mode == "agent":
            raise Problem(403, "Forbidden: agents may not read customers or orders.")

    def body(self) -> Any:
        """The JSON sent; some clients wrap it in an array of one."""
        try:
            return json.loads(self.raw_body or b"{}")
        except ValueError:
            raise Problem(400, "Bad Request: the body is not JSON.") from None

    def event(self) -> Event:
        """The event in the path: hidden or archived ones only for the owner."""
        event = self.theatre.event(self.path["id"])
        if event is None or not (self.is_owner or self.may_list(event)):
            raise not_found()
        return event

    def performance(self) -> Performance:
        """The performance in the path, under the same rule."""
        performance = self.theatre.performance(self.path["id"])
        if performance is None or not (self.is_owner or self.may_list(performance.event)):
            raise not_found()
        return performance

    def may_list(self, event: Event) -> bool:
        """Archived events are on no list; the web sees only what was put there."""
        return not event.is_archived and (self.is_owner or event.is_web_visible)

    def moment(self, name: str, *, end: bool = False) -> datetime | None:
        """A date or date and time in the query, in theatre time; a bare date at the end means the whole day."""
        text = self.query.get(name.lower())
        if not text:
            return None
        try:
            if len(text) == 10:
                return datetime.combine(date.fromisoformat(text), time.max if end else time.min)
            return datetime.fromisoformat(text).replace(tzinfo=None)
        except ValueError:
            raise Problem(400, f"Bad Request: {name} is not a date.") from None


def not_found() -> Problem:
    """The real system's words."""
    return Problem(404, "Resource Not Found")
