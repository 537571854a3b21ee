"""What the doctor decides from values in hand: room on the disk, versions, runs and orders that are overdue. Pure."""

from datetime import datetime, timedelta

from houselights.reconciliation.doctor.checked import Checked

GIGABYTE = 1_000_000_000
ROOM = 1 * GIGABYTE  # at least; and twice what is kept, since figures are made beside the old ones
PYTHON, SQLITE = (3, 11), (3, 35)
OVERDUE = timedelta(days=1)  # without a complete run
FORGOTTEN = timedelta(minutes=5)  # that a run waits for the background work


def disk(free: int, kept: int) -> Checked:
    """`kept` are the bytes of the largest organisation."""
    needed = max(ROOM, 2 * kept)
    detail = f"{free / GIGABYTE:,.1f} GB free where the home is; {needed / GIGABYTE:,.1f} GB may be needed."
    remedy = "Free some space: figures are made beside the old ones before they replace them."
    return Checked("disk", free >= needed, detail, "" if free >= needed else remedy)


def versions(python: tuple[int, ...], sqlite: tuple[int, ...], named: str) -> Checked:
    """`named` lists the versions for people."""
    if python[:2] < PYTHON:
        return Checked("versions", False, named, f"Install Python {_dotted(PYTHON)} or newer, then Houselights again.")
    if sqlite[:2] < SQLITE:
        return Checked("versions", False, named, f"Install a Python with SQLite {_dotted(SQLITE)} or newer.")
    return Checked("versions", True, named)


def background(waiting_since: datetime | None, now: datetime) -> Checked:
    """The oldest run that waits for its turn, None where none does."""
    if waiting_since is None or now - waiting_since <= FORGOTTEN:
        return Checked("background", True, "No run has been waiting for long.")
    return Checked(
        "background",
        False,
        f"A run has been waiting since {_moment(waiting_since)}: nobody does the background work.",
        "Start `houselights serve`, or start it again; the run is done then.",
    )


def last_run(complete_at: datetime | None, failure: str, now: datetime) -> Checked:
    """`failure` is the sentence of the newest run, where it is not complete."""
    if complete_at is None:
        detail = f"It was never read whole. {failure}".strip()
        return Checked("last-run", False, detail, "Run `houselights sync ORG`; it goes on where it stopped.")
    read = f"Last read whole on {_moment(complete_at)}."
    if failure:
        return Checked("last-run", False, f"{read} The newest run did not complete: {failure}", "Sync again.")
    if now - complete_at > OVERDUE:
        return Checked("last-run", False, read, "Run `houselights sync ORG`, or `houselights serve`, which does it.")
    return Checked("last-run", True, read)


def newest_order(newest: datetime | None, *, is_stalled: bool) -> Checked:
    """By when the newest order was first sold."""
    if newest is None:
        return Checked("newest", True, "No order with tickets has been read.")
    detail = f"The newest order is of {_moment(newest)}."
    if not is_stalled:
        return Checked("newest", True, detail)
    return Checked("newest", False, f"{detail} Tickets are on sale.", "See whether the box office itself still sells.")


def windows(missing: int) -> Checked:
    """Stretches of days whose orders were not read whole."""
    if not missing:
        return Checked("windows", True, "Every stretch of days was read whole.")
    detail = f"{missing:,} {'stretch' if missing == 1 else 'stretches'} of days could not be read whole."
    return Checked("windows", False, detail, "Run `houselights sync ORG`: those are read again.")


def set_aside(many: int) -> Checked:
    """Records that made no sense."""
    if not many:
        return Checked("set-aside", True, "No record is set aside.")
    detail = f"{many:,} {'record was' if many == 1 else 'records were'} set aside: they make no sense."
    return Checked("set-aside", False, detail, "Correct them at the box office, then run `houselights replay ORG`.")


def budget(made: int, most: int) -> Checked:
    """Requests of today."""
    detail = f"{made:,} of {most:,} requests were made today."
    remedy = "Reading goes on tomorrow; HOUSELIGHTS_DAILY_REQUEST_BUDGET can be raised."
    return Checked("budget", made < most, detail, "" if made < most else remedy)


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _moment(moment: datetime) -> str:
    return f"{moment:%-d %B %Y at %H:%M} UTC"
