"""Short lists that every client has: statements, tags, funds, memberships, goods, offers, countries."""

from typing import Any

from houselights.sandbox import records
from houselights.sandbox.ids import block, full_id
from houselights.sandbox.records import Json
from houselights.sandbox.visits import Visit

BANNER = "This is a sandbox of made-up theatres. It is not Spektrix, and is not affiliated with Spektrix."


def _numbered(rows: list[Json], start: int = 201) -> list[Json]:
    return [{"id": full_id(block(place, start))} | row for place, row in enumerate(rows)]


STATEMENTS = _numbered(
    [
        {"text": "Please send me news and offers by e-mail."},
        {"text": "Please send me your season brochure by post."},
        {"text": "You may share my details with the companies I come to see."},
    ]
)
TAGS = _numbered([{"name": n} for n in ("Silver Member", "Schools contact", "Likes comedy", "Access: step-free")], 9201)
_WEB_GROUP = {"name": "Interests", "description": "What would you like to hear about?", "tags": TAGS[2:3]}
_INTERNAL_GROUP = {"name": "Internal", "description": "Staff only", "tags": [TAGS[0], TAGS[1], TAGS[3]]}
TAG_GROUPS = _numbered([_WEB_GROUP, _INTERNAL_GROUP])
FUNDS = _numbered(
    [
        {"name": "General Fund", "description": "Keeps the lights on.", "code": "GEN", "defaultDonationAmount": 5.0},
        {"name": "Youth Theatre", "description": "", "code": "YOUTH", "defaultDonationAmount": None},
    ]
)
MEMBERSHIPS = _numbered([{"name": "Friend", "price": 30.0}, {"name": "Patron", "price": 250.0}])
STOCK_ITEMS = _numbered(
    [
        {"name": "Programme", "price": 4.5, "postageAndPacking": 1.5, "attribute_Size": ""},
        {"name": "Interval ice cream", "price": 3.25, "postageAndPacking": 0.0, "attribute_Size": ""},
    ]
)
COUNTRIES: list[Json] = [
    {"isoCode": code, "name": name, "postcodeRequired": needed, "displayPriority": first, "administrativeDivisions": []}
    for code, name, needed, first in (
        ("GB", "United Kingdom", True, 1),
        ("IE", "Ireland", False, 2),
        ("FR", "France", True, 3),
        ("DE", "Germany", True, 3),
        ("NL", "Netherlands", True, 3),
        ("US", "United States", True, 3),
    )
]


def fixed(rows: list[Json]) -> Any:
    """An answer that is always the same list."""
    return lambda _visit: rows


def tag_groups(visit: Visit) -> list[Json]:
    """Without a key, only the groups shown on the web."""
    return TAG_GROUPS if visit.is_owner else TAG_GROUPS[:1]


def offers(visit: Visit) -> list[Json]:
    return [records.offer(offer) for offer in visit.theatre.catalogue.offers]
