"""The box office's own report of events, to download: as Excel, and as the two forms that people take by mistake.

Not Spektrix's: how theirs looks inside is not published. The columns are the Events Upload Template's, for that is
what organisations make their custom report of; what “unformatted” gives is our imitation, described in the docs.
"""

from datetime import date
from html import escape

from houselights.sandbox.catalogue import AttributeValue, Event
from houselights.sandbox.references import BANNER
from houselights.sandbox.theatre import Theatre
from houselights.vocabularies.template import TEMPLATE
from houselights.workbooks import ColumnPlan, SheetPlan, written

Value = str | int | date | None
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Reports of {name}: sandbox</title>
<h1>Reports of {name}</h1>
<p>{banner}</p>
<h2>Events Upload Template</h2>
<ul>
<li><a href="events.xlsx">Run as Excel</a></li>
<li><a href="events.pdf">Run as PDF</a></li>
<li><a href="events-unformatted.xlsx">Run as unformatted Excel</a></li>
</ul>
</html>
"""
_LINE, _LETTER = 14, 5.2  # points


def page(theatre: Theatre) -> bytes:
    """The three downloads, labelled as what they are."""
    return _PAGE.format(name=escape(theatre.name), banner=BANNER).encode()


def excel(theatre: Theatre) -> bytes:
    """“Run as Excel”: headings, real dates, one row per event, past ones included."""
    columns = [
        ColumnPlan(column.heading, column.width, kind="date" if column.kind == "date" else "text")
        for column in TEMPLATE.columns
    ]
    return written([SheetPlan("Report", columns, rows(theatre))], title="Events (sandbox)")


def unformatted(theatre: Theatre) -> bytes:
    """“Run as unformatted Excel”: the values alone, without headings, each as text."""
    columns = [ColumnPlan("") for _ in TEMPLATE.columns]
    plain = [[None if value is None else str(value) for value in row] for row in rows(theatre)]
    return written([SheetPlan("Sheet1", columns, plain, has_headings=False)], title="Events (sandbox)")


def pdf(theatre: Theatre) -> bytes:
    """“Run as PDF”: the names and days, for people to read."""
    # Late: the renderer takes longer to load than the sandbox to start.
    import vl_convert

    lines = [BANNER, f"Events of {theatre.name}", ""]
    lines += [f"{row[0]}: {row[1]:%d/%m/%Y} to {row[2]:%d/%m/%Y}" for row in rows(theatre)]
    height, width = (len(lines) + 2) * _LINE, max(map(len, lines)) * _LETTER + 40
    texts = "".join(f'<text x="20" y="{(at + 1) * _LINE}">{escape(line)}</text>' for at, line in enumerate(lines))
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-size="10">{texts}</svg>'
    document: bytes = vl_convert.svg_to_pdf(drawn)
    return document


def rows(theatre: Theatre) -> list[list[Value]]:
    """Every event that has a performance, in the template's columns."""
    return [
        [_values(event).get(column.heading) for column in TEMPLATE.columns]
        for event in theatre.events.values()
        if event.performances
    ]


def _values(event: Event) -> dict[str, Value]:
    days = sorted(performance.starts.date() for performance in event.performances)
    house = min(event.performances, key=lambda performance: performance.starts).plan.building
    return {
        "EventName": event.name,
        "StartDate": days[0],
        "EndDate": days[-1],
        "LocationName": house.name,
        "LocationPostcode": " ".join(house.address.split()[-2:]),
        "SpektrixEventId": event.id,
        "NumberOfPerformances": len(event.performances),
        "IsTicketed": "Yes",
        "Description": event.description,
        **{name: _attribute(event.attributes.get(f"Illuminate{name}")) for name in _ATTRIBUTES},
    }


_ATTRIBUTES = ("EventType", "IsFunded", "SubDiscipline", "DistributionType")


def _attribute(value: AttributeValue) -> str | None:
    return str(value) if value not in {None, ""} else None
