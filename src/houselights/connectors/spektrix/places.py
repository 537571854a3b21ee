"""Where a performance takes place: from its plan to the venue, each asked for once while a client is open."""

import threading
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import msgspec
from msgspec import Raw, Struct

from houselights.connectors.postcodes import postcode_in
from houselights.connectors.spektrix.shapes import PlanBody, VenueBody

Body = TypeVar("Body", PlanBody, VenueBody)


class Place(Struct, frozen=True):
    """What a performance's row says of its place."""

    plan_name: str = ""
    capacity: int | None = None
    venue_name: str = ""
    venue_postcode: str = ""


NOWHERE = Place()


class Placed(Struct, frozen=True):
    """A performance's record, with the place that was found for it."""

    body: Raw | bytes
    place: Place


class Ask(Protocol):
    """How the client asks for a path; None where there is no such thing."""

    def __call__(self, path: str, read: Callable[[bytes], Any]) -> Any: ...


class Places:
    """The plans and venues of one client: both lists first, then singly what they do not hold."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._loading = threading.Lock()
        self._plans: dict[str, PlanBody | None] | None = None
        self._venues: dict[str, VenueBody | None] = {}

    def of_plan(self, plan_id: str | None) -> Place:
        """The place of a plan; nowhere where there is none."""
        with self._loading:
            plan = self._plan(plan_id) if plan_id else None
            venue = self._venue(plan.venue.id) if plan and plan.venue else None
        if plan is None:
            return NOWHERE
        return Place(
            plan_name=(plan.name or "").strip(),
            capacity=plan.capacity if plan.capacity and 0 < plan.capacity < 1_000_000 else None,
            venue_name=(venue.name or "").strip() if venue else "",
            venue_postcode=postcode_in(_one_line(venue.address)) if venue else "",
        )

    def _plan(self, plan_id: str) -> PlanBody | None:
        if self._plans is None:
            self._plans = self._listed("plans", PlanBody)
            self._venues = self._listed("venues", VenueBody)
        if plan_id not in self._plans:
            self._plans[plan_id] = self._single("plans", plan_id, PlanBody)
        return self._plans[plan_id]

    def _venue(self, venue_id: str) -> VenueBody | None:
        if venue_id not in self._venues:
            self._venues[venue_id] = self._single("venues", venue_id, VenueBody)
        return self._venues[venue_id]

    def _listed(self, path: str, kind: type[Body]) -> dict[str, Body | None]:
        """A list by id; a record of it that makes no sense is left out, for its performances are still worth having."""
        raws = self._ask(path, msgspec.json.Decoder(list[Raw]).decode) or []
        bodies = [_read(raw, kind) for raw in raws]
        return {body.id: body for body in bodies if body}

    def _single(self, path: str, thing_id: str, kind: type[Body]) -> Body | None:
        raw = self._ask(f"{path}/{thing_id}", msgspec.json.Decoder(Raw).decode)
        return _read(raw, kind) if raw is not None else None


def _read(raw: Raw, kind: type[Body]) -> Body | None:
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _one_line(address: str | dict[str, Any] | None) -> str:
    if isinstance(address, dict):
        return ", ".join(str(part) for part in address.values() if part)
    return address or ""
