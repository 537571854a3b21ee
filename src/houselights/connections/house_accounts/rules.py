"""Which customer records may be nobody in particular, by how much is sold under them. Pure."""

from typing import NamedTuple

MANY_ORDERS, SHARE = 50, 100  # a hundredth of all orders, and never fewer than so many
GROUP, TICKETS = 12, 40  # tickets an order, and in all: more than families and friends


class Volume(NamedTuple):
    """What is held under one customer record, by its keyed id and its sealed reference."""

    customer_id: str
    reference: str
    orders: int
    tickets: int
    pence: int


def suspicion(orders: int, tickets: int, *, orders_in_all: int) -> str:
    """Why it may be a house account, in a sentence; "" where it looks like a person."""
    if orders >= max(MANY_ORDERS, orders_in_all / SHARE):
        return f"{orders:,} of {orders_in_all:,} orders: the counter’s own record, or an agency."
    if orders and tickets >= TICKETS and tickets / orders >= GROUP:
        return f"{round(tickets / orders)} tickets an order: a school, a group or an agency."
    return ""
