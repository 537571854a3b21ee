"""The stages of a build, one statement per file, in the plain SQL that engines share."""

from functools import cache
from hashlib import blake2b
from importlib.resources import files

from houselights.warehouse.identity import model as identity

# From the sender's shape to ours, one way: each reads only landed files, the bundle's tables, the build that this one
# stands on, and stages before it.
BEFORE_TICKETS = (
    "customer_areas",
    "people",
    "customers",
    "matches",
    "orders_again",
    "order_readings",
    "orders_several",
    "orders_in_order",
    "order_versions",
    "tickets_named",
    "performances_listed",
    "performances_linked",
    "venue_points",
    "performances",
    "events",
)
TICKETS = ("ticket_versions", "ticket_holdings", "contested_holdings", "ticket_validity", "returned")
SALES = ("ticket_sales", "other_sales")  # of which only the rows of touched orders are written again
ADDED_UP = ("each_ticket", "parties")
# What is added up wherever tickets are counted together, as parties.sql has it.
SUMMED = (
    "tickets", "comps", "concessions", "paid_tickets", "face_pence", "income_pence", "paid_face_pence", "paid_pence",
)  # fmt: skip
NO_LONGER_NEEDED = (
    "customer_areas",
    "people",
    "orders_again",
    "orders_several",
)  # by then: sorting tickets wants the room
AFTER_TICKETS = ("attendance_told", "attendance")
TOUCHING = ("orders_touched", "orders_near", "tickets_read")  # where there is a build to stand on
IN_SPANS = ("tickets_apart", "spans", "tickets_in_order")  # where all tickets are worked out, some at a time
STAGES = (*BEFORE_TICKETS, *TOUCHING, *IN_SPANS, *TICKETS, *SALES, *ADDED_UP, *AFTER_TICKETS)

IN_ORDER = "orders_in_order"  # of which the places are wanted
USED_ONCE = (
    "order_readings",
    "ticket_versions",
    "ticket_validity",
)  # or nearly: keeping their rows costs more than finding them again


def stage(name: str) -> str:
    """The statement of a stage."""
    return files(__name__).joinpath(f"{name}.sql").read_text(encoding="utf-8")


@cache
def rules() -> str:
    """The hash of every stage, and of how people are found: another one, and builds made before it are made again."""
    return blake2b("".join([*map(stage, STAGES), identity.mark()]).encode(), digest_size=8).hexdigest()
