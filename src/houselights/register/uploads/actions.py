"""Change uploads: preview, map, choose, confirm, leave, undo; one transaction each, with its entry in the trail."""

from typing import Literal

from django.db import transaction
from django.utils import timezone

from houselights.audit.actions import record, record_all
from houselights.errors import WrongUsage
from houselights.organisations.models import Organisation, User
from houselights.register.uploads import files
from houselights.register.uploads.identity import NEW
from houselights.register.uploads.models import HeadingMeaning, Upload
from houselights.register.uploads.planning import PlannedRow, held_back, plan
from houselights.register.uploads.previewing import choices_of, is_as_shown, keep_rows, rows_of, show
from houselights.register.uploads.reading import read_rows
from houselights.register.uploads.rows import ReadTable
from houselights.register.uploads.rules import FILES_KEPT, PREVIEWS_KEPT, ReadId, check_can_move
from houselights.register.uploads.storing import store
from houselights.register.uploads.taking_stock import lists_of, snapshot_of
from houselights.register.uploads.undoing import edited_since, take_back
from houselights.vocabularies.template import TEMPLATE
from houselights.workbooks import heading_key


def preview_upload(
    *, organisation: Organisation, content: bytes, name: str, by: User | None, read_id: ReadId
) -> Upload:
    """Read a workbook and say what each row would do; nothing is stored in the register yet.

    `read_id` is `connectors.registry.read_id`. Raises workbooks.Unreadable (what the file is, and what to do) where it
    is no workbook, and WrongUsage where no sheet has the template's headings.
    """
    table = _read(organisation, content, name, read_id)  # before the transaction: it may take a second
    with transaction.atomic():
        upload = Upload.objects.create(organisation=organisation, file_name=_shown_name(name), given_by=by)
        show(upload, table, plan(table.rows, snapshot_of(organisation), {}))
        files.keep(upload, content)
        _record("upload previewed", upload, by)
    leave_old_previews(organisation=organisation)
    return upload


def map_heading(*, upload: Upload, heading: str, column: str, by: User | None, read_id: ReadId) -> Upload:
    """Say which column of the template a heading of theirs is ("" for none): remembered, and the preview made again."""
    if column and column not in TEMPLATE.headings:
        raise WrongUsage(
            f"The template has no column “{column}”.", remedy=f"Use one of: {', '.join(TEMPLATE.headings)}."
        )
    if not heading_key(heading):
        raise WrongUsage("The heading has no letters or digits.", remedy="Give the heading as the workbook has it.")
    with transaction.atomic():
        meanings = HeadingMeaning.objects.filter(organisation=upload.organisation, heading=heading_key(heading)[:200])
        meanings.delete()
        if column:
            HeadingMeaning.objects.create(
                organisation=upload.organisation, heading=heading_key(heading)[:200], column=column
            )
        _record("heading mapped", upload, by, column=column)
    return look_again(upload=upload, read_id=read_id)


def choose(*, upload: Upload, row: int, event: int | Literal["new", ""], by: User | None, read_id: ReadId) -> Upload:
    """Say which event a row (UploadRow.pk) is: one of its candidates, `new`, or "" to take the choice back."""
    table = _read_again(upload, read_id)
    with transaction.atomic():
        upload = _locked(upload)
        check_can_move(upload.pk, upload.state, "stored")
        found = upload.rows.filter(pk=row).first()
        if found is None or (event not in (NEW, "") and event not in found.candidates):
            raise WrongUsage("That event is not among those to choose from.", remedy="Choose one that is shown.")
        found.choice = str(event)
        found.save(update_fields=["choice"])
        _show_again(upload, table)
        _record("upload row chosen", upload, by, row=found.row_number, event=event)
    return upload


def look_again(*, upload: Upload, read_id: ReadId) -> Upload:
    """Make the preview again from the kept workbook and the register as it is now; choices stay."""
    table = _read_again(upload, read_id)
    with transaction.atomic():
        upload = _locked(upload)
        check_can_move(upload.pk, upload.state, "stored")
        _show_again(upload, table)
    return upload


def confirm_upload(*, upload: Upload, by: User | None, read_id: ReadId, all_or_nothing: bool = False) -> Upload:
    """Store every good row at once, or with `all_or_nothing` none where one is refused (the upload is then abandoned).

    Where the register has changed since the preview, so that a row would do something else than was shown, nothing is
    stored: the preview is made again, and WrongUsage asks to look at it. The caller lets the figures follow.
    """
    table = _read_again(upload, read_id)
    with transaction.atomic():
        upload = _locked(upload)
        check_can_move(upload.pk, upload.state, "stored")
        planned = plan(table.rows, snapshot_of(upload.organisation), choices_of(upload))
        is_expected = is_as_shown(upload, planned)
        if is_expected:
            _store(upload, table, planned, by, all_or_nothing)
        else:
            show(upload, table, planned)
    if not is_expected:
        raise WrongUsage(
            "The register has changed since this preview, so nothing was saved.",
            remedy="The preview is new: look at it once more, and save.",
        )
    return upload


def abandon_upload(*, upload: Upload, by: User | None) -> None:
    """Leave a preview: its workbook is forgotten."""
    with transaction.atomic():
        upload = _locked(upload)
        _move(upload, "abandoned")
        upload.is_kept = False
        upload.save()
        _record("upload abandoned", upload, by)
    files.forget(upload)


def undo_upload(*, upload: Upload, by: User | None) -> Upload:
    """Take a whole upload back; WrongUsage says which rows somebody has edited since, and then nothing is undone."""
    with transaction.atomic():
        upload = _locked(upload)
        check_can_move(upload.pk, upload.state, "undone")
        if edited := edited_since(upload):
            raise WrongUsage(_edited_words([(row.row_number, row.name) for row in edited]), remedy=_EDITED_REMEDY)
        done = take_back(upload)
        _move(upload, "undone")
        upload.save()
        record_all(done, organisation=upload.organisation.slug, by=by)
        _record("upload undone", upload, by, rows=upload.rows_stored)
    return upload


def leave_old_previews(*, organisation: Organisation | None = None) -> int:
    """Abandon previews that nobody has saved for days, and forget their workbooks; how many."""
    before = timezone.now() - PREVIEWS_KEPT
    old = Upload.objects.filter(state="previewed", given_at__lt=before)
    for upload in (chosen := list(old.filter(organisation=organisation) if organisation else old)):
        abandon_upload(upload=upload, by=None)
    return len(chosen)


def forget_old_workbooks() -> int:
    """Forget the bytes of workbooks saved long ago; what their rows did stays, and can still be taken back."""
    old = Upload.objects.filter(is_kept=True, given_at__lt=timezone.now() - FILES_KEPT).exclude(state="previewed")
    for upload in (chosen := list(old.select_related("organisation"))):
        Upload.objects.filter(pk=upload.pk).update(is_kept=False)
        files.forget(upload)
    for organisation in Organisation.objects.all():
        files.forget_strays(organisation)
    return len(chosen)


def _read(organisation: Organisation, content: bytes, name: str, read_id: ReadId) -> ReadTable:
    meanings = organisation.heading_meanings.values_list("heading", "column")
    return read_rows(content, name, lists_of(organisation, read_id), dict(meanings))


def _read_again(upload: Upload, read_id: ReadId) -> ReadTable:
    return _read(upload.organisation, files.content_of(upload), upload.file_name, read_id)


def _locked(upload: Upload) -> Upload:
    """One at a time: whoever comes second finds what the first has done."""
    return Upload.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=upload.pk)


def _show_again(upload: Upload, table: ReadTable) -> None:
    show(upload, table, plan(table.rows, snapshot_of(upload.organisation), choices_of(upload)))


def _store(upload: Upload, table: ReadTable, planned: list[PlannedRow], by: User | None, all_or_nothing: bool) -> None:
    kept = held_back(planned) if all_or_nothing else planned
    rows = rows_of(upload, kept)
    done = store(upload, list(zip(kept, rows, strict=True)))
    keep_rows(upload, table, rows)
    is_held = all_or_nothing and upload.rows_refused > 0
    _move(upload, "abandoned" if is_held else "stored")
    upload.save()
    record_all(done, organisation=upload.organisation.slug, by=by)
    _record("upload held back" if is_held else "upload stored", upload, by, **counts_of(upload))


def counts_of(upload: Upload) -> dict[str, int]:
    """Rows read, and what became of them."""
    return {name: getattr(upload, f"rows_{name}") for name in ("read", "created", "updated", "unchanged", "refused")}


def _move(upload: Upload, to: str) -> None:
    check_can_move(upload.pk, upload.state, to)
    upload.state, upload.ended_at = to, timezone.now()


def _shown_name(name: str) -> str:
    """The file's own name, without the folders that some browsers send with it."""
    return " ".join(name.replace("\\", "/").rpartition("/")[2].split())[:200] or "workbook"


_EDITED_REMEDY = "Change those events by hand, or undo what was done to them first."


def _edited_words(rows: list[tuple[int, str]]) -> str:
    shown = "; ".join(f"row {number} “{name}”" for number, name in rows[:10])
    more = f" and {len(rows) - 10} more" if len(rows) > 10 else ""
    return f"Nothing was undone: somebody has changed these since: {shown}{more}."


def _record(action: str, upload: Upload, by: User | None, **detail: object) -> None:
    slug = upload.organisation.slug
    record(action=action, subject=f"upload {upload.pk}", organisation=slug, by=by, detail=dict(detail))
