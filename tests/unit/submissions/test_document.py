"""The frozen document of a return: the same bytes always, and nothing lost on the way back."""

from datetime import UTC, date, datetime

import pytest

from houselights.errors import Unreadable
from houselights.submissions.document import (
    Document,
    Line,
    Part,
    Run,
    Signature,
    Source,
    Table,
    Totals,
    fingerprint,
    from_bytes,
    to_bytes,
)

NOON = datetime(2027, 1, 12, 12, tzinfo=UTC)


def a_document(**changes: object) -> Document:
    sources = {"attendance": Source("person", "counted", "The usher counted.", 96, 4, NOON), "name": Source("register")}
    line = Line(event=1, name="Hamlet", first_on=date(2026, 10, 1), attendance=100, tickets=96, sources=sources)
    facts = {
        "organisation": "lyric",
        "organisation_name": "The Lyric",
        "quarter": "2026-Q3",
        "form": "starter 1",
        "rules": "abc",
        "build": 7,
        "data_as_of": "2027-01-12T11:00:00+00:00",
        "made_at": NOON,
        "lines": (line,),
        "totals": Totals(
            events=1, performances=2, attendance=100, participants=0, digital_views=0, tickets=96, income_pence=1000
        ),
        "tables": (
            Table(
                measure="tickets",
                title="Tickets",
                unit="tickets",
                definition="Counted tickets.",
                by="area_region",
                parts=(Part("East Midlands", 96, 60),),
                total=96,
                total_base=60,
            ),
        ),
        "runs": (Run(3, 1, "spektrix", NOON, {"tickets": 96}),),
        "signatures": (Signature("submitted", 4, "admin", NOON),),
    }
    return Document(**(facts | changes))


def test_a_document_read_back_is_the_same_document():
    document = a_document()

    assert from_bytes(to_bytes(document)) == document


def test_the_order_in_which_sources_were_found_does_not_change_the_bytes():
    document = a_document()
    (line,) = document.lines
    turned = Line(
        event=1,
        name="Hamlet",
        first_on=line.first_on,
        attendance=100,
        tickets=96,
        sources=dict(reversed(line.sources.items())),
    )

    assert to_bytes(a_document(lines=(turned,))) == to_bytes(document)


def test_a_figure_that_changed_changes_the_fingerprint():
    assert fingerprint(a_document(build=8)) != fingerprint(a_document())


@pytest.mark.parametrize("content", [b"", b"{}", b"PK\x03\x04", b'{"format": 1, "organisation": "lyric"}', b"\xff"])
def test_what_is_no_return_is_refused_with_what_to_do(content):
    with pytest.raises(Unreadable, match="no document"):
        from_bytes(content)


def test_a_document_of_a_later_format_is_not_guessed_at():
    with pytest.raises(Unreadable, match="format 2"):
        from_bytes(to_bytes(a_document(format=2)))
