"""The door every request comes through: who is asking, what is answered, with which headers, and what goes wrong."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from houselights.sandbox.access import Asked, Mode, Problem, mode_of
from houselights.sandbox.clock import Clock
from houselights.sandbox.faults import Faults
from houselights.sandbox.spoiling import spoil_records, spoil_response
from houselights.sandbox.theatre import Theatre
from houselights.sandbox.visits import Visit, not_found

Answer = Callable[[Visit], Any]
AT_ONCE = 4  # requests for orders that a crowded box office still answers


@dataclass
class BoxOffice:
    """Every client of the sandbox, its clock and its faults."""

    theatres: dict[str, Theatre]
    clock: Clock
    faults: Faults
    scheme: str = "http"
    trusts_forwarded_proto: bool = False
    orders_under_way: int = field(default=0, compare=False)


class Plain:
    """The smallest response: the headers of the real system and no others."""

    def __init__(self, status: int, body: bytes, content_type: bytes = b"application/json; charset=utf-8") -> None:
        self.status, self.body, self._content_type = status, body, content_type

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        headers = [(b"cache-control", b"no-cache"), (b"content-length", str(len(self.body)).encode())]
        if self.body:
            headers.append((b"content-type", self._content_type))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})


class Dated:
    """Puts the box office's own time on every answer."""

    def __init__(self, inside: ASGIApp, box_office: BoxOffice) -> None:
        self._inside, self._box_office = inside, box_office

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                shown = self._box_office.clock.now() + _skew(self._box_office)
                message["headers"] = [*message["headers"], (b"date", format_datetime(shown, usegmt=True).encode())]
            await send(message)

        await self._inside(scope, receive, dated)


def _skew(box_office: BoxOffice) -> timedelta:
    fault = box_office.faults.of("clock-skew")
    return timedelta(minutes=fault.minutes) if fault else timedelta(0)


class Door:
    """Lets one request in, has it answered, and spoils the answer where a fault says so."""

    def __init__(self, box_office: BoxOffice, answer: Answer) -> None:
        self._box_office, self._answer = box_office, answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        body = await request.body()
        route = scope["path"].partition("/api/v3/")[2]
        orders = route.startswith("orders")
        self._box_office.orders_under_way += orders
        try:
            status, answered = await self._status_and_body(request, route, body)
            client = request.path_params["client"]
            fault = self._box_office.faults.answer_for(client, route)
            if fault and await spoil_response(fault, answered, self._box_office.clock.now(), send):
                return
            await Plain(status, answered)(scope, receive, send)
        finally:
            self._box_office.orders_under_way -= orders

    async def _status_and_body(self, request: Request, route: str, body: bytes) -> tuple[int, bytes]:
        try:
            visit = self._visit(request, body)
            await self._take_time(route, visit)
            answered = self._answer(visit)
        except Problem as problem:
            return problem.status, json.dumps({"message": problem.message}).encode()
        if answered is None:
            return 204, b""
        text = answered if isinstance(answered, str) else json.dumps(answered, ensure_ascii=False)
        struck = self._box_office.faults.spoil(visit.theatre.client, route)
        return 200, (spoil_records(text, self._box_office.faults, struck) if struck else text).encode()

    def _visit(self, request: Request, body: bytes) -> Visit:
        theatre = self._box_office.theatres.get(request.path_params["client"])
        if theatre is None:
            raise not_found()
        query = {name.lower(): value for name, value in request.query_params.items()}
        mode = self._mode(request, theatre, body)
        return Visit(theatre, mode, request.path_params, query, body, self._box_office.faults)

    def _mode(self, request: Request, theatre: Theatre, body: bytes) -> Mode:
        headers = request.headers
        asked = Asked(
            request.method, self._url(request), headers.get("authorization", ""), headers.get("date", ""), body
        )
        is_revoked = bool(asked.authorization) and self._box_office.faults.use("key-revoked")
        accounts = {} if is_revoked else theatre.accounts
        return mode_of(asked, accounts, datetime.now(UTC) + _skew(self._box_office))

    def _url(self, request: Request) -> str:
        """The address exactly as it was on the wire, which is what the signature covers."""
        scheme = self._box_office.scheme
        if self._box_office.trusts_forwarded_proto:
            scheme = request.headers.get("x-forwarded-proto", scheme)
        query = request.scope["query_string"]
        target = request.scope["raw_path"] + (b"?" + query if query else b"")
        return f"{scheme}://{request.headers.get('host', '')}{target.decode('latin-1')}"

    async def _take_time(self, route: str, visit: Visit) -> None:
        """Orders take long and too many at once are turned away, when those switches are on."""
        if not route.startswith("orders"):
            return
        if self._box_office.faults.has("crowded") and self._box_office.orders_under_way > AT_ONCE:
            raise Problem(429, "Too Many Requests")
        slow = self._box_office.faults.of("orders-take-time")
        first, last = visit.moment("DateFrom"), visit.moment("DateTo")
        if slow and first and last:
            await asyncio.sleep(slow.seconds * ((last - first).days + 1))
