"""What an organisation's people keep, as tables to take away: every column by name, so that no key slips in."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from django.db import models

from houselights.audit.models import Entry
from houselights.connections.models import (
    BoxOfficeEvent,
    BoxOfficePerformance,
    Connection,
    Exclusion,
    HouseAccount,
    TicketType,
)
from houselights.connections.parting.models import Parting
from houselights.feeds.models import Finding, ReadWindow, SetAside, SyncRun
from houselights.organisations.models import Listing, Member, Organisation
from houselights.organisations.portfolio.models import Exemption, Grant
from houselights.register.models import AttendanceFigure, Event, Link, Location, RefusedLink, SwitchedOffRule
from houselights.register.uploads.models import HeadingMeaning, Upload, UploadRow


@dataclass(frozen=True)
class Kept:
    """One table: the rows whose `of` leads to the organisation, or to its slug, and the columns that are taken."""

    name: str
    model: type[models.Model]
    of: str
    columns: tuple[str, ...]
    by_slug: bool = False

    def rows(self, organisation: Organisation) -> models.QuerySet[Any]:
        """The organisation's own, the oldest first."""
        whose = organisation.slug if self.by_slug else organisation.pk
        return self.model._default_manager.filter(**{self.of: whose}).order_by("id")


_MINE, _EVENTS, _CONNECTIONS = "organisation", "event__organisation", "connection__organisation"
KEPT = (
    Kept("organisation", Organisation, "pk", ("slug", "name", "kind", "time_zone", "created_at")),
    Kept("members", Member, _MINE, ("user_id", "role", "created_at")),
    Kept(
        "funder_lists", Listing, _MINE,
        ("funder_id", "listed_at", "name", "reference", "kind", "discipline", "region", "local_authority",
         "is_priority_place", "funding_pounds"),
    ),
    Kept(
        "grants", Grant, _MINE,
        ("funder_id", "version", "return_lines", "audience", "granted_at", "granted_by_id", "ended_at", "ended_by_id"),
    ),
    Kept("exemptions", Exemption, _MINE, ("funder_id", "quarter", "why")),
    Kept(
        "events", Event, _MINE,
        ("id", "name", "starts_on", "ends_on", "location_id", "event_type", "is_funded", "sub_discipline",
         "distribution_type", "number_of_performances", "is_ticketed", "attendance", "attendance_is_estimated",
         "attendance_method", "description", "is_draft", "created_at", "updated_at"),
    ),
    Kept(
        "attendance_figures", AttendanceFigure, _EVENTS,
        ("event_id", "kind", "quarter", "connection_id", "performance_id", "figure", "method", "updated_at"),
    ),
    Kept("locations", Location, _MINE, ("id", "name", "postcode")),
    Kept("links", Link, _EVENTS, ("event_id", "connection_id", "box_office_id", "performance_ids", "created_at")),
    Kept("refused_links", RefusedLink, _EVENTS, ("event_id", "connection_id", "box_office_id", "created_at")),
    Kept("switched_off_rules", SwitchedOffRule, _MINE, ("rule",)),
    Kept(
        "connections", Connection, _MINE,
        ("id", "kind", "client", "origin", "created_at", "disconnected_at", "history_from"),
    ),
    Kept(
        "box_office_events", BoxOfficeEvent, _CONNECTIONS,
        ("id", "connection_id", "box_office_id", "number", "name", "first_on", "last_on", "attributes", "venue_name",
         "venue_postcode", "performances", "tickets", "pence", "is_ignored", "excluded_by", "is_kept",
         "first_seen_at", "last_seen_at"),
    ),
    Kept(
        "box_office_performances", BoxOfficePerformance, f"box_office_event__{_CONNECTIONS}",
        ("box_office_event_id", "performance_id", "performed_on", "is_cancelled", "tickets", "pence"),
    ),
    Kept("ticket_types", TicketType, _CONNECTIONS, ("connection_id", "name", "price_class", "tickets", "pence")),
    Kept("exclusions", Exclusion, _MINE, ("rule", "created_at")),
    Kept(
        "house_accounts", HouseAccount, _CONNECTIONS,
        ("connection_id", "customer_id", "orders", "tickets", "pence", "reason", "is_house_account"),
    ),
    Kept(
        "parted_records", Parting, _MINE,
        ("connection_id", "customer_id", "other_connection_id", "other_customer_id", "parted_at"),
    ),
    Kept(
        "uploads", Upload, _MINE,
        ("id", "file_name", "state", "given_by_id", "given_at", "ended_at", "rows_read", "rows_created",
         "rows_updated", "rows_unchanged", "rows_refused"),
    ),
    Kept(
        "upload_rows", UploadRow, "upload__organisation",
        ("upload_id", "sheet", "row_number", "name", "action", "event_id", "link", "box_office_id", "changes",
         "problems"),
    ),
    Kept("heading_meanings", HeadingMeaning, _MINE, ("heading", "column")),
    Kept(
        "runs", SyncRun, _CONNECTIONS,
        ("id", "connection_id", "state", "started_at", "finished_at", "data_as_of", "accounting", "failure"),
    ),
    Kept("windows", ReadWindow, _CONNECTIONS, ("connection_id", "start", "end", "is_complete", "reason", "run_id")),
    Kept(
        "set_aside", SetAside, _CONNECTIONS,
        ("connection_id", "run_id", "kind", "box_office_id", "reason", "tickets"),
    ),
    Kept(
        "findings", Finding, "run__connection__organisation",
        ("run_id", "code", "severity", "subject", "message", "remedy"),
    ),
    Kept("trail", Entry, _MINE, ("id", "at", "by_id", "action", "subject", "detail"), by_slug=True),
)  # fmt: skip


def kept_tables(organisation: Organisation, more: Iterable[Kept] = ()) -> Iterator[tuple[str, pa.Table]]:
    """Name and rows of each table, in a fixed order; `more` are those that are kept above the feeds."""
    for kept in (*KEPT, *more):
        yield kept.name, _table(kept.rows(organisation), kept.columns)


def _table(rows: models.QuerySet[Any], columns: tuple[str, ...]) -> pa.Table:
    schema = pa.schema([(name, _type(rows.model, name)) for name in columns])
    found = list(rows.values_list(*columns))
    arrays = [
        pa.array([_plain(row[place], field.type) for row in found], field.type) for place, field in enumerate(schema)
    ]
    return pa.table(arrays, schema=schema)


def _type(model: type[models.Model], name: str) -> pa.DataType:
    field = model._meta.get_field(name.removesuffix("_id") if name not in _plain_names(model) else name)
    for kind, arrow in _TYPES:
        if isinstance(field, kind):
            return arrow
    return pa.string()


def _plain_names(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}


# The first that fits decides: a DateTimeField is a DateField too.
_TYPES: tuple[tuple[type, pa.DataType], ...] = (
    (models.BooleanField, pa.bool_()),
    (models.DateTimeField, pa.timestamp("us", tz="UTC")),
    (models.DateField, pa.date32()),
    (models.IntegerField, pa.int64()),
    (models.ForeignKey, pa.int64()),
)


def _plain(value: Any, kind: pa.DataType) -> Any:
    """Text is JSON where the field is, and what was frozen as bytes of text."""
    if value is None or isinstance(value, str) or not pa.types.is_string(kind):
        return value
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode()
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
