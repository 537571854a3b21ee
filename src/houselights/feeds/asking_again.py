"""Ask again for records that were set aside, once somebody has mended them: by their ids, or in their list.

Events and performances come whole in every run; orders come only when the box office tells of a change, and a mend
on our side is no change of theirs.
"""

from datetime import date

from django.db.models import QuerySet

from houselights.feeds.models import SetAside, SyncRun
from houselights.feeds.reading import Reader
from houselights.periods import local_date


def ask_again(reader: Reader) -> None:
    """Do so if this run was asked to, also after it had begun. What still makes no sense is set aside again."""
    forget_nameless(reader, "events")
    forget_nameless(reader, "performances")
    if not SyncRun.objects.filter(pk=reader.run.pk, asks_again=True).exists():
        return
    ids = list(aside(reader, "orders").exclude(box_office_id="").values_list("box_office_id", flat=True))
    reader.look_up("orders", ids, "Asking again for what was set aside")
    if aside(reader, "orders").filter(box_office_id="").exists():
        first_day, today = days_of_history(reader)
        reader.read_history(first_day, today, again_from=first_day)
        forget_nameless(reader, "orders")


def forget_nameless(reader: Reader, kind: str) -> None:
    """A record without an id cannot be told from another; once the whole list was read, only what it had counts."""
    aside(reader, kind).filter(box_office_id="").delete()


def aside(reader: Reader, kind: str) -> QuerySet[SetAside]:
    """What runs before this one set aside and nobody has understood since."""
    return reader.connection.set_aside.filter(kind=kind).exclude(run=reader.run)


def days_of_history(reader: Reader) -> tuple[date, date]:
    connection, began = reader.connection, reader.run.data_as_of
    # Both were set before orders were read.
    assert began is not None
    assert connection.history_from is not None
    return connection.history_from, local_date(began, connection.organisation.time_zone)
