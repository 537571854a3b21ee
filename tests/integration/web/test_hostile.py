"""Names that would be script, values that no page of ours sends, numbers that no database has: all of it inert."""

import pytest
from django.test import Client

import cast
import publications
from addresses import ADDRESSES
from houselights.connectors.registry import read_id
from houselights.organisations.models import Organisation
from houselights.register.uploads.actions import preview_upload
from markup import problems_of

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7|add:7 }}"
STRANGE = ["999999999999999999999999", "9223372036854775808", "0"]


@pytest.fixture
def scripted(house) -> dict[str, object]:
    """Everything that people or a box office name is named by somebody who means harm."""
    Organisation.objects.filter(pk=house.lyric.pk).update(name=SCRIPT)
    event, unlinked = house.event, house.unlinked
    place = house.lyric.locations.create(name=SCRIPT, postcode="LN2 1QN")
    type(event).objects.filter(pk=event.pk).update(name=SCRIPT, description=SCRIPT, location=place)
    type(unlinked).objects.filter(pk=unlinked.pk).update(name=SCRIPT, venue_name=SCRIPT)
    type(house.people["reader"]).objects.filter(pk=house.people["reader"].pk).update(name=SCRIPT)
    run = house.connection.runs.first()
    type(run).objects.filter(pk=run.pk).update(failure=SCRIPT, state="failed")
    run.findings.create(code="x", severity="error", subject=SCRIPT, message=SCRIPT, remedy=SCRIPT)
    house.connection.set_aside.create(run=run, kind="orders", box_office_id=SCRIPT[:60], reason=SCRIPT)
    house.connection.ticket_types.create(name=SCRIPT, tickets=3)
    quoted = '"' + SCRIPT.replace('"', '""') + '"'
    content = f"EventName,StartDate,{quoted}\n{quoted},soon,x\n".encode()
    upload = preview_upload(
        organisation=house.lyric, content=content, name=f"{SCRIPT}.csv", by=house.people["admin"], read_id=read_id
    )
    return {
        **_published(house),
        "event": event.pk,
        "quarter": "2026-Q1",
        "upload": upload.pk,
        "link": event.links.get().pk,
        "unlinked": unlinked.box_office_id,
        "box_office_event": unlinked.pk,
        "run": run.pk,
        "member": house.lyric.members.get(user=house.people["reader"]).pk,
        "number": "x",
        "token": "x",
        "setup": "x",
    }


def _published(house) -> dict[str, object]:
    """What a funder's person types is script as well; another number, since it is theirs to read."""
    dee, funder, script = house.people["funder"], house.funder, SCRIPT.replace("(1)", "(2)")
    publications.figures(funder)
    published = publications.released(funder, dee, publications.second_person(funder))
    draft = publications.drafted(funder, dee, title=script, summary=script, note=script)
    return {"publication": draft.pk, "published": published.slug}


@pytest.mark.parametrize("who", ["admin", "operator", "funder"])
def test_a_name_that_is_script_stays_text_on_every_page(house, scripted, who: str):
    client, seen = house.client_of(who), 0

    for name, address in ADDRESSES.items():
        if "GET" not in address.methods:
            continue
        answer = client.get(address.of(name, scripted).replace("$unlinked", str(scripted["unlinked"])))
        if answer["Content-Type"].startswith("text/html"):
            text = answer.text
            assert "<script>alert" not in text, name
            assert "<img src=x" not in text, name
            assert [each for each in problems_of(text) if "script" in each or " on " in each] == [], name
            seen += "&lt;script&gt;alert(1)" in text

    if who == "funder":  # its pages call an organisation as its own list does
        assert seen == 0
    else:
        assert seen >= {"admin": 12, "operator": 4}[who]


def test_a_search_for_script_finds_nothing_and_runs_nothing(house):
    for path in ("events/", "events/adopt/"):
        answer = house.client_of("admin").get(f"/o/lyric/{path}", {"q": SCRIPT, "quarter": "all"})

        assert "<script>alert" not in answer.text
        assert "&lt;script&gt;" in answer.text


@pytest.mark.parametrize("number", STRANGE)
def test_a_number_that_nothing_has_is_not_found(house, number: str):
    client = house.client_of("admin")

    for name, address in ADDRESSES.items():
        if "number" in address.values and address.values.get("slug") == "lyric":
            values = (
                {**address.values, "number": number, "link": number}
                if "link" in address.values
                else {
                    **address.values,
                    "number": number,
                }
            )
            path = type(address)(address.methods, address.needs, values).of(name, {"quarter": "2026-Q1"})
            answer = client.get(path) if "GET" in address.methods else client.post(path)
            assert answer.status_code == 404, name
            assert "Reference" in answer.text, name


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=999999999999",
        "page=x",
        "only=nothing",
        "q=%00",
        "q=%FF",
        "quarter=all&q=" + "a" * 5000,
    ],
)
@pytest.mark.parametrize("path", ["events/", "events/adopt/", "box-office/", "organisation/trail/"])
def test_a_query_that_no_link_has_is_answered_or_refused_and_never_a_bug(house, path: str, query: str):
    answer = house.client_of("admin").get(f"/o/lyric/{path}?{query}")

    assert answer.status_code in (200, 400)


@pytest.mark.parametrize(
    "query",
    [
        "period=never",
        "period=2026-Q9",
        "period=2026-04-01..2025-01-01",
        "period=0000-01",
        "measure=secrets",
        "dated=birth",
        "period=%00",
    ],
)
def test_a_question_that_cannot_be_asked_is_a_400_that_says_what_can(house, query: str):
    for path in ("insights/", "insights.json", "insights/tickets.csv"):
        if "measure" in query and path.endswith("tickets.csv"):
            continue
        answer = house.client_of("admin").get(f"/o/lyric/{path}?{query}")

        assert answer.status_code == 400, path
        assert "What to do" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/o/../etc/passwd",
        "/o/LYRIC/",
        "/o/lyric%00/",
        "/o/%2e%2e/",
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/admin/",
        "/accounts/signup/",
        "/sign-up/",
    ],
)
def test_an_address_that_is_none_is_not_found(house, path: str):
    assert house.client_of("admin").get(path).status_code == 404


def test_a_foreign_host_name_is_refused(client: Client, db: None):
    answer = client.get("/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert "evil.example" not in answer.text


def test_the_funder_sees_names_and_states_and_not_one_figure(house):
    page = house.client_of("funder").get("/f/funder/").text

    assert "The Lyric" in page
    assert "The Grand" not in page
    assert house.event.name not in page
    for path in ("/o/lyric/", "/o/lyric/insights.json", "/o/lyric/events/"):
        assert house.client_of("funder").get(path).status_code == 404


def test_two_organisations_whose_events_have_the_same_numbers_never_meet(house):
    cast.make_box_office_event(
        cast.make_connection(house.grand), 1, box_office_id=house.unlinked.box_office_id, name="Theirs"
    )

    assert "Theirs" not in house.client_of("admin").get("/o/lyric/box-office/?only=all").text
    assert house.unlinked.name not in house.client_of("stranger").get("/o/grand/box-office/?only=all").text
