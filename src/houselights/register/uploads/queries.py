"""Read uploads: one of an organisation, its preview for a page, the shape that scripts rely on, the copies."""

from typing import Any

from django.db.models import Case, When

from houselights.errors import NotFound
from houselights.organisations.models import Organisation
from houselights.register.models import Event
from houselights.register.uploads.models import Upload, UploadRow
from houselights.register.uploads.planning import HEADINGS
from houselights.register.uploads.shapes import Candidate, Change, Fixed, Heading, Preview, Row
from houselights.vocabularies.template import TEMPLATE
from houselights.workbooks.problem import Problem

PER_PAGE = 100
_LOST = ("is_draft",)  # changes that a person did not ask for in a cell


def upload_of(organisation: Organisation, number: int | str) -> Upload:
    """One upload of this organisation by its number; NotFound otherwise."""
    text = str(number).strip()
    is_number = text.isascii() and text.isdecimal() and len(text) < 19
    found = organisation.uploads.filter(pk=text).select_related("organisation").first() if is_number else None
    if found is None:
        raise NotFound("There is no such upload.", remedy="Its number was said when it was saved.")
    return found


def preview(upload: Upload, *, page: int = 1, per_page: int = PER_PAGE, action: str = "") -> Preview:
    """What a page shows of an upload: a part of its rows, those with problems first; with `action` only those."""
    rows = upload.rows.filter(action=action) if action else upload.rows.all()
    pages = max(1, -(-rows.count() // per_page))
    page = min(max(page, 1), pages)
    # Refused first: a person has to look at those. Last where there is nothing to see. Then as in the workbook.
    ordered = rows.order_by(Case(When(action="refused", then=0), When(action="unchanged", then=2), default=1), "id")
    shown = list(ordered[(page - 1) * per_page : page * per_page])
    words = _candidate_words(upload, shown)
    return Preview(
        number=upload.pk,
        file_name=upload.file_name,
        state=upload.state,
        read=upload.rows_read,
        created=upload.rows_created,
        updated=upload.rows_updated,
        unchanged=upload.rows_unchanged,
        refused=upload.rows_refused,
        notes=tuple(upload.notes),
        headings=tuple(Heading(**each) for each in upload.headings),
        columns=TEMPLATE.headings,
        problems=tuple(Problem(**each) for each in upload.problems),
        rows=tuple(_row(each, words) for each in shown),
        page=page,
        pages=pages,
        fixes=sum(len(fixes) for fixes in upload.rows.exclude(fixes=[]).values_list("fixes", flat=True)),
    )


def upload_json(upload: Upload, *, dry_run: bool = False) -> dict[str, Any]:
    """What `events upload --json` prints. Of a dry run and a preview, `rows_stored` is what saving would store."""
    rows = list(upload.rows.all())
    return {
        "upload": upload.pk,
        "file": upload.file_name,
        "state": upload.state,
        "rows_read": upload.rows_read,
        "rows_stored": upload.rows_stored,
        "rows_created": upload.rows_created,
        "rows_updated": upload.rows_updated,
        "rows_refused": upload.rows_refused,
        "rows_unchanged": upload.rows_unchanged,
        "dry_run": dry_run,
        "notes": upload.notes,
        "headings": upload.headings,
        "problems": [*upload.problems, *(problem for row in rows for problem in row.problems)],
        "fixes": [{name: fix[name] for name in fix if name != "is_date"} for row in rows for fix in row.fixes],
        "events": [_event_json(row) for row in rows],
    }


def has_something_to_mend(upload: Upload) -> bool:
    """Is there an error or a warning in it?"""
    found = [*upload.problems, *(each for row in upload.rows.exclude(problems=[]) for each in row.problems)]
    return any(each["severity"] != "notice" for each in found)


def _event_json(row: UploadRow) -> dict[str, Any]:
    return {
        "row": row.row_number,
        "sheet": row.sheet,
        "id": row.event_id,
        "name": row.name,
        "action": row.action,
        "link": row.link,
        "box_office_id": row.box_office_id,
        "box_office_name": row.box_office_name,
        "changes": row.changes,
        "candidates": row.candidates,
    }


def _row(row: UploadRow, words: dict[int, str]) -> Row:
    changes = [(name, change) for name, change in row.changes.items() if name not in _LOST]
    return Row(
        pk=row.pk,
        sheet=row.sheet,
        number=row.row_number,
        name=row.name,
        action=row.action,
        event=row.event_id,
        link=row.link,
        box_office_id=row.box_office_id,
        box_office_name=row.box_office_name,
        changes=tuple(Change(name, HEADINGS[name], old, new) for name, (old, new) in changes),
        problems=tuple(Problem(**each) for each in row.problems),
        fixes=tuple(Fixed(**each) for each in row.fixes),
        candidates=tuple(Candidate(number, words[number]) for number in row.candidates if number in words),
        choice=row.choice,
        is_to_choose=bool(row.choice) or any(each["code"] in CHOOSABLE for each in row.problems),
    )


# Problems that a choice settles: the row says which event it is, or that it is a new one.
CHOOSABLE = frozenset({"id-twice", "event-twice", "id-of-another-event", "which-event"})


def _candidate_words(upload: Upload, rows: list[UploadRow]) -> dict[int, str]:
    numbers = {number for row in rows for number in row.candidates}
    events = Event.objects.filter(organisation=upload.organisation, pk__in=numbers).select_related("location")
    return {event.pk: _words(event) for event in events}


def _words(event: Event) -> str:
    day = f", {event.starts_on:%-d %B %Y}" if event.starts_on else ""
    place = f", {event.location.name}" if event.location else ""
    return f"{event.name}{day}{place}"
