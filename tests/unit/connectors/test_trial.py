"""Are credentials tried step by step, up to the first that fails, each with what to do?"""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx

from houselights.connectors.base import Credentials, Step

from .conftest import answer
from .theatre import Theatre

PAGE = {"paging": {"limit": 100, "next": None}, "values": []}
WELL = {"events": [], "tags": [], "orders": [], "orders__sync": PAGE}
ALL = ["reachable", "client", "clock", "key", "orders", "changes"]


def tried(credentials: Credentials | None = None, **table) -> list[Step]:
    more = {"credentials": credentials} if credentials else {}
    return list(Theatre(**WELL | table).open(**more).test())


def refusing(status: int, **headers: str):
    return lambda request: answer("{}", status, **headers)()


def clock(minutes: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(minutes=minutes), usegmt=True)


def assert_stopped_at(steps: list[Step], check: str) -> None:
    assert [step.check for step in steps] == ALL[: ALL.index(check) + 1]
    assert [step.passed for step in steps[:-1]] == [True] * (len(steps) - 1)
    assert not steps[-1].passed
    assert steps[-1].remedy


def test_good_credentials_pass_every_step_in_order():
    steps = tried()

    assert [(step.check, step.passed) for step in steps] == [(check, True) for check in ALL]


def test_a_box_office_that_cannot_be_reached(slept):
    def unreachable(request: httpx.Request):
        raise httpx.ConnectError("no route")

    assert_stopped_at(tried(events=unreachable), "reachable")


def test_a_web_page_where_data_was_due_is_no_box_office(slept):
    assert_stopped_at(tried(events=lambda request: answer("<html>", 200, "text/html")()), "reachable")


def test_what_stands_in_front_of_the_box_office_is_told_apart_from_an_outage(slept):
    page = tried(events=lambda request: answer("<html>", 403, "text/html")())
    outage = tried(events=refusing(503))

    assert "in front of the box office" in page[-1].remedy
    assert "in front of the box office" not in outage[-1].remedy


def test_an_outage_is_not_taken_for_a_key_without_rights(slept):
    steps = tried(orders=refusing(500))

    assert_stopped_at(steps, "orders")
    assert "status 500" in steps[-1].detail


def test_a_client_that_does_not_exist():
    steps = tried(Credentials("lyrik", "login", "c2VjcmV0", "https://tickets.example.org"))

    assert_stopped_at(steps, "client")
    assert "lyrik" in steps[-1].detail


def test_a_clock_that_is_so_wrong_that_the_key_is_refused():
    listed = lambda request: answer("[]", Date=clock(20))()  # noqa: E731

    steps = tried(events=listed, tags=refusing(401, Date=clock(20)))

    assert_stopped_at(steps, "clock")
    assert "20 minutes behind" in steps[-1].detail


def test_clocks_that_differ_and_do_not_matter_pass():
    steps = tried(events=lambda request: answer("[]", Date=clock(-600))())

    assert [step.passed for step in steps] == [True] * 6
    assert "600 minutes ahead" in steps[2].detail


def test_a_wrong_key():
    assert_stopped_at(tried(tags=refusing(401)), "key")


def test_a_key_that_was_not_copied_whole():
    steps = tried(Credentials("lyric", "login", "not base64!", "https://tickets.example.org"))

    assert_stopped_at(steps, "key")
    assert "not whole" in steps[-1].detail


def test_a_key_that_was_not_copied_whole_is_no_matter_of_clocks():
    skewed = lambda request: answer("[]", Date=clock(20))()  # noqa: E731

    steps = tried(Credentials("lyric", "login", "not base64!", "https://tickets.example.org"), events=skewed)

    assert_stopped_at(steps, "key")
    assert "not whole" in steps[-1].detail


def test_an_agents_key_may_not_read_orders():
    assert_stopped_at(tried(orders=refusing(403)), "orders")


def test_without_a_feed_of_changes_the_last_step_says_that_nothing_needs_to_be_done():
    steps = tried(orders__sync=refusing(404))

    assert_stopped_at(steps, "changes")
    assert "Nothing needs to be done" in steps[-1].remedy


def test_an_outage_in_the_middle_is_a_step_that_fails_and_not_an_exception(slept):
    assert_stopped_at(tried(orders=refusing(500)), "orders")
    assert_stopped_at(tried(orders__sync=refusing(500)), "changes")
