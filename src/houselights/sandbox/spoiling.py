"""Spoils answers on purpose, as the faults say: single records inside a good body, or the whole response."""

import asyncio
import gzip
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime
from functools import cache
from typing import Any

from starlette.types import Send

from houselights.sandbox.faults import Fault, Faults
from houselights.sandbox.records import Json

_HTML = (
    b"<!DOCTYPE html><html><head><title>Attention Required! | Cloud edge</title></head><body><h1>%d</h1></body></html>"
)


def spoil_records(text: str, faults: Faults, struck: list[Fault]) -> str:
    """The same body with some of its records spoilt."""
    body = json.loads(text)
    rows = body["values"] if isinstance(body, dict) and "values" in body else body
    for row in list(rows) if isinstance(rows, list) else [rows]:
        for fault in struck:
            if isinstance(row, dict) and faults.strikes_record(fault):
                _spoil(row, fault, rows)
    return json.dumps(body, ensure_ascii=False)


def _spoil(row: Json, fault: Fault, rows: Any) -> None:
    if fault.kind == "row-twice":
        if isinstance(rows, list):  # a single record has no row to come twice
            rows.append(row)
    else:
        _SPOILERS[fault.kind](row, fault)


def _each_ticket(change: Callable[[Json], None]) -> Callable[[Json, Fault], None]:
    def spoil(order: Json, _: Fault) -> None:
        for ticket in order.get("tickets") or []:
            change(ticket)

    return spoil


def _set(**values: Any) -> Callable[[Json, Fault], None]:
    return lambda row, _: row.update({name: value for name, value in values.items() if name in row})


def _event_as_string(ticket: Json) -> None:
    if isinstance(ticket["event"], dict):
        ticket["event"] = ticket["event"]["id"]


def _set_postcode(postcode: str, country: str = "GB") -> Callable[[Json, Fault], None]:
    def spoil(customer: Json, _: Fault) -> None:
        copies = [customer.get("billingAddress"), customer.get("deliveryAddress")]
        for address in filter(None, [*(customer.get("addresses") or []), *copies]):
            address.update({"postcode": postcode, "country": country})

    return spoil


def _rename_attribute(event: Json, fault: Fault) -> None:
    if f"attribute_{fault.name}" in event:
        event[f"attribute_{fault.name}Renamed"] = event.pop(f"attribute_{fault.name}")


def _with_z(performance: Json, _: Fault) -> None:
    for row in [performance, *performance.get("instances", [])]:
        if "startUtc" in row and not row["startUtc"].endswith("Z"):
            row["startUtc"] += "Z"


def _drop_a_field(row: Json, _: Fault) -> None:
    for name in ("firstTransactionDate", "start", "name"):
        if name in row:
            del row[name]
            return


def _no_plan(row: Json, _: Fault) -> None:
    for each in [row, *(row.get("tickets") or [])]:
        if "planId" in each:
            each["planId"] = None


_UNKNOWN_TYPE = {"id": "999999", "name": "Brand New Price"}
_SPOILERS: dict[str, Callable[[Json, Fault], None]] = {
    "start-utc-with-z": _with_z,
    "event-as-string": _each_ticket(_event_as_string),
    "plan-null": _no_plan,
    "unknown-ticket-type": _each_ticket(lambda ticket: ticket.update(type=_UNKNOWN_TYPE, ticketType=_UNKNOWN_TYPE)),
    "text-for-number": _each_ticket(lambda ticket: ticket.update(total="twelve")),
    "number-too-long": _each_ticket(lambda ticket: ticket.update(id="9" * 19 + ticket["id"][:1])),
    "customer-null": _set(customer=None),
    "missing-tickets": _set(tickets=None),
    "missing-field": _drop_a_field,
    "unknown-field": lambda row, _: row.update({"somethingNew": {"of": ["2027"]}}),
    "postcode-missing": _set_postcode("", ""),
    "postcode-foreign": _set_postcode("75011", "FR"),
    "postcode-malformed": _set_postcode("N/A"),
    "attribute-renamed": _rename_attribute,
}


LONGEST_DRIP = 300  # pieces: whoever is still there then is more patient than anybody should be


class BrokenOff(Exception):
    """The connection is cut in the middle of a body: raised to make the server drop it."""


async def spoil_response(fault: Fault, body: bytes, now: datetime, send: Send) -> bool:
    """Send something else than the answer; False when the answer itself may still follow."""
    kind = fault.kind
    if kind == "slow":
        await asyncio.sleep(fault.seconds)
        return False
    if kind in _PAGES:
        status, content_type, content = _PAGES[kind]
        await _send(send, status, content, content_type)
    elif kind == "rate-limited":
        when = now + timedelta(seconds=fault.seconds)
        wait = format_datetime(when, usegmt=True) if fault.http_date else str(round(fault.seconds))
        await _send(send, 429, b'{"message":"Too Many Requests"}', extra=[(b"retry-after", wait.encode())])
    elif kind == "redirect":
        await _send(send, 302, b"", extra=[(b"location", fault.location.encode())])
    elif kind == "truncated":
        await _send(send, 200, body[: max(1, len(body) // 2)])
    elif kind == "gzip-bomb":
        await _send(send, 200, _bomb(), extra=[(b"content-encoding", b"gzip")])
    else:
        await _break_body(fault, body, send)
    return True


_PAGES: dict[str, tuple[int, str, bytes]] = {
    "html-200": (200, "text/html; charset=utf-8", _HTML % 200),
    "html-403": (403, "text/html; charset=utf-8", _HTML % 403),
    "html-503": (503, "text/html; charset=utf-8", _HTML % 503),
    "text-200": (200, "text/plain", b"OK"),
    "error-500": (500, "application/json; charset=utf-8", b'{"message":"An error has occurred."}'),
    "deep-json": (200, "application/json; charset=utf-8", b"[" * 100_000 + b"]" * 100_000),
}


@cache
def _bomb() -> bytes:
    """Two hundred million bytes in two hundred thousand."""
    return gzip.compress(b"[" + b" " * 200_000_000 + b"]", 1)


async def _send(
    send: Send,
    status: int,
    body: bytes,
    content_type: str = "application/json; charset=utf-8",
    extra: list[tuple[bytes, bytes]] | None = None,
) -> None:
    headers = [(b"content-type", content_type.encode()), (b"content-length", str(len(body)).encode()), *(extra or [])]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _break_body(fault: Fault, body: bytes, send: Send) -> None:
    """A body that drips, or that ends before its promised length."""
    headers = [(b"content-type", b"application/json; charset=utf-8"), (b"content-length", str(len(body) + 2).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    if fault.kind == "drip":
        for place in range(min(len(body), LONGEST_DRIP)):
            await send({"type": "http.response.body", "body": body[place : place + 1], "more_body": True})
            await asyncio.sleep(fault.seconds)
    half = body if fault.kind == "wrong-length" else body[: len(body) // 2]
    await send({"type": "http.response.body", "body": half, "more_body": True})
    raise BrokenOff
