"""`organisation` and `user`: who is here, and the one-time link a person comes in by."""

from commands import Command

from .refusing import not_refused


def test_an_organisation_is_added_and_listed(command: Command) -> None:
    command.answer("organisation", "add", "grand", "--name", "The Grand", "--kind", "NPO")

    listed = command.answer("organisation", "list")["organisations"]

    assert [(each["organisation"], each["name"], each["kind"]) for each in listed] == [
        ("grand", "The Grand", "npo"),
        ("lyric", "The Lyric", "npo"),
    ]


def test_people_read_the_same_list_as_a_table(command: Command) -> None:
    ended = command("organisation", "list")

    assert ended.out.split("\n")[0].split() == ["ORG", "Name", "Kind", "People", "Box", "offices"]
    assert "The Lyric" in ended.out


def test_a_person_gets_a_one_time_link(command: Command) -> None:
    answered = command.answer("user", "add", "Ada@Example.org", "--organisation", "lyric", "--role", "admin")

    assert "/welcome/" in answered.pop("link")
    assert answered == {"email": "ada@example.org", "organisation": "lyric", "role": "admin"}
    assert command.answer("organisation", "list")["organisations"][0]["people"] == 1


def test_a_funder_gets_its_portfolio_and_its_people(command: Command) -> None:
    command.answer("organisation", "add", "fund", "--name", "The Fund", "--kind", "funder")

    granted = command.answer("organisation", "grant", "fund", "lyric")
    dee = command.answer("user", "add", "dee@example.org", "--organisation", "fund", "--role", "funder")

    assert granted == {"funder": "fund", "organisation": "lyric"}
    assert dee["role"] == "funder"


def test_what_cannot_be_is_wrong_usage_with_what_to_do(command: Command) -> None:
    wrong = not_refused(
        command,
        (["organisation", "add", "lyric", "--name", "Again"], "already"),
        (["organisation", "add", "Not A Slug", "--name", "X"], "short name"),
        (["organisation", "add", "grand", "--name", "The Grand", "--kind", "circus"], "npo"),
        (["organisation", "add", "grand", "--name", "The Grand", "--time-zone", "Mars"], "time zone"),
        (["organisation", "add", "grand"], "--name"),
        (["organisation", "grant", "lyric", "lyric"], "not a funder"),
        (["user", "add", "ada", "--organisation", "lyric", "--role", "admin"], "e-mail"),
        (["user", "add", "ada@example.org", "--organisation", "lyric", "--role", "king"], "admin"),
        (["user", "add", "ada@example.org", "--organisation", "nobody", "--role", "admin"], "lyric"),
        (["user", "add", "ada@example.org", "--role", "admin"], "--organisation"),
        (["user", "add", "ada@example.org", "--organisation", "lyric", "--role", "funder"], "funder"),
    )

    assert wrong == []
