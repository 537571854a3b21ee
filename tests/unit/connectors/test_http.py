"""Is the client polite, patient within limits, and silent about addresses, keys and bodies?"""

import gzip
import json
import logging
import random
import threading
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import msgspec
import pytest

from houselights.connectors.http import Manners, PoliteClient
from houselights.errors import BoxOfficeUnavailable, CredentialsRefused

from .conftest import Box, answer

ORIGIN, SECRET = "https://tickets.example.org", "SpektrixAPI3 login:c2VjcmV0"
HTML = "<!DOCTYPE html><html><title>Attention Required!</title></html>"
SECRETS = ("c2VjcmV0", "tickets.example.org", "jo@example.org", "jo%40", "customers", "Bloggs")
DATA = {"name": "Jo Bloggs"}


def sign(request: httpx.Request) -> None:
    request.headers["Authorization"] = SECRET


def polite(answering, **more) -> PoliteClient:
    return PoliteClient(ORIGIN, sign, transport=httpx.MockTransport(answering), **more)


def ask(client: PoliteClient):
    return client.get("lyric/customers", {"email": "jo@example.org"}, read=msgspec.json.decode)


def data(status: int = 200, **headers: str):
    return answer(json.dumps(DATA), status, **headers)


def test_data_comes_back_with_the_senders_clock():
    received = ask(polite(Box(data(Date="Mon, 21 Oct 2020 07:28:00 GMT"))))  # it was a Wednesday: no matter

    assert received.value == DATA
    assert received.at == datetime(2020, 10, 21, 7, 28, tzinfo=UTC)


def test_what_does_not_exist_is_none_and_not_asked_for_again(slept):
    box = Box(answer('{"message": "Resource Not Found"}', 404))

    assert ask(polite(box)).value is None
    assert len(box.asked) == 1


def test_every_request_says_who_asks_and_where_to_complain():
    box = Box(data())

    ask(polite(box, contact="https://houselights.example.org"))

    assert box.asked[0].headers["User-Agent"].startswith("Houselights/")
    assert "+https://houselights.example.org" in box.asked[0].headers["User-Agent"]


def test_an_unsigned_request_carries_no_key():
    box = Box(data())

    polite(box).get("lyric/events", read=msgspec.json.decode, is_signed=False)

    assert "Authorization" not in box.asked[0].headers


FAILURES = {
    "a page with 200": answer(HTML, 200, "text/html"),
    "a page with 403": answer(HTML, 403, "text/html"),
    "a page with 404": answer(HTML, 404, "text/html"),
    "a page with 503": answer(HTML, 503, "text/html"),
    "a page that says it is data": answer(HTML),
    "plain text": answer("OK", 200, "text/plain"),
    "no content type": answer("[]", 200, ""),
    "429": answer(status=429),
    "500": answer(status=500),
    "502": answer(status=502),
    "cut off": answer('[{"name": "Jo Bl'),
    "not UTF-8": answer(b'"\xff"'),
    "far too deep": answer(b"[" * 100_000 + b"]" * 100_000),
    "packed strangely": answer("[]", Content_Encoding="br"),
    "packed badly": answer("[]", Content_Encoding="gzip"),
    "no connection": httpx.ConnectError("[Errno 111] tickets.example.org"),
    "no answer in time": httpx.ReadTimeout("jo@example.org"),
    "broken off": httpx.RemoteProtocolError("peer closed at /customers?email=jo@example.org"),
}
each_failure = pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)


@each_failure
def test_after_five_attempts_the_box_office_is_away_with_what_to_do(failure, slept):
    box = Box(failure)

    with pytest.raises(BoxOfficeUnavailable) as away:
        ask(polite(box))

    assert len(box.asked) == 5
    assert away.value.remedy
    assert away.value.exit_code == 4


@each_failure
def test_one_failure_is_got_over(failure, slept):
    assert ask(polite(Box(failure, data()))).value == DATA


@each_failure
def test_no_address_key_or_body_is_in_the_error_or_in_any_log(failure, slept, caplog):
    caplog.set_level(logging.DEBUG)

    with pytest.raises(BoxOfficeUnavailable) as away:
        ask(polite(Box(failure)))

    told = caplog.text + repr(away.value) + away.value.message + away.value.remedy
    told += repr(away.value.__cause__)
    assert [secret for secret in SECRETS if secret in told] == []


def test_a_good_answer_leaves_no_trace_in_the_log(caplog):
    caplog.set_level(logging.DEBUG)

    ask(polite(Box(data())))

    assert [secret for secret in SECRETS if secret in caplog.text] == []


def test_waits_double_with_some_chance_in_them(slept):
    random.seed(1)

    with pytest.raises(BoxOfficeUnavailable):
        ask(polite(Box(data(500))))

    assert [round(nap - expected, 3) >= 0 for nap, expected in zip(slept, (1, 2, 4, 8), strict=True)] == [True] * 4
    assert [nap - expected <= 1 for nap, expected in zip(slept, (1, 2, 4, 8), strict=True)] == [True] * 4
    assert slept != [1, 2, 4, 8]


def test_the_box_office_says_in_seconds_how_long_to_wait(slept):
    ask(polite(Box(answer(status=429, Retry_After="7"), data())))

    assert slept == [7]


def test_the_box_office_says_until_when_to_wait_by_its_own_clock(slept):
    its_now = datetime(2030, 1, 1, 12, tzinfo=UTC)
    then = format_datetime(its_now + timedelta(seconds=9), usegmt=True)

    ask(polite(Box(answer(status=503, Date=format_datetime(its_now, usegmt=True), Retry_After=then), data())))

    assert slept == [9]


def test_what_one_request_is_told_holds_for_every_other(slept):
    client = polite(Box(answer(status=429, Retry_After="7"), data()), manners=Manners(attempts=1))
    with pytest.raises(BoxOfficeUnavailable):
        ask(client)
    assert slept == []

    ask(client)

    assert slept == [pytest.approx(7, abs=1)]


def test_nobody_waits_for_an_hour(slept):
    box = Box(answer(status=429, Retry_After="3600"))

    with pytest.raises(BoxOfficeUnavailable):
        ask(polite(box))

    assert slept == []
    assert len(box.asked) == 1


@pytest.mark.parametrize("text", ["soon", "", "-5", "1.5h"])
def test_a_wait_that_cannot_be_read_is_ours_to_choose(text, slept):
    assert ask(polite(Box(answer(status=429, Retry_After=text), data()))).value == DATA


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_is_told_at_once(status, slept):
    box = Box(answer('{"message": "Unauthorized"}', status))

    with pytest.raises(CredentialsRefused) as refused:
        ask(polite(box))

    assert len(box.asked) == 1
    assert "key" in refused.value.remedy


@pytest.mark.parametrize(("minutes", "word"), [(20, "ahead of"), (-20, "behind")])
def test_a_refusal_with_clocks_apart_names_the_clock(minutes, word):
    theirs = datetime.now(UTC) - timedelta(minutes=minutes)

    with pytest.raises(CredentialsRefused) as refused:
        ask(polite(Box(answer(status=401, Date=format_datetime(theirs, usegmt=True)))))

    assert "20 minutes" in refused.value.remedy
    assert word in refused.value.remedy


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed_and_the_key_goes_nowhere_else(status, slept):
    box = Box(answer(b"", status, Location="http://169.254.169.254/latest/"))

    with pytest.raises(BoxOfficeUnavailable) as away:
        ask(polite(box))

    assert [request.url.host for request in box.asked] == ["tickets.example.org"]
    assert "address" in away.value.remedy


def test_an_address_that_is_not_encrypted_gets_no_request(slept):
    box = Box(data())
    client = PoliteClient("http://tickets.example.org", sign, transport=httpx.MockTransport(box))

    with pytest.raises(CredentialsRefused, match="not encrypted") as refused:
        ask(client)

    assert box.asked == []
    assert "https" in refused.value.remedy


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8765", "http://localhost:8765", "http://[::1]:8765"])
def test_this_machine_itself_needs_no_encryption(origin):
    client = PoliteClient(origin, sign, transport=httpx.MockTransport(Box(data())))

    assert ask(client).value == DATA


def test_a_request_that_is_not_accepted_is_not_repeated(slept):
    box = Box(answer('{"message": "Bad Request"}', 400))

    with pytest.raises(BoxOfficeUnavailable, match="400"):
        ask(polite(box))

    assert len(box.asked) == 1


def test_at_most_four_requests_are_under_way():
    under_way, most, counting = 0, 0, threading.Lock()

    def slowly(_: httpx.Request) -> httpx.Response:
        nonlocal under_way, most
        with counting:
            under_way += 1
            most = max(most, under_way)
        time.sleep(0.01)
        with counting:
            under_way -= 1
        return data()()

    client = polite(slowly)
    threads = [threading.Thread(target=ask, args=(client,)) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == 4
    assert client.requests_made == 16


def test_a_spent_budget_is_told_before_anything_is_sent(slept):
    box = Box(data())
    client = polite(box, budget=2)
    ask(client)
    ask(client)

    with pytest.raises(BoxOfficeUnavailable, match="budget") as away:
        ask(client)

    assert len(box.asked) == client.requests_made == 2
    assert "tomorrow" in away.value.remedy


def test_attempts_count_against_the_budget(slept):
    client = polite(Box(data(500)), budget=3)

    with pytest.raises(BoxOfficeUnavailable, match="budget"):
        ask(client)

    assert client.requests_made == 3


def test_a_body_that_drips_for_ever_is_given_up():
    class Drip(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            while True:
                time.sleep(0.005)
                yield b" "

    answers = Box(lambda: httpx.Response(200, stream=Drip(), headers={"Content-Type": "application/json"}))
    started = time.monotonic()

    with pytest.raises(BoxOfficeUnavailable, match="too long"):
        ask(polite(answers, manners=Manners(total_seconds=0.05, attempts=1)))

    assert time.monotonic() - started < 2


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_packed_answer_is_unpacked(encoding):
    written = json.dumps(DATA).encode()
    packed = gzip.compress(written) if encoding == "gzip" else zlib.compress(written)

    assert ask(polite(Box(answer(packed, Content_Encoding=encoding)))).value == DATA


def test_a_bomb_is_not_unpacked():
    bomb = gzip.compress(b"[" + b" " * 50_000_000 + b"]")

    with pytest.raises(BoxOfficeUnavailable, match="far more"):
        ask(polite(Box(answer(bomb, Content_Encoding="gzip")), manners=Manners(most_bytes=1_000_000, attempts=1)))


def test_more_than_was_asked_for_is_not_read():
    with pytest.raises(BoxOfficeUnavailable, match="far more"):
        ask(polite(Box(answer(b" " * 1_000_001)), manners=Manners(most_bytes=1_000_000, attempts=1)))


def test_an_address_that_is_none_is_told_with_how_to_write_it():
    client = PoliteClient("https://tickets example:port", sign, transport=httpx.MockTransport(Box(data())))

    with pytest.raises(CredentialsRefused) as refused:
        ask(client)

    assert "https://HOST" in refused.value.remedy
