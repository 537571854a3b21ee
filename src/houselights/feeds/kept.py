"""What an organisation's people keep, as tables to take away: every column by name, so that no key slips in."""

import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from django.db import models

from houselights.audit.models import Entry
from houselights.connections.models import BoxOfficeEvent, Connection, Exclusion, TicketType
from houselights.feeds.models import Finding, ReadWindow, SetAside, SyncRun
from houselights.organisations.models import Organisation
from houselights.register.models import AttendanceFigure, Event, Link, Location
from houselights.register.uploads.models import Upload, UploadRow

COLUMNS: dict[str, tuple[str, ...]] = {
    "organisation": ("slug", "name", "kind", "time_zone", "created_at"),
    "events": (
        "id", "name", "starts_on", "ends_on", "location_id", "event_type", "is_funded", "sub_discipline",
        "distribution_type", "number_of_performances", "is_ticketed", "attendance", "attendance_is_estimated",
        "attendance_method", "description", "is_draft", "created_at", "updated_at",
    ),
    "attendance_figures": (
        "event_id", "kind", "quarter", "connection_id", "performance_id", "figure", "method", "updated_at",
    ),
    "locations": ("id", "name", "postcode"),
    "links": ("event_id", "connection_id", "box_office_id", "performance_ids", "created_at"),
    "connections": ("id", "kind", "client", "origin", "created_at", "disconnected_at", "history_from"),
    "box_office_events": (
        "connection_id", "box_office_id", "number", "name", "first_on", "last_on", "attributes", "venue_name",
        "venue_postcode", "performances", "tickets", "pence", "is_ignored", "excluded_by", "is_kept", "first_seen_at",
        "last_seen_at",
    ),
    "ticket_types": ("connection_id", "name", "price_class", "tickets", "pence"),
    "exclusions": ("rule", "created_at"),
    "uploads": (
        "id", "file_name", "state", "given_by_id", "given_at", "ended_at", "rows_read", "rows_created", "rows_updated",
        "rows_unchanged", "rows_refused",
    ),
    "upload_rows": (
        "upload_id", "sheet", "row_number", "name", "action", "event_id", "link", "box_office_id", "changes",
        "problems",
    ),
    "runs": ("id", "connection_id", "state", "started_at", "finished_at", "data_as_of", "accounting", "failure"),
    "windows": ("connection_id", "start", "end", "is_complete", "reason", "run_id"),
    "set_aside": ("connection_id", "run_id", "kind", "box_office_id", "reason", "tickets"),
    "findings": ("run_id", "code", "severity", "subject", "message", "remedy"),
    "trail": ("id", "at", "by_id", "action", "subject", "detail"),
}  # fmt: skip


def kept_tables(organisation: Organisation) -> Iterator[tuple[str, pa.Table]]:
    """Name and rows of each table, in a fixed order."""
    for name, rows in _rows(organisation).items():
        yield name, _table(rows, COLUMNS[name])


def _rows(organisation: Organisation) -> dict[str, models.QuerySet[Any]]:
    mine = {"connection__organisation": organisation}
    return {
        "organisation": Organisation.objects.filter(pk=organisation.pk),
        "events": Event.objects.filter(organisation=organisation).order_by("id"),
        "attendance_figures": AttendanceFigure.objects.filter(event__organisation=organisation).order_by("id"),
        "locations": Location.objects.filter(organisation=organisation).order_by("id"),
        "links": Link.objects.filter(event__organisation=organisation).order_by("id"),
        "connections": Connection.objects.filter(organisation=organisation).order_by("id"),
        "box_office_events": BoxOfficeEvent.objects.filter(**mine).order_by("id"),
        "ticket_types": TicketType.objects.filter(**mine).order_by("id"),
        "exclusions": Exclusion.objects.filter(organisation=organisation).order_by("id"),
        "uploads": Upload.objects.filter(organisation=organisation).order_by("id"),
        "upload_rows": UploadRow.objects.filter(upload__organisation=organisation).order_by("id"),
        "runs": SyncRun.objects.filter(**mine).order_by("id"),
        "windows": ReadWindow.objects.filter(**mine).order_by("id"),
        "set_aside": SetAside.objects.filter(**mine).order_by("id"),
        "findings": Finding.objects.filter(run__connection__organisation=organisation).order_by("id"),
        "trail": Entry.objects.filter(organisation=organisation.slug).order_by("id"),
    }


def _table(rows: models.QuerySet[Any], columns: tuple[str, ...]) -> pa.Table:
    schema = pa.schema([(name, _type(rows.model, name)) for name in columns])
    found = list(rows.values_list(*columns))
    arrays = [
        pa.array([_plain(row[place]) for row in found], schema.field(place).type) for place in range(len(columns))
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


def _plain(value: Any) -> Any:
    return json.dumps(value, sort_keys=True, ensure_ascii=False) if isinstance(value, dict | list) else value
