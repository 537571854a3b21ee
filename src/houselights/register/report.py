"""The box-office report: every event at the box office in the template's columns, to be completed and uploaded."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from houselights.connections.models import BoxOfficeEvent
from houselights.organisations.models import Organisation
from houselights.register.models import Link
from houselights.register.queries import vocabularies
from houselights.register.rules import Vocabularies, register_fields, usable_postcode
from houselights.register.template import workbook_of
from houselights.vocabularies.template import TEMPLATE
from houselights.workbooks import Value


def report(organisation: Organisation, *, start: date | None = None, end: date | None = None) -> bytes:
    """An .xlsx of every box-office event, past ones included; with days, of those that are on between them."""
    return workbook_of(organisation, report_rows(organisation, start=start, end=end), is_report=True)


def report_rows(
    organisation: Organisation, *, start: date | None = None, end: date | None = None
) -> list[Sequence[Value]]:
    """The rows, in the order of the template's columns, with InRegister at the end.

    The Event ID stands in its full form. Type, funding, art form and distribution are what the box office's
    attributes say, blank where they say nothing that is on a list.
    """
    linked = set(Link.objects.filter(event__organisation=organisation).values_list("connection", "box_office_id"))
    lists = vocabularies()
    return [
        [*_row(found, lists), "Yes" if (found.connection_id, found.box_office_id) in linked else "No"]
        for found in _between(organisation, start, end)
    ]


def _between(organisation: Organisation, start: date | None, end: date | None) -> QuerySet[BoxOfficeEvent]:
    found = BoxOfficeEvent.objects.filter(connection__organisation=organisation).order_by("first_on", "name", "id")
    if start:
        found = found.filter(Q(last_on__gte=start) | Q(last_on=None, first_on__gte=start))
    return found.filter(first_on__lte=end) if end else found


def _row(found: BoxOfficeEvent, lists: Vocabularies) -> list[Value]:
    fields, _ = register_fields(found.attributes, lists)
    values: dict[str, Value] = {
        "name": found.name,
        "starts_on": found.first_on,
        "ends_on": found.last_on,
        "location": found.venue_name,
        "location_postcode": usable_postcode(found.venue_postcode),
        "box_office_id": found.box_office_id,
        "number_of_performances": found.performances or None,
        "is_ticketed": "Yes",
        **fields,
    }
    return [_as_written(values.get(column.field)) for column in TEMPLATE.columns]


def _as_written(value: Value) -> Value:
    """Yes and no as words: a cell of the list, not a truth value of the spreadsheet."""
    return value if not isinstance(value, bool) else "Yes" if value else "No"
