"""`events` and `links`: the register on the command line, and figures that follow it at once."""

from commands import Command
from houselights.sandbox.remote import Sandbox

from .ledgers import in_all, truly_sold
from .refusing import not_refused


def test_an_event_is_added_with_all_that_is_known(command: Command) -> None:
    added = command.answer(
        "events", "lyric", "add", "--name", "Spring Gala", "--start", "2026-05-01", "--end", "2026-05-03",
        "--location", "Main House", "--event-type", "performance", "--sub-discipline", "Drama", "--funded",
    )["event"]  # fmt: skip

    (listed,) = command.answer("events", "lyric", "list")["events"]
    assert listed == added
    assert (added["start"], added["end"], added["location"]) == ("2026-05-01", "2026-05-03", "Main House")
    assert (added["event_type"], added["is_funded"], added["is_draft"]) == ("Performance", True, False)


def test_events_are_listed_by_quarter(command: Command) -> None:
    for name, start in (("May", "2026-05-01"), ("November", "2026-11-01")):
        command.answer("events", "lyric", "add", "--name", name, "--start", start)

    listed = command.answer("events", "lyric", "list", "--quarter", "2026-Q3")["events"]

    assert [each["name"] for each in listed] == ["November"]


def test_what_is_said_by_a_list_is_on_it_with_its_link(synced: Command) -> None:
    events = synced("events", "lyric", "list").out
    links = synced("links", "lyric", "list").out

    assert "40 events." in events
    assert links.count("linked") >= 40


def test_adopting_all_leaves_what_is_not_ours(unlinked: Command) -> None:
    hired = unlinked.answer("links", "lyric", "list")["unlinked_box_office"][0]["box_office_id"]
    unlinked.answer("links", "lyric", "ignore", hired)

    adopted = unlinked.answer("events", "lyric", "adopt", "--all")["adopted"]
    again = unlinked.answer("events", "lyric", "adopt", "--all")["adopted"]

    assert (len(adopted), len(again)) == (39, 0)
    assert all(each["is_draft"] and len(each["links"]) == 1 for each in adopted)
    assert hired not in {link["box_office_id"] for each in adopted for link in each["links"]}


def test_adopting_from_a_day_takes_what_is_on_from_then(unlinked: Command) -> None:
    adopted = unlinked.answer("events", "lyric", "adopt", "--from", "2026-01-01")["adopted"]

    assert 0 < len(adopted) <= 40
    assert all(each["end"] >= "2026-01-01" for each in adopted)


def test_a_bare_number_is_taken_and_its_title_is_shown(unlinked: Command) -> None:
    found = unlinked.answer("links", "lyric", "list")["unlinked_box_office"][0]
    unlinked.answer("events", "lyric", "add", "--name", "Gala", "--start", "2026-05-01")
    number = found["box_office_id"].rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

    ended = unlinked("links", "lyric", "set", "1", number)

    assert ended.code == 0
    assert f"“{found['name']}”" in ended.out


def test_the_figures_follow_a_link_taken_away_and_set_again(synced: Command, sandbox: Sandbox) -> None:
    sold = truly_sold(sandbox, "tickets", "event")
    link = next(each for each in synced.answer("links", "lyric", "list")["links"] if each["box_office_id"] in sold)
    event, box_office_id = str(link["event"]), link["box_office_id"]

    removed = synced.answer("links", "lyric", "remove", event, box_office_id)
    without = in_all(synced, "tickets")
    assert synced.answer("events", "lyric", "adopt", "--all")["adopted"] == []  # who took it away meant it
    synced.answer("links", "lyric", "set", event, box_office_id)

    assert removed["state"] == "removed"
    assert in_all(synced, "tickets") - without == sold[box_office_id]


def test_what_does_not_exist_is_wrong_usage_with_what_to_do(synced: Command) -> None:
    wrong = not_refused(
        synced,
        (["events", "nobody", "list"], "lyric"),
        (["events", "lyric", "list", "--quarter", "2026-Q9"], "2026-Q3"),
        (["events", "lyric", "add", "--name", "Gala", "--start", "1 May"], "2026-04-01"),
        (["events", "lyric", "add", "--name", "Gala", "--start", "2026-05-02", "--end", "2026-05-01"], "before"),
        (["events", "lyric", "add", "--name", "G", "--start", "2026-05-01", "--event-type", "Opra"], "list"),
        (["events", "lyric", "adopt"], "--all"),
        (["events", "lyric", "adopt", "--all", "--from", "2026-01-01"], "--all"),
        (["events", "lyric", "adopt", "99999"], "99999"),
        (["links", "lyric", "set", "1", "99999"], "99999"),
        (["links", "lyric", "set", "77", "99999"], "list of events"),
        (["links", "lyric", "remove", "1", "99999"], "not linked"),
        (["links", "lyric", "ignore", "99999"], "99999"),
        (["links", "lyric"], "--help"),
    )

    assert wrong == []
