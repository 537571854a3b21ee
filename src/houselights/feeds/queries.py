"""What the doors read of the feeds: runs, findings, what waits, and the shapes that scripts rely on."""

from dataclasses import dataclass
from typing import Any

from houselights.connections.models import BoxOfficeEvent, Connection
from houselights.connections.queries import find_box_office_events
from houselights.connectors.registry import read_id
from houselights.errors import NotFound
from houselights.feeds.accounting import Accounting
from houselights.feeds.models import Build, Finding, SetAside, SyncRun
from houselights.organisations.models import Organisation
from houselights.register import queries as register
from houselights.register.narrowing.queries import left_out


@dataclass(frozen=True)
class Waiting:
    """What is held behind box-office events, or performances of them, that no link reaches: counted nowhere."""

    events: int
    tickets: int
    pence: int


def waiting(organisation: Organisation) -> Waiting:
    """Tickets and pence waiting, and behind how many box-office events."""
    held = [(event.tickets, event.pence) for event in register.unlinked_box_office(organisation) if event.tickets]
    held += [(rest.tickets, rest.pence) for rest in left_out(organisation)]
    return Waiting(len(held), sum(tickets for tickets, _ in held), sum(pence for _, pence in held))


def latest_run(connection: Connection) -> SyncRun | None:
    """The newest run, whatever its state."""
    return connection.runs.first()


def latest_complete_run(connection: Connection) -> SyncRun | None:
    return connection.runs.filter(state="complete").first()


def run_of(organisation: Organisation, number: int) -> SyncRun:
    """One run of this organisation, or NotFound."""
    run = SyncRun.objects.filter(connection__organisation=organisation, pk=number).first()
    if run is None:
        raise NotFound("There is no such run.")
    return run


def current_findings(organisation: Organisation) -> list[Finding]:
    """What the newest ended run of each connection noticed, the gravest first."""
    gravity = {"error": 0, "warning": 1, "notice": 2}
    found: list[Finding] = []
    for connection in organisation.connections.all():
        run = connection.runs.exclude(finished_at=None).first()
        found += run.findings.all() if run else []
    return sorted(found, key=lambda finding: (gravity[finding.severity], finding.pk))


def set_aside_by_event(connection_id: int) -> dict[str, list[SetAside]]:
    """{box-office event id: records set aside that are it or name it}: what of an event cannot be counted, and why."""
    found: dict[str, list[SetAside]] = {}
    for record in SetAside.objects.filter(connection=connection_id).order_by("id"):
        for event_id in [record.box_office_id] if record.kind == "events" else record.events:
            found.setdefault(event_id, []).append(record)
    return found


def latest_build(organisation: Organisation) -> Build | None:
    """The build that figures are shown from; None before any."""
    return organisation.builds.first()


def box_office_event(organisation: Organisation, text: str, connection: Connection | None = None) -> BoxOfficeEvent:
    """The catalogue's event that a person means by a full id, a bare number or a booking link.

    NotFound when the box office has none, or when the same number is in two connections: never a guess.
    """
    connections = [connection] if connection else list(organisation.connections.all())
    found: list[BoxOfficeEvent] = []
    for each in connections:
        found += find_box_office_events(each, read_id(each.kind, text))
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(
            f"“{text}” is an event in {len(found)} of your box offices.", remedy="Give the full ID and the connection."
        )
    raise NotFound(
        f"The box office has no event “{text}”.",
        remedy="Copy the Event ID, its number or a booking link from the box office, or sync first if it is new.",
    )


def finding_json(finding: Finding) -> dict[str, str]:
    """`{code, severity, subject, message, remedy}`."""
    return {name: getattr(finding, name) for name in ("code", "severity", "subject", "message", "remedy")}


def run_json(run: SyncRun) -> dict[str, Any]:
    """What `sync --json` prints."""
    organisation = run.connection.organisation
    waits, windows = waiting(organisation), run.connection.windows
    linked = len(set(run.connection.links.values_list("box_office_id", flat=True)))
    return {
        "organisation": organisation.slug,
        "connection": run.connection_id,
        "run": run.pk,
        "state": run.state,
        "started": run.started_at.isoformat(),
        "finished": run.finished_at and run.finished_at.isoformat(),
        "data_as_of": run.data_as_of and run.data_as_of.isoformat(),
        **(Accounting().as_json() | run.accounting),  # on a full disk not even a run's end was written
        "events": {"linked": linked, "unlinked": len(register.unlinked_box_office(organisation))},
        "waiting": {"tickets": waits.tickets, "pence": waits.pence},
        "windows": {
            "complete": windows.filter(is_complete=True).count(),
            "incomplete": windows.filter(is_complete=False).count(),
        },
        "findings": [finding_json(finding) for finding in run.findings.all()],
    }
