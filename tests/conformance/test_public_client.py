"""Does a client that others wrote for the real box office work against the sandbox, unmodified? spektrixpython 0.6.1.

The real host stands in its constructor and nowhere else, so the address is changed there, before the call.
"""

import gc
import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from spektrixpython import SpektrixAnonymous, SpektrixCredentials, SpektrixRequest

from houselights.sandbox.remote import Sandbox

Credentials = SpektrixCredentials | SpektrixAnonymous


# It leaves its connections open: they are swept up here, so that no later test is blamed for them.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(autouse=True)
def swept_up() -> Iterator[None]:
    yield
    gc.collect()


@pytest.fixture
def owner(sandbox: Sandbox) -> SpektrixCredentials:
    account = sandbox.client("lyric")
    return SpektrixCredentials(client_name="lyric", api_user=account["login"], api_key=account["secret"])


def request_for(sandbox: Sandbox, endpoint: str, credentials: Credentials) -> Any:
    request = SpektrixRequest(endpoint, credentials)
    request.url = request.url.replace("https://system.spektrix.com", sandbox.origin)
    return request


def status_of(refused: pytest.ExceptionInfo[requests.HTTPError]) -> int:
    return refused.value.response.status_code


def some_customer(sandbox: Sandbox, owner: SpektrixCredentials) -> str:
    changes = request_for(sandbox, "orders/sync?since=2000-01-01T00:00:00Z", owner).get()
    return next(order["customerFriendlyId"] for order in changes["values"] if order["customerFriendlyId"])


def test_it_reads_the_web_view_without_a_key(sandbox):
    events = request_for(sandbox, "events", SpektrixAnonymous("lyric")).get()

    assert events
    assert not any(name.startswith("attribute_Illuminate") for event in events for name in event)


def test_it_reads_the_owners_view_with_a_signature(sandbox, owner):
    events = request_for(sandbox, "events", owner).get()

    assert all("attribute_IlluminateEventType" in event for event in events)


def test_it_reads_a_signed_address_with_a_query(sandbox, owner):
    email = request_for(sandbox, f"customers/{some_customer(sandbox, owner)}", owner).get()["email"]

    found = request_for(sandbox, f"customers?email={requests.utils.quote(email)}", owner).get()

    assert found["email"] == email


def test_it_writes_and_deletes_a_tag(sandbox, owner):
    customer, tag = some_customer(sandbox, owner), request_for(sandbox, "tags", owner).get()[2]

    tags = request_for(sandbox, f"customers/{customer}/tags", owner).post({"id": tag["id"]})

    assert tag in tags
    assert request_for(sandbox, f"customers/{customer}/tags/{tag['id']}", owner).delete() == b""
    assert tag not in request_for(sandbox, f"customers/{customer}/tags", owner).get()


def test_a_wrong_key_is_refused_with_401(sandbox, owner):
    wrong = SpektrixCredentials("lyric", owner.api_user, "d3Jvbmc=")

    with pytest.raises(requests.HTTPError) as refused:
        request_for(sandbox, "events", wrong).get()

    assert status_of(refused) == 401


def test_orders_are_refused_without_a_key_with_401(sandbox):
    with pytest.raises(requests.HTTPError) as refused:
        request_for(sandbox, "orders?DateFrom=2026-01-01&DateTo=2026-01-01", SpektrixAnonymous("lyric")).get()

    assert status_of(refused) == 401


@pytest.mark.parametrize("endpoint", ["events/999999A", "customers/I-NO-BODY", "nonsense"])
def test_what_does_not_exist_is_404_and_says_so_in_json(sandbox, owner, endpoint):
    with pytest.raises(requests.HTTPError) as refused:
        request_for(sandbox, endpoint, owner).get()

    assert status_of(refused) == 404
    assert "Resource Not Found" in json.loads(refused.value.response.content)["message"]


def test_an_unknown_client_is_404(sandbox):
    with pytest.raises(requests.HTTPError) as refused:
        request_for(sandbox, "events", SpektrixAnonymous("nobody")).get()

    assert status_of(refused) == 404
