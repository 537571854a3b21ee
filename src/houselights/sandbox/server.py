"""The box office over HTTP: which address is answered by what."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import ASGIApp

from houselights.sandbox import customers, listings, order_answers, references
from houselights.sandbox.door import Answer, BoxOffice, Dated, Door, Plain


def _routes() -> list[tuple[str, str, Answer]]:
    return [
        ("GET", "events", listings.events),
        ("GET", "events/{id}", listings.event),
        ("GET", "events/{id}/instances", listings.event_performances),
        ("GET", "events/{id}/availability", listings.event_availability),
        ("GET", "instances", listings.performances),
        ("GET", "instances/{id}", listings.performance),
        ("GET", "instances/{id}/plan", listings.performance_plan),
        ("GET", "instances/{id}/price-list", listings.performance_price_list),
        ("GET", "instances/{id}/status", listings.performance_status),
        ("GET", "instances/{id}/status/areas/{area}", listings.performance_status),
        ("GET", "price-lists/{id}", listings.price_list),
        ("GET", "plans", listings.plans),
        ("GET", "plans/{id}", listings.plan),
        ("GET", "venues", listings.buildings),
        ("GET", "venues/{id}", listings.building),
        ("GET", "statements", references.fixed(references.STATEMENTS)),
        ("GET", "tags", references.fixed(references.TAGS)),
        ("GET", "tag-groups", references.tag_groups),
        ("GET", "funds", references.fixed(references.FUNDS)),
        ("GET", "memberships", references.fixed(references.MEMBERSHIPS)),
        ("GET", "stock-items", references.fixed(references.STOCK_ITEMS)),
        ("GET", "offers", references.offers),
        ("GET", "countries", references.fixed(references.COUNTRIES)),
        ("GET", "customers", customers.by_email),
        ("POST", "customers", customers.make),
        ("DELETE", "customers/tags/{tag}", customers.remove_tag),
        ("GET", "customers/{id}", customers.one),
        ("PATCH", "customers/{id}", customers.change),
        ("GET", "customers/{id}/tags", customers.tags),
        ("POST", "customers/{id}/tags", customers.add_tags),
        ("DELETE", "customers/{id}/tags/{tag}", customers.remove_tag),
        ("GET", "customers/{id}/agreed-statements", customers.agreed_statements),
        ("POST", "customers/{id}/agreed-statements", customers.agree),
        ("GET", "customers/{id}/addresses", customers.addresses),
        ("GET", "customers/{id}/orders", customers.orders),
        ("GET", "orders", order_answers.orders),
        ("GET", "orders/sync", order_answers.changes),
        ("GET", "orders/{id}", order_answers.order),
    ]


def application(box_office: BoxOffice) -> ASGIApp:
    """The whole box office as an ASGI application."""
    prefix = "/{client}/api/v3/"
    routes = [Route(prefix + "Help", _help_page)]
    routes += [Route(prefix + path, Door(box_office, answer), methods=[method]) for method, path, answer in _routes()]
    missing = {404: _nothing_there, 405: _nothing_there}
    return Dated(Starlette(routes=routes, exception_handlers=missing), box_office)  # type: ignore[arg-type]


async def _nothing_there(_: Request, __: Exception) -> Plain:
    return Plain(404, b'{"message":"Resource Not Found"}')


async def _help_page(_: Request) -> Plain:
    rows = "".join(f"<li>{method} {path}</li>" for method, path, _ in _routes())
    page = f"<!DOCTYPE html><html><body><p><strong>{references.BANNER}</strong></p><ul>{rows}</ul></body></html>"
    return Plain(200, page.encode(), b"text/html; charset=utf-8")
