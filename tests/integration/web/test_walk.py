"""Every address of the site, as everybody: who may open it, what comes along, and that looking changes nothing."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from addresses import ADDRESSES, Address, names_in_resolver
from houselights.organisations.models import SetupToken, User
from houselights.organisations.permissions import ROLES, role_of
from houselights.recommendations.keeping import current
from houselights.web.gate import released
from markup import problems_of

PEOPLE = ("anonymous", "admin", "general", "reader", "funder", "operator", "stranger")


def test_every_address_is_walked():
    assert names_in_resolver() == set(ADDRESSES)


@pytest.mark.parametrize("who", PEOPLE)
def test_each_person_opens_what_is_theirs_and_nothing_else(house, things, who):
    client = house.client_of(who)

    for name, address in ADDRESSES.items():
        answer = client.get(_filled(address.of(name, things), things))

        expected = _expected(address, name, house.people.get(who), house)
        assert answer.status_code == expected, f"{name} answers {who} with {answer.status_code}, not {expected}"
        _check_headers(answer, name)
        if answer["Content-Type"].startswith("text/html") and name != "progress" and answer.status_code != 302:
            assert problems_of(answer.text) == [], name


@pytest.mark.parametrize("who", ["admin", "reader", "operator"])
def test_looking_changes_nothing(house, things, who):
    client = house.client_of(who)
    current(house.lyric, timezone.localdate(), released)  # kept once for each build and day, as the worker does
    before = _everything()

    for name, address in ADDRESSES.items():
        client.get(_filled(address.of(name, things), things))

    assert _everything() == before


@pytest.mark.parametrize("who", ["anonymous", "reader", "funder", "operator", "stranger"])
def test_who_may_not_do_it_changes_nothing_by_sending_it_anyway(house, things, who):
    client = house.client_of(who)
    sent = {"do": "adopt", "which": "all", "name": "New", "remove_data": "yes"}
    before = _everything()

    for name, address in ADDRESSES.items():
        if not address.needs or _holds(house, who, address, name):
            continue
        answer = client.post(address.of(name, things), sent)

        assert answer.status_code in (302, 403, 404, 405), name
        assert answer.status_code != 302 or answer["Location"].startswith("/?next=") or answer["Location"] == "/", name

    assert _everything() == before


def test_nothing_unsafe_is_done_without_the_token_of_the_form(house, things):
    client = house.client_of("admin", enforce_csrf_checks=True)
    before = _everything()

    for name, address in ADDRESSES.items():
        answer = client.post(address.of(name, things), {})

        assert answer.status_code == 403, name
        assert "safety token" in answer.text
        _check_headers(answer, name)
    assert _everything() == before


def test_a_method_that_makes_no_sense_is_refused(house, things):
    client, stranger = house.client_of("admin"), house.client_of("anonymous")

    for name, address in ADDRESSES.items():
        for method in {"GET", "POST", "PUT", "DELETE"} - set(address.methods):
            answer = (client if address.needs else stranger).generic(method, address.of(name, things))
            assert answer.status_code == 405, f"{method} {name}: {answer.status_code}"


def test_the_admin_of_another_organisation_finds_nothing_of_ours_by_number(house, things):
    client = house.client_of("stranger")

    for name, address in ADDRESSES.items():
        if "number" in address.values and address.values.get("slug") == "lyric":
            theirs = Address(address.methods, address.needs, {**address.values, "slug": "grand"})
            method = client.get if "GET" in address.methods else client.post
            assert method(theirs.of(name, things)).status_code == 404, name


def test_a_funder_opens_no_address_of_an_organisation_however_it_is_asked(house, things):
    """Rows have no address for a funder: what it sees of an organisation stands under its own, by grant or the gate."""
    client = house.client_of("funder")
    theirs = {name: address for name, address in ADDRESSES.items() if address.values.get("slug") == "lyric"}

    assert len(theirs) > 40
    assert not any(ROLES["funder"] & address.needs for address in theirs.values())
    for name, address in theirs.items():
        for ask in (client.get, client.post):
            assert ask(_filled(address.of(name, things), things)).status_code in (404, 405), name


def _filled(path: str, things: dict[str, Any]) -> str:
    return path.replace("$unlinked", things["unlinked"])


def _expected(address: Address, name: str, user: User | None, house) -> int:
    if name == "front":
        return 302 if user and not user.is_operator else 200
    if name == "account_login":
        return 302 if user else 200
    if not address.needs:
        return 200 if "GET" in address.methods else 405
    if "GET" not in address.methods:
        return 405
    if user is None:
        return 302
    role = role_of(user, house.funder if address.values.get("slug") == "funder" else house.lyric)
    return 404 if role is None else address.answers if ROLES[role] & address.needs else 403


def _holds(house, who: str, address: Address, name: str) -> bool:
    user = house.people.get(who)
    role = role_of(user, house.funder if address.values.get("slug") == "funder" else house.lyric) if user else None
    needs = {"places": {"edit_register"}, "our_funders": {"grant_funder"}}.get(name, address.needs)
    return bool(role and ROLES[role] & needs)


def _check_headers(answer: HttpResponse, name: str) -> None:
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy, name
    assert "unsafe" not in policy, name
    assert "frame-ancestors 'none'" in policy, name
    assert answer["X-Content-Type-Options"] == "nosniff", name
    assert answer["X-Frame-Options"] == "DENY", name
    assert answer["Referrer-Policy"] == "same-origin", name
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin", name
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin", name
    assert "camera=()" in answer["Permissions-Policy"], name


def _everything() -> dict[str, list[Any]]:
    """Every row of every table but the sessions of the browsers that look."""
    skipped = (Session, SetupToken)
    return {
        model.__name__: list(model.objects.order_by("pk").values_list())
        for model in apps.get_models()
        if model not in skipped
    }


def test_a_page_seen_while_signed_in_is_not_kept_by_the_browser(house):
    answer = house.client_of("admin").get("/o/lyric/")

    assert "no-store" in answer["Cache-Control"]


def test_a_static_file_and_an_address_that_is_not_there_carry_the_headers_too(client: Client, db: None):
    script = "/static/django_htmx/htmx-2.min.js"

    for path, status in [("/static/houselights.css", 200), (script, 200), ("/nothing/", 404)]:
        answer = client.get(path)

        assert answer.status_code == status, path
        _check_headers(answer, path)
        answer.close()
