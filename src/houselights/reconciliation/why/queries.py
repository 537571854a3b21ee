"""Read the facts behind why: the register, the box office's list, the runs, the published figures."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from houselights.connections.exclusions.rules import shipped
from houselights.connections.models import BoxOfficeEvent, Connection
from houselights.disclosure.gate import release
from houselights.errors import NotFound, NotReleasable, WrongUsage
from houselights.feeds.queries import latest_complete_run, set_aside_by_event
from houselights.home import Home
from houselights.measures.question import Question, Reader
from houselights.organisations.models import Organisation
from houselights.periods import ALL, Period
from houselights.reconciliation.why.facts import Access, Counted, Facts, LinkedTo
from houselights.reconciliation.why.finding import Meant, find
from houselights.reconciliation.why.rules import Answer, why
from houselights.register.models import Event, Link
from houselights.warehouse.opened import open_build


def why_of(
    organisation: Organisation, asked: str, *, period: Period = ALL, reader: Reader = "own", meant: Meant | None = None
) -> Answer:
    """Why the event's data is or is not here; `meant` where it is known already which event that is."""
    return why(facts_of(organisation, asked, period=period, reader=reader, meant=meant or find(organisation, asked)))


def facts_of(organisation: Organisation, asked: str, *, period: Period, reader: Reader, meant: Meant) -> Facts:
    """What the checks look at, of an event of the register or of one that only the box office has."""
    accesses = {each.pk: access_of(each) for each in organisation.connections.all()}
    common: dict[str, Any] = {"asked": asked, "zone": organisation.time_zone, "accesses": tuple(accesses.values())}
    if meant.event is None:
        return Facts(**common, **_of_no_register(asked, meant, accesses))
    event = meant.event
    return Facts(
        name=event.name,
        event_id=event.pk,
        added_at=event.created_at,
        is_ticketed=event.is_ticketed,
        links=tuple(_link(link, accesses, organisation) for link in event.links.select_related("connection")),
        counted=_counted(organisation, event, period),
        period="" if period == ALL else period.title,
        withheld=_withheld(organisation, event, period, reader),
        **common,
    )


def access_of(connection: Connection) -> Access:
    """How far a box office may be read, and how far it was."""
    newest = connection.runs.exclude(finished_at=None).first()
    complete = latest_complete_run(connection)
    return Access(
        connection_id=connection.pk,
        name=f"{connection.kind.capitalize()} ({connection.client})",
        is_connected=connection.is_connected,
        was_refused=bool(newest and newest.was_refused),
        is_listed=complete is not None or connection.catalogue.exists(),
        complete_at=complete.finished_at if complete else None,
        windows_missing=connection.windows.filter(is_complete=False).count(),
        history_from=connection.history_from,
    )


def _of_no_register(asked: str, meant: Meant, accesses: dict[int, Access]) -> dict[str, Any]:
    found = meant.box_office_event
    if found is None:
        return {"name": asked, "near": meant.near}
    there = _there(found, accesses[found.connection_id], found.box_office_id)
    return {"name": found.name, "at_box_office": there, "is_ignored": found.is_ignored}


def _there(found: BoxOfficeEvent | None, access: Access, box_office_id: str) -> LinkedTo:
    if found is None:
        return LinkedTo(access=access, box_office_id=box_office_id, is_found=False)
    aside = set_aside_by_event(found.connection_id).get(box_office_id, [])
    return LinkedTo(
        access=access,
        box_office_id=box_office_id,
        name=found.name,
        last_on=found.last_on,
        tickets=found.tickets,
        pence=found.pence,
        set_aside=len(aside),
        set_aside_reason=aside[0].reason if aside else "",
        excluded_by=next((rule.title for rule in shipped() if rule.name == found.excluded_by), ""),
    )


def _link(link: Link, accesses: dict[int, Access], organisation: Organisation) -> LinkedTo:
    found = BoxOfficeEvent.objects.filter(connection=link.connection_id, box_office_id=link.box_office_id).first()
    there = _there(found, accesses[link.connection_id], link.box_office_id)
    # What a rule takes out is not built on purpose.
    is_built = bool(there.excluded_by) or _is_built(link, organisation)
    return replace(there, is_narrowed=link.performance_ids is not None, is_built=is_built)


def _is_built(link: Link, organisation: Organisation) -> bool:
    """Do the published figures know of this link, narrowed as it is now?"""
    build = open_build(Home.from_environment().organisation(organisation.slug))
    narrowed = None if link.performance_ids is None else tuple(link.performance_ids)
    wanted = (link.event_id, link.connection_id, link.box_office_id, narrowed)
    return build is not None and any(
        (each.event_id, each.connection_id, each.box_office_event_id, each.performance_ids) == wanted
        for each in build.bundle.links
    )


def _counted(organisation: Organisation, event: Event, period: Period) -> Counted:
    build = open_build(Home.from_environment().organisation(organisation.slug))
    if build is None:
        return Counted()
    values = {"event": event.pk, "first": period.start or date.min, "last": period.end or date.max}
    tickets, cancelled, in_period, first_on, last_on = build.rows(_COUNTED, values)[0]
    return Counted(
        tickets=tickets,
        cancelled=cancelled,
        in_period=tickets if period == ALL else in_period,
        first_on=first_on,
        last_on=last_on,
    )


def _withheld(organisation: Organisation, event: Event, period: Period, reader: Reader) -> str:
    """The gate's reason for hiding this event's tickets from the reader; "" where it releases them."""
    # Its own people may ask about it alone; for others it is one of the events that are protected together.
    where = (("event", (str(event.pk),)),) if reader == "own" else ()
    question = Question("tickets", of=organisation.slug, by=("event",), period=period, reader=reader, where=where)
    try:
        table = release(question, home=Home.from_environment().path)
    except NotReleasable as problem:
        return problem.message
    except (NotFound, WrongUsage):
        return ""  # no figures at all yet, or none that know of it: the checks before this one say so
    hidden = any(cell.value is None for cell in table.cells if cell.codes[0] == str(event.pk))
    return "The figure is too small to be shown without telling of single people." if hidden else ""


_COUNTED = """
    select
        cast(coalesce(sum(tickets) filter (where not is_cancelled), 0) as bigint),
        cast(coalesce(sum(tickets) filter (where is_cancelled), 0) as bigint),
        cast(coalesce(
            sum(tickets) filter (where not is_cancelled and performed_on between $first and $last), 0
        ) as bigint),
        min(performed_on) filter (where not is_cancelled),
        max(performed_on) filter (where not is_cancelled)
    from parties
    where event_id = $event
"""
