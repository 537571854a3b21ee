"""Workbooks as people fill them in, made by openpyxl; and uploads of them, as a door does it."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from houselights.connectors.registry import read_id
from houselights.organisations.models import Organisation, User
from houselights.register.uploads.actions import confirm_upload, preview_upload
from houselights.register.uploads.models import Upload
from houselights.register.uploads.queries import upload_json
from houselights.vocabularies.template import TEMPLATE

Given = Mapping[str, Any]


def book(*rows: Given, headings: Sequence[str] = ()) -> bytes:
    """A sheet Events; each row is its values by heading of the template, or of `headings`."""
    made = Workbook()
    sheet = made.active
    sheet.title = "Events"
    columns = list(headings or TEMPLATE.headings)
    sheet.append(columns)
    for row in rows:
        assert set(row) <= set(columns), row
        sheet.append([row.get(heading) for heading in columns])
    return saved(made)


def saved(made: Workbook) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def previewed(
    organisation: Organisation, content: bytes, *, name: str = "autumn.xlsx", by: User | None = None
) -> Upload:
    return preview_upload(organisation=organisation, content=content, name=name, by=by, read_id=read_id)


def stored(organisation: Organisation, content: bytes, *, by: User | None = None, **how: Any) -> Upload:
    """Previewed and confirmed."""
    return confirm_upload(upload=previewed(organisation, content, by=by), by=by, read_id=read_id, **how)


def actions(upload: Upload) -> list[str]:
    return [each["action"] for each in upload_json(upload)["events"]]


def codes(upload: Upload) -> list[str]:
    return [each["code"] for each in upload_json(upload)["problems"]]
