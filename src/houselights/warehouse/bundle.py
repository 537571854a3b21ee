"""What people decided, frozen for one build: saved beside it, it is the build's lineage."""

from datetime import date

from msgspec import Struct


class RegisteredEvent(Struct, frozen=True):
    """An entry of the register. Terms are labels of the vocabularies, "" when blank."""

    id: int
    name: str
    starts_on: date | None
    ends_on: date | None
    event_type: str
    discipline: str
    sub_discipline: str
    distribution_type: str
    is_funded: bool | None
    location: str
    location_postcode: str = ""  # of the building, public; without spaces


class Link(Struct, frozen=True):
    """This box-office event is that registered event; `performance_ids` narrows it, None is all of them."""

    event_id: int
    connection_id: int
    box_office_event_id: str
    performance_ids: tuple[str, ...] | None = None


class LandedFile(Struct, frozen=True):
    """One Parquet file of the landing that counts, relative to the home."""

    connection_id: int
    kind: str  # a key of landed.SCHEMAS
    path: str
    run: int


class PriceClass(Struct, frozen=True):
    """What people sorted a ticket type into."""

    connection_id: int
    ticket_type: str
    price_class: str


class AttendanceGiven(Struct, frozen=True):
    """How many people say there were: `kind` of people, and of which part of the event.

    Of one performance, or else of the days from `first_on` to `last_on`, which lie in one quarter.
    """

    event_id: int
    kind: str  # audience, participants, digital_views
    figure: int
    method: str
    first_on: date | None = None
    last_on: date | None = None
    connection_id: int | None = None
    performance_id: str | None = None


class Exclusion(Struct, frozen=True):
    """A box-office event that a rule takes out: of the figures, and of what people are said to have booked before."""

    connection_id: int
    box_office_event_id: str


class PartedRecords(Struct, frozen=True):
    """Two customer records that people said are not one person's, by their keyed ids."""

    connection_id: int
    customer_id: str
    other_connection_id: int
    other_customer_id: str


class HouseAccount(Struct, frozen=True):
    """A customer record that people said is nobody in particular, by its keyed id."""

    connection_id: int
    customer_id: str


class Bundle(Struct, frozen=True):
    """All that decides what a build holds: equal bundles make equal builds. `rules` is the hash of the stages."""

    organisation: str  # slug
    time_zone: str
    events: tuple[RegisteredEvent, ...]
    links: tuple[Link, ...]
    files: tuple[LandedFile, ...]
    postcode_vintage: str  # the mark of all reference lists, "" when there is none
    rules: str
    price_classes: tuple[PriceClass, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    parted: tuple[PartedRecords, ...] = ()
    house_accounts: tuple[HouseAccount, ...] = ()
    attendance: tuple[AttendanceGiven, ...] = ()
    places_told: tuple[str, ...] = ()  # dimensions that need reference data, and have it here
