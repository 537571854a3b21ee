"""Ticket types, bands and offers: 37 types in the mix of a real festival, some with the awkward names venues give."""

from houselights.sandbox.catalogue import Band, Offer, TicketType
from houselights.sandbox.ids import block

# name, share of the full price, weight in an ordinary house, weight in a family one
_TYPES: tuple[tuple[str, float, float, float], ...] = (
    ("Full Price", 1.0, 690, 470),
    ("Child", 0.5, 50, 330),
    ("Senior", 0.85, 90, 50),
    ("Community Ticket", 0.25, 22, 20),
    ("Z Guest Ticket", 0.0, 14, 8),
    ("Z Community Ticket", 0.2, 8, 8),
    ("Complimentary", 0.0, 12, 8),
    ("Press Comp", 0.0, 4, 2),
    ("Staff Comp", 0.0, 4, 3),
    ("Artist Guest", 0.0, 5, 2),
    ("Sponsor Guest", 0.0, 2, 1),
    ("Essential Companion", 0.0, 8, 6),
    ("Wheelchair User", 0.8, 6, 5),
    ("Student", 0.6, 20, 6),
    ("Under 26", 0.5, 16, 4),
    ("Under 16", 0.5, 4, 16),
    ("Under 5s", 0.0, 1, 14),
    ("Babe in Arms", 0.0, 0.5, 6),
    ("Concession", 0.8, 14, 10),
    ("Universal Credit", 0.4, 5, 5),
    ("Local Resident", 0.75, 6, 5),
    ("Family Ticket (4)", 0.7, 1, 16),
    ("School Ticket", 0.4, 4, 9),
    ("School Tickets", 0.4, 2, 4),
    ("Teacher Free", 0.0, 1, 2),
    ("Group 10+", 0.85, 7, 6),
    ("Member", 0.9, 9, 5),
    ("Friend of the Theatre", 0.9, 5, 3),
    ("Full Price (per car)", 1.6, 0.5, 0.5),
    ("Females Only", 0.7, 0.6, 0.4),
    ("Pay What You Can £5", 0.3, 4, 3),
    ("Pay What You Can £10", 0.6, 3, 2),
    ("Pay It Forward", 1.25, 1, 1),
    ("Early Bird", 0.75, 4, 4),
    ("Restricted View", 0.55, 3, 2),
    ("Day Seat", 0.5, 2, 1),
    ("zz DO NOT USE Promo", 0.5, 0.4, 0.4),
)
_BANDS = (("Band A", 1.0), ("Band B", 0.82), ("Band C", 0.62))
_OFFERS = (("Book Early, Save", 10), ("Three or More", 15), ("Friday Treat", 20), ("Local Postcode Offer", 33))


def ticket_types() -> list[TicketType]:
    """All of them, numbered."""
    return [TicketType(block(i), *row) for i, row in enumerate(_TYPES)]


def bands() -> list[Band]:
    """Three bands."""
    return [Band(block(i), *row) for i, row in enumerate(_BANDS)]


def offers() -> list[Offer]:
    """The theatre's discounts."""
    return [Offer(block(i), *row) for i, row in enumerate(_OFFERS)]
