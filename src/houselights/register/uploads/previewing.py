"""Keeps what an upload would do, row by row, so that pages show it a part at a time and a later look can compare."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from houselights.register.uploads.models import Upload, UploadRow
from houselights.register.uploads.planning import PlannedRow
from houselights.register.uploads.rows import Fixed, ReadTable
from houselights.register.uploads.storing import AT_ONCE, plain

ACTIONS = ("created", "updated", "unchanged", "refused")


def show(upload: Upload, table: ReadTable, planned: Sequence[PlannedRow]) -> None:
    """Replace what is kept of the upload with this plan. Within a transaction."""
    keep_rows(upload, table, rows_of(upload, planned))


def rows_of(upload: Upload, planned: Sequence[PlannedRow]) -> list[UploadRow]:
    """The rows as they will be kept."""
    return [_row(upload, each) for each in planned]


def keep_rows(upload: Upload, table: ReadTable, rows: Sequence[UploadRow]) -> None:
    """Replace the rows that are kept with these, and count them: every row read is in one of the counts."""
    counts = Counter(row.action for row in rows)
    upload.rows_read = len(table.rows)
    upload.rows_created, upload.rows_updated, upload.rows_unchanged, upload.rows_refused = (
        counts[action] for action in ACTIONS
    )
    if upload.rows_read != upload.rows_stored + upload.rows_unchanged + upload.rows_refused:
        raise AssertionError("Rows read are not rows stored, unchanged and refused.")  # a bug: nothing is kept of it
    upload.notes = list(table.notes)
    upload.headings = [asdict(heading) for heading in table.headings]
    upload.problems = [each.as_json() for each in table.problems]
    upload.save()
    upload.rows.all().delete()
    UploadRow.objects.bulk_create(rows, batch_size=AT_ONCE)


def choices_of(upload: Upload) -> dict[tuple[str, int], str]:
    """What people have chosen, by sheet and row."""
    chosen = upload.rows.exclude(choice="").values_list("sheet", "row_number", "choice")
    return {(sheet, number): choice for sheet, number, choice in chosen}


def is_as_shown(upload: Upload, planned: Sequence[PlannedRow]) -> bool:
    """Would every row still do what the kept preview says?"""
    rows = upload.rows.values_list("sheet", "row_number", "action", "event_id", "link", "changes")
    return [tuple(row) for row in rows] == [
        (each.sheet, each.number, each.action, each.event, each.target.state, _changes(each)) for each in planned
    ]


def _row(upload: Upload, planned: PlannedRow) -> UploadRow:
    target = planned.target
    return UploadRow(
        upload=upload,
        sheet=planned.sheet,
        row_number=planned.number,
        name=planned.name[:300],
        action=planned.action,
        event_id=planned.event,
        link=target.state,
        connection=target.connection,
        box_office_id=target.box_office_id[:64],
        box_office_name=target.listed.name if target.listed else "",
        changes=_changes(planned),
        problems=[each.as_json() for each in planned.problems],
        fixes=[fix_json(each) for each in planned.fixes],
        candidates=list(planned.candidates),
        choice=planned.choice,
    )


def fix_json(fixed: Fixed) -> dict[str, Any]:
    """A fix as JSON keeps it; a date keeps its kind, so that the copy gets a real one."""
    return asdict(fixed) | {"after": plain(fixed.after), "is_date": plain(fixed.after) != fixed.after}


def _changes(planned: PlannedRow) -> dict[str, list[Any]]:
    return {name: [plain(old), plain(new)] for name, (old, new) in planned.changes.items()}
