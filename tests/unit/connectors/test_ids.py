"""Is an event id understood in each form that people give it, and nothing else taken for one?"""

import pytest

from houselights.connectors.base import BoxOfficeId
from houselights.connectors.registry import read_id
from houselights.errors import WrongUsage
from houselights.sandbox.ids import full_id

FULL = full_id(70401)
NOTHING = BoxOfficeId(None, None)


@pytest.mark.parametrize("text", [FULL, f" {FULL}\n", FULL.lower(), f"\u00a0{FULL[:10]}\u200b{FULL[10:]}\ufeff"])
def test_the_full_form_gives_both_parts(text):
    assert read_id("spektrix", text) == BoxOfficeId(FULL, "70401")


@pytest.mark.parametrize("text", ["70401", " 70401 ", "\u00a070401\u2009", "70 401"])
def test_the_bare_number_gives_the_number_alone(text):
    assert read_id("spektrix", text) == BoxOfficeId(None, "70401")


@pytest.mark.parametrize(
    "link",
    [
        "https://system.spektrix.com/lyric/website/eventdetails.aspx?WebEventId=hamlet&EventId=70401",
        "https://tickets.example.org/book?eventid=70401&resize=true#top",
        "https://www.example.org/book#/details?EventId=70401",
        "?EventId=70401",
        " https://tickets.example.org/book?EVENTID=70401\u00a0",
    ],
)
def test_a_booking_link_gives_its_number(link):
    assert read_id("spektrix", link) == BoxOfficeId(None, "70401")


@pytest.mark.parametrize(
    "link", [f"https://example.org/events/{FULL}", f"https://example.org/x?EventId={FULL}", f"/events/{FULL}/book?a=1"]
)
def test_a_link_with_the_full_form_gives_both_parts(link):
    assert read_id("spektrix", link) == BoxOfficeId(FULL, "70401")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hamlet",
        "0",
        "-5",
        "12/05/2026",
        FULL[:-1],
        FULL + "B",
        "9" * 30,
        "https://example.org/whats-on/2026/hamlet",
        f"https://example.org/{FULL}/{full_id(401)}",  # which of the two?
        "https://example.org/book?EventId=",
    ],
)
def test_anything_else_is_no_id(text):
    assert read_id("spektrix", text) == NOTHING


def test_an_unknown_kind_of_box_office_is_told_with_the_known_ones():
    with pytest.raises(WrongUsage) as wrong:
        read_id("abacus", "1")

    assert "spektrix" in wrong.value.remedy
