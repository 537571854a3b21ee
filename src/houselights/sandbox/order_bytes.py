"""Orders as JSON bytes, put together from pieces that are rendered once: a hundred orders take a few milliseconds.

Keeping whole orders rendered was tried: two kilobytes each is two hundred megabytes at a middling venue, and the
pieces (a performance, a ticket type in a band, an offer) are nearly as fast to join.
"""

import json
from collections.abc import Iterable
from functools import lru_cache

from houselights.sandbox.catalogue import Band, Offer, TicketType
from houselights.sandbox.clock import utc_of
from houselights.sandbox.ids import block, customer_id, full_id, kept_full_id, order_code
from houselights.sandbox.orders import Order, Ticket
from houselights.sandbox.people import customer_number
from houselights.sandbox.records import seat_name, seat_number


@lru_cache(maxsize=20_000)
def _performance_piece(performance: int, event: int, plan: int, plan_name: str) -> str:
    return (
        f'"event":{{"id":"{full_id(event)}"}},"instance":{{"id":"{full_id(performance)}"}},'
        f'"planId":"{full_id(plan)}","planName":{json.dumps(plan_name)}'
    )


@lru_cache(maxsize=2_000)
def _type_piece(ticket_type: TicketType, band: Band) -> str:
    what = f'{{"id":"{full_id(ticket_type.number)}","name":{json.dumps(ticket_type.name)}}}'
    return f'"band":{{"id":"{full_id(band.number)}","name":"{band.name}"}},"type":{what},"ticketType":{what}'


@lru_cache(maxsize=100)
def _offer_piece(offer: Offer | None) -> str:
    return json.dumps({"id": full_id(offer.number), "name": offer.name}) if offer else "null"


@lru_cache(maxsize=20_000)
def _seat_piece(plan: int, is_reserved: bool, place: int) -> str:
    if not is_reserved:
        return '"seat":null,"seatName":""'
    return f'"seat":"{seat_number(plan, place)}","seatName":"{seat_name(place)}"'


def pounds(pence: int) -> str:
    """Money as the API prints it: a JSON number in pounds."""
    sign, whole = ("-", -pence) if pence < 0 else ("", pence)
    return f"{sign}{whole // 100}.{whole % 100:02d}"


def _ticket(ticket: Ticket) -> str:
    performance, plan = ticket.performance, ticket.performance.plan
    overridden = "true" if ticket.price_pence != ticket.original_pence else "false"
    return (
        f'{{"id":"{full_id(ticket.number)}",'
        f"{_performance_piece(performance.number, performance.event.number, plan.number, plan.name)},"
        f"{_seat_piece(plan.number, plan.is_reserved, ticket.place % max(1, plan.capacity))},"
        f"{_type_piece(ticket.ticket_type, ticket.band)},"
        f'"originalPrice":{pounds(ticket.original_pence)},"price":{pounds(ticket.price_pence)},'
        f'"priceOverridden":{overridden},"discount":{pounds(ticket.discount_pence)},"agentDiscount":0.00,'
        f'"total":{pounds(ticket.price_pence - ticket.discount_pence)},"offer":{_offer_piece(ticket.offer)},'
        '"customItems":[],"voucherRedemptionInfo":null,"delivered":true,"barcode":null}'
    )


def _customer(order: Order) -> str:
    if order.customer is None:
        return "null"
    return f'{{"id":"{customer_id(customer_number(order.customer))}"}}'


def _inside(order: Order) -> str:
    """An order without its outer braces."""
    total = order.ticket_pence + order.donation_pence + order.fee_pence
    fund = (
        f'{{"fund":{{"id":"{kept_full_id(block(0))}","name":"General Fund"}},"amount":{pounds(order.donation_pence)}}}'
    )
    fee = f'{{"name":"Transaction fee","amount":{pounds(order.fee_pence)}}}'
    refund = f'{{"amount":{pounds(order.refunded_pence)},"method":{{"name":"Card refund"}}}}'
    return (
        f'"id":"{order.id}","friendlyId":"{order_code(order.number)}","customer":{_customer(order)},'
        f'"firstTransactionDate":"{order.first_sold.isoformat()}",'
        f'"firstTransactionDateUtc":"{utc_of(order.first_sold).isoformat()}Z",'
        f'"lastTransactionDate":"{order.last_sold.isoformat()}",'
        f'"total":{pounds(total)},"totalTransactionCharges":{pounds(order.fee_pence)},'
        f'"tickets":[{",".join([_ticket(ticket) for ticket in order.tickets])}],'
        f'"donations":[{fund if order.donation_pence else ""}],'
        '"merchandiseItems":[],"giftVouchers":[],"membershipSubscriptions":[],"ticketSubscriptions":[],'
        f'"charges":[{fee if order.fee_pence else ""}],'
        '"deliveries":[{"type":{"name":"Print at home"},"address":null}],'
        f'"payments":[{{"amount":{pounds(total + order.refunded_pence)},"method":{{"name":"Web card"}}}}],'
        f'"refunds":[{refund if order.refunded_pence else ""}],"printAtHomeDocuments":[]'
    )


def order_json(order: Order) -> str:
    """One whole order."""
    return f"{{{_inside(order)}}}"


def orders_json(orders: Iterable[Order]) -> str:
    """A bare array of whole orders."""
    return f"[{','.join([order_json(order) for order in orders])}]"


def change_json(order: Order, *, whole: bool) -> str:
    """A row of the changes feed: its ids, and by a switch the whole order with them."""
    customer = "null" if order.customer is None else f'"{full_id(customer_number(order.customer))}"'
    friendly = "null" if order.customer is None else f'"{customer_id(customer_number(order.customer))}"'
    ids = (
        f'"orderId":"{order.id}","orderFriendlyId":"{order_code(order.number)}",'
        f'"customerId":{customer},"customerFriendlyId":{friendly},"lastModified":"{stamp(order)}"'
    )
    return f"{{{ids},{_inside(order)}}}" if whole else f"{{{ids}}}"


def stamp(order: Order) -> str:
    """A moment as the feed prints it: seven digits, no zone, UTC."""
    return f"{order.modified:%Y-%m-%dT%H:%M:%S}.{order.modified.microsecond:06d}0"
