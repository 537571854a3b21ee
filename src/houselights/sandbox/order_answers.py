"""Orders: by window of days, by id, by customer, and the feed of changes."""

from datetime import UTC, date, datetime

from houselights.sandbox import order_bytes
from houselights.sandbox.access import Problem
from houselights.sandbox.visits import Visit, not_found

PAGE = 100


def orders(visit: Visit) -> str:
    """Whole orders with any transaction in the window, both days included; `page` and `pageSize` are ignored."""
    visit.insist_owner()
    confirmed_on = visit.moment("confirmedOn")
    if confirmed_on:
        return order_bytes.orders_json(visit.theatre.orders_between(confirmed_on.date(), confirmed_on.date()))
    first, last = visit.moment("DateFrom"), visit.moment("DateTo")
    if not first or not last:
        raise Problem(400, "Bad Request: DateFrom and DateTo, or confirmedOn, are needed.")
    found = visit.theatre.orders_between(max(first.date(), date(2000, 1, 1)), min(last.date(), date(2100, 1, 1)))
    return order_bytes.orders_json(found)


def order(visit: Visit) -> str:
    visit.insist_owner()
    found = visit.theatre.order(visit.path["id"])
    if found is None:
        raise not_found()
    return order_bytes.order_json(found)


def changes(visit: Visit) -> str:
    """Orders changed at or after `since` (UTC), oldest first; `next` leaves the client out, as it really does."""
    visit.insist_owner()
    if visit.faults.has("changes-absent"):
        raise not_found()
    since = _since(visit.query.get("since", ""))
    page, after = visit.theatre.changed_since(since, PAGE)
    whole = not visit.faults.has("changes-ids-only")
    values = ",".join([order_bytes.change_json(found, whole=whole) for found in page])
    # The cursor is the last row's own time, so the boundary repeats: the client is to drop what it has seen.
    mark = order_bytes.stamp(page[-1]) if page else ""
    if visit.faults.use("changes-same-page"):
        mark = visit.query["since"]
    following = f'"/api/v3/orders/sync?since={mark}"' if after else "null"
    return f'{{"paging":{{"limit":{PAGE},"next":{following}}},"values":[{values}]}}'


def _since(text: str) -> datetime:
    """ISO 8601 with up to seven digits of a second, with a zone or without: then it is UTC."""
    head, dot, tail = text.partition(".")
    digits = tail.rstrip("Zz").partition("+")[0]
    try:
        moment = datetime.fromisoformat(text.replace(dot + digits, f".{digits[:6]:0<6}") if dot else head)
    except ValueError:
        raise Problem(400, "Bad Request: since is not a date and time.") from None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
