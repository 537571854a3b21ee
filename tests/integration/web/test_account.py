"""Signing in and out, one-time links: what lets a person in, what does not, and what is never given away."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

import cast
from houselights.organisations.invitations import first_operator_path, invitation_path
from houselights.organisations.models import Organisation, User

WRONG = "That e-mail address and password do not go together."
NEW = "a lantern behind the curtain"


@pytest.fixture
def ada(lyric: Organisation) -> User:
    """Ada, who can sign in with a password."""
    return cast.make_person("Ada", lyric, "admin", password=cast.PASSWORD)


def sign_in(client: Client, email: str, password: str, **more: str):
    return client.post("/sign-in/", {"login": email, "password": password, **more})


def test_the_right_password_leads_to_the_overview(client: Client, ada: User):
    answer = sign_in(client, "ADA@lyric.example ", cast.PASSWORD)

    assert answer.status_code == 302
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/o/lyric/"
    ada.refresh_from_db()
    assert ada.last_seen_on is not None


@pytest.mark.parametrize("email", ["ada@lyric.example", "nobody@lyric.example", "gone@lyric.example"])
def test_a_refusal_says_the_same_whether_the_address_exists_or_not(client: Client, ada: User, email: str):
    gone = cast.make_person("Gone", ada.memberships.get().organisation, "reader", password=cast.PASSWORD)
    User.objects.filter(pk=gone.pk).update(is_active=False)

    answer = sign_in(client, email, cast.PASSWORD if email.startswith("gone") else "not the password")

    assert answer.status_code == 200
    assert WRONG in answer.text
    assert SESSION_KEY not in client.session


def test_what_was_typed_comes_back_but_never_the_password(client: Client, ada: User):
    answer = sign_in(client, "ada@lyric.example", "not the password")

    assert 'value="ada@lyric.example"' in answer.text
    assert "not the password" not in answer.text


def test_each_empty_field_is_named(client: Client, ada: User):
    answer = sign_in(client, "", "")

    assert "Enter your e-mail address." in answer.text
    assert "Enter your password." in answer.text


def test_guessing_is_slowed_down_even_for_the_right_password(client: Client, ada: User):
    for _ in range(10):
        sign_in(client, "ada@lyric.example", "a guess")

    answer = sign_in(client, "ada@lyric.example", cast.PASSWORD)

    assert "Too many tries" in answer.text
    assert SESSION_KEY not in client.session


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:evil.example"],
)
def test_signing_in_never_leads_to_another_site(client: Client, ada: User, elsewhere: str):
    answer = sign_in(client, "ada@lyric.example", cast.PASSWORD, next=elsewhere)

    assert answer["Location"] == "/"


def test_signing_in_leads_back_to_the_page_that_was_asked_for(client: Client, ada: User):
    asked = client.get("/o/lyric/events/?quarter=all")
    form = client.get(asked["Location"])
    assert 'name="next" value="/o/lyric/events/?quarter=all"' in form.text

    answer = sign_in(client, "ada@lyric.example", cast.PASSWORD, next="/o/lyric/events/?quarter=all")

    assert answer["Location"] == "/o/lyric/events/?quarter=all"


def test_signing_out_ends_it(client: Client, ada: User):
    client.force_login(ada)

    client.post("/sign-out/")

    assert client.get("/o/lyric/").status_code == 302


def test_a_one_time_link_sets_the_password_once(client: Client, lyric: Organisation):
    ben = cast.make_person("Ben", lyric, "reader")
    path = invitation_path(ben)
    assert client.get(path).status_code == 200

    client.post(path, {"name": "Benjamin", "password": NEW, "is_operator": "on", "email": "other@lyric.example"})

    assert client.get("/o/lyric/").status_code == 200
    ben.refresh_from_db()
    assert (ben.name, ben.email, ben.is_operator) == ("Benjamin", "ben@lyric.example", False)
    assert Client().get(path).status_code == 404
    assert Client().post(path, {"name": "Eve", "password": NEW}).status_code == 404


@pytest.mark.parametrize(
    ("password", "says"), [("short", "at least 12"), ("", "Choose a password"), ("password1234", "common")]
)
def test_a_poor_password_is_refused_and_uses_nothing_up(client: Client, lyric: Organisation, password: str, says: str):
    path = invitation_path(cast.make_person("Ben", lyric, "reader"))

    answer = client.post(path, {"name": "Ben", "password": password})

    assert says in answer.text
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/welcome/MQ/c-0/", "/welcome/%FF/x-y/", "/welcome/OTk5OTk5/abc-def/", "/first/made-up/"]
)
def test_a_link_that_is_made_up_opens_nothing(client: Client, lyric: Organisation, path: str):
    assert client.get(path).status_code == 404
    assert client.post(path, {"name": "Eve", "email": "eve@lyric.example", "password": NEW}).status_code == 404


def test_the_first_operator_claims_a_new_server_once(client: Client, db: None):
    path = first_operator_path()
    assert path

    client.post(path, {"name": "Ola", "email": "ola@server.example", "password": NEW})

    assert "The organisations of this server" in client.get("/").text
    assert User.objects.get().is_operator
    assert Client().get(path).status_code == 404


def test_a_person_of_several_organisations_chooses(client: Client, ada: User, grand: Organisation):
    grand.members.create(user=ada, role="reader")
    client.force_login(ada)

    answer = client.get("/")

    assert 'href="/o/lyric/"' in answer.text
    assert 'href="/o/grand/"' in answer.text


def test_a_person_of_no_organisation_is_told_what_to_do(client: Client, db: None):
    client.force_login(User.objects.create(email="lost@nowhere.example"))

    assert "You have no place in any organisation" in client.get("/").text
