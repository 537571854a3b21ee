"""Frozen returns for tests of files: a quarter of the Lyric as it was submitted."""

from datetime import UTC, date, datetime
from typing import Any

from houselights.submissions.document import Document, Gap, Line, Part, Run, Signature, Source, Table, Totals

MADE_AT = datetime(2027, 1, 12, 10, 30, tzinfo=UTC)


def line(event: int, name: str, **changes: Any) -> Line:
    """An event with everything known."""
    facts: dict[str, Any] = {
        "event_type": "Performance",
        "discipline": "Theatre",
        "sub_discipline": "Drama",
        "distribution_type": "In person",
        "is_funded": True,
        "location": "Main House",
        "postcode_district": "LN2",
        "performances": 3,
        "first_on": date(2026, 11, 6),
        "last_on": date(2026, 11, 8),
        "attendance": 240,
        "attendance_method": "tickets_sold",
        "participants": 0,
        "digital_views": None,
        "tickets": 251,
        "income_pence": 312_050,
        "sources": {"attendance": Source("box office", detail="3 performances")},
    }
    return Line(event=event, name=name, **(facts | changes))


def frozen(**changes: Any) -> Document:
    """Two events, one of them not counted."""
    lines = (line(11, "Spring Gala"), line(12, "Open Day", attendance=None, tickets=None, income_pence=None))
    region = Table(
        measure="tickets",
        title="Tickets sold",
        unit="tickets",
        definition="Tickets sold and not returned.",
        by="area_region",
        parts=(Part("East Midlands", 200, 200), Part("London", 51, 51)),
        total=251,
        total_base=251,
    )
    facts: dict[str, Any] = {
        "organisation": "lyric",
        "organisation_name": "The Lyric",
        "quarter": "2026-Q3",
        "form": "starter 1",
        "rules": "abc123",
        "build": 4,
        "data_as_of": "2027-01-12T09:00:00+00:00",
        "made_at": MADE_AT,
        "lines": lines,
        "totals": Totals(
            events=2,
            performances=6,
            attendance=240,
            participants=0,
            digital_views=0,
            tickets=251,
            income_pence=312_050,
            unknown={"attendance": 1, "digital_views": 2, "tickets": 1, "income_pence": 1},
        ),
        "tables": (region,),
        "gaps": (Gap("no-attendance", "Nobody has said how many came to Open Day.", 12),),
        "runs": (Run(7, 1, "spektrix", datetime(2027, 1, 12, 9, tzinfo=UTC), {"orders": 80}),),
        "signatures": (Signature("signed", 3, "admin", MADE_AT),),
    }
    return Document(**(facts | changes))


def submitted(organisation: Any, document: Document | None = None, *, quarter: str = "2026-Q3") -> Any:
    """The organisation's return with this document, in the database, as with the funder."""
    from houselights.submissions.document import fingerprint, to_bytes
    from houselights.submissions.models import Return, Version

    found = document or frozen(organisation=organisation.slug, organisation_name=organisation.name, quarter=quarter)
    row, _ = Return.objects.update_or_create(
        organisation=organisation, quarter=quarter, defaults={"state": "submitted"}
    )
    return Version.objects.create(
        of=row,
        number=found.version,
        content=to_bytes(found),
        fingerprint=fingerprint(found),
        submitted_at=found.made_at,
    )
