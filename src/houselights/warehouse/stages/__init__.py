"""The stages of a build, one statement per file, in the plain SQL that engines share."""

from functools import cache
from hashlib import blake2b
from importlib.resources import files

from houselights.warehouse.identity import model as identity

# From the sender's shape to ours, one way: each reads only landed files, the bundle's tables and stages before it.
BEFORE_TICKETS = (
    "customer_areas",
    "people",
    "customers",
    "matches",
    "order_versions",
    "performances_listed",
    "performances_linked",
    "venue_points",
    "performances",
    "events",
)
TICKETS = ("ticket_versions", "ticket_holdings", "contested_holdings", "ticket_validity", "returned")
SALES = ("ticket_sales", "other_sales")  # of which only the rows of touched orders are written again
NO_LONGER_NEEDED = ("customer_areas", "people", "order_versions")  # by then: sorting tickets wants the room
AFTER_TICKETS = ("attendance_told", "attendance")
TOUCHING = ("orders_touched", "orders_near", "tickets_read")  # where there is a build to stand on
STAGES = (*BEFORE_TICKETS, *TOUCHING, *TICKETS, *SALES, *AFTER_TICKETS)

USED_ONCE = ("ticket_versions", "ticket_validity")  # or nearly: keeping their rows costs more than finding them again


def stage(name: str) -> str:
    """The statement of a stage."""
    return files(__name__).joinpath(f"{name}.sql").read_text(encoding="utf-8")


@cache
def rules() -> str:
    """The hash of every stage, and of how people are found: another one, and builds made before it are made again."""
    return blake2b("".join([*map(stage, STAGES), identity.mark()]).encode(), digest_size=8).hexdigest()
