"""Is a request signed exactly as specified, and does the sandbox let in exactly what is?

The key and login are the public demo ones of Spektrix's documentation and of the clients written from it.
"""

import base64
from datetime import UTC, datetime

import httpx
import pytest

from houselights.connectors.base import Credentials
from houselights.connectors.spektrix.signing import key_of, signature, signer
from houselights.errors import CredentialsRefused
from houselights.sandbox.access import Asked, Problem, mode_of
from houselights.sandbox.theatre import Account

SECRET = "S2VlcCB5b3VyIGtuaWNrZXJzIG9uISBUaGlzIGlzIGEgdGVzdCBBUEkga2V5LCBkb24ndCB3b3JyeSE="
LOGIN, DATE = "TestLogin", "Wed, 21 Oct 2020 07:28:00 GMT"
THEN = datetime(2020, 10, 21, 7, 28, tzinfo=UTC)
BASE = "https://system.spektrix.com/apitesting/api/v3/"
TAG = "customers/I-AK11-1ATK/tags/11001ATRSBGDJMQQMCVKRJSQJPSBBHRPT"

VECTORS = {
    "V1 GET": ("GET", BASE + "events", None, "+nsfrWt6vOjwZGM1OFFivuk3L/A="),
    "V2 GET with a query": ("GET", BASE + "customers?email=jo%40example.org", None, "9glGxxfqr1JIO2hYgodkvqtGaFs="),
    "V3 GET of changes": ("GET", BASE + "orders/sync?since=2024-06-01T00:00:00Z", None, "kFJeDfar71qMn3Xk8zBJAt/1V8U="),
    "V4 POST": (
        "POST",
        BASE + "customers",
        b'{"email":"jo@example.org","firstName":"Jo","lastName":"Bloggs"}',
        "UVK1w8YeI1A8aN3q2lYMJBS04mk=",
    ),
    "V5 POST with spaces": (
        "POST",
        BASE + "customers/I-AK11-1ATK/tags",
        b'[{"id": "11001ATRSBGDJMQQMCVKRJSQJPSBBHRPT"}]',
        "d875RlF0rdMF1e99bI4FL+NpxoA=",
    ),
    "V6 DELETE, empty body signed": ("DELETE", BASE + TAG, b"", "017i7XgsddyR/4LDgFWUOkxTha0="),
    "V7 DELETE, its line left out": ("DELETE", BASE + TAG, None, "FGk1+FwED0e9FXWDBD4i/C71bDM="),
    "V8 DELETE with {}": ("DELETE", BASE + TAG, b"{}", "6o5NPzu7oqvI+MTHPtf6zIpAgNw="),
    "V9 PATCH, not ASCII": (
        "PATCH",
        BASE + "customers/I-AK11-1ATK",
        '{"firstName":"Zoë"}'.encode(),
        "RgmXBLQYB43ealBiToldP1ydvow=",
    ),
    "V10 GET of a sandbox": (
        "GET",
        "http://127.0.0.1:8765/demo/api/v3/events",
        None,
        "y7eVramdyF9GwS9H1mn4b7Vulak=",
    ),
}
each_vector = pytest.mark.parametrize(("method", "url", "body", "signed"), VECTORS.values(), ids=VECTORS)


def let_in(method: str, url: str, body: bytes | None, signed: str, date: str = DATE) -> bool:
    """Whether the sandbox takes this for the owner's own request."""
    accounts = {LOGIN: Account(LOGIN, SECRET, "owner")}
    try:
        return (
            mode_of(Asked(method, url, f"SpektrixAPI3 {LOGIN}:{signed}", date, body or b""), accounts, THEN) == "owner"
        )
    except Problem:
        return False


@each_vector
def test_we_sign_as_specified(method, url, body, signed):
    assert signature(key_of(SECRET), method, url, DATE, body) == signed


@each_vector
def test_the_sandbox_lets_in_what_is_signed_as_specified(method, url, body, signed):
    assert let_in(method, url, body, signed)


@each_vector
def test_the_sandbox_refuses_a_signature_with_one_character_changed(method, url, body, signed):
    for place, letter in enumerate(signed[:-1]):
        changed = signed[:place] + ("A" if letter != "A" else "B") + signed[place + 1 :]
        assert not let_in(method, url, body, changed)


@each_vector
def test_the_sandbox_refuses_the_signature_for_anything_else(method, url, body, signed):
    assert not let_in("PUT", url, body, signed)
    assert not let_in(method, url + "/", body, signed)
    assert not let_in(method, url, body, signed, date="Wed, 21 Oct 2020 07:28:01 GMT")
    if body:
        assert not let_in(method, url, body + b" ", signed)


def test_a_request_carries_the_date_it_was_signed_with_and_is_signed_as_it_is_sent():
    request = httpx.Request(
        "GET", "https://tickets.example.org/lyric/api/v3/orders", params={"since": "2026-06-01T00:00Z"}
    )

    signer(Credentials("lyric", LOGIN, SECRET, "https://tickets.example.org"))(request)

    sent = f"https://tickets.example.org{request.url.raw_path.decode()}"
    expected = signature(key_of(SECRET), "GET", sent, request.headers["Date"], None)
    assert request.headers["Authorization"] == f"SpektrixAPI3 {LOGIN}:{expected}"
    assert request.headers["Date"].endswith(" GMT")


def test_a_port_is_part_of_what_is_signed():
    request = httpx.Request("GET", "http://127.0.0.1:8765/demo/api/v3/events")

    signer(Credentials("demo", LOGIN, SECRET, "http://127.0.0.1:8765"))(request)

    expected = signature(key_of(SECRET), "GET", VECTORS["V10 GET of a sandbox"][1], request.headers["Date"], None)
    assert request.headers["Authorization"].endswith(expected)


def test_a_key_pasted_with_spaces_and_line_breaks_is_the_same_key():
    assert key_of(f"  {SECRET[:20]}\n{SECRET[20:]}\u00a0") == base64.b64decode(SECRET)


@pytest.mark.parametrize("secret", ["not base64 at all!", SECRET[:-2] + "%", "abcde"])
def test_a_key_that_is_not_whole_is_told_with_what_to_do(secret):
    with pytest.raises(CredentialsRefused, match="not whole") as refused:
        key_of(secret)

    assert refused.value.remedy
    assert secret not in str(refused.value)


def test_credentials_never_show_their_key():
    shown = repr(Credentials("lyric", LOGIN, SECRET, "https://tickets.example.org"))

    assert SECRET not in shown
