"""What does the public read, and how do two people bring it there by pages?"""

import csv
import io
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

import cast
from houselights.organisations.models import Organisation
from houselights.submissions.publishing.actions import withdraw_publication
from houselights.submissions.publishing.document import digest_of
from houselights.submissions.publishing.models import Publication
from markup import problems_of
from publications import QUARTER, SAID, asked, drafted, figures, released, second_person

pytestmark = pytest.mark.django_db
ADDRESS = "/public/funder/audiences-of-the-portfolio-2025-q1/"
FILES = ("", "how-protected/", "figures.csv", "figures.json")
HOME = "/f/funder/publications/"


@pytest.fixture
def flo(funder):
    return second_person(funder)


@pytest.fixture(autouse=True)
def kept(funder):
    return figures(funder)


@pytest.fixture
def published(funder, dee, flo) -> Publication:
    return released(funder, dee, flo)


def browser(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def step(client: Client, publication: Publication, do: str, **more: str) -> Any:
    edition = Publication.objects.get(pk=publication.pk).edition
    return client.post(f"{HOME}{publication.pk}/", {"do": do, "edition": edition, **more})


# The public


def test_nothing_is_there_before_it_is_released(funder, dee):
    asked(funder, dee)

    for path in ("/public/funder/", *(ADDRESS + file for file in FILES)):
        assert Client().get(path).status_code == 404, path


def test_everybody_reads_it_without_signing_in_and_without_a_cookie(published):
    for file in FILES:
        answer = Client().get(ADDRESS + file)

        assert answer.status_code == 200
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert answer["Cache-Control"] == "public, no-cache"
        assert "noindex" not in str(answer.headers) + answer.text
    assert not Session.objects.exists()


def test_it_is_the_same_for_whoever_is_signed_in(published, ada, dee):
    anybody = Client().get(ADDRESS)

    for person in (ada, dee):
        answer = browser(person).get(ADDRESS)
        assert answer.content == anybody.content
        assert answer["Cache-Control"] == "public, no-cache"


def test_a_cache_that_has_it_is_told_so(published):
    mark = Client().get(ADDRESS)["ETag"]

    again = Client().get(ADDRESS, headers={"If-None-Match": mark})

    assert again.status_code == 304
    assert not again.content


def test_the_page_says_how_it_was_protected_and_the_p_of_the_rule_is_not_said(published):
    page = Client().get(f"{ADDRESS}how-protected/").text

    for words in (
        "1 to 7 people",
        "rounded to 5",
        "At least 10 organisations",
        "50%",
        "67%",
        "hidden to protect people",
    ):
        assert words in page
    assert "p%" not in page
    assert 'href="how-protected/"' in Client().get(ADDRESS).text


def test_page_csv_and_json_say_the_same_and_hidden_is_not_zero(published):
    page = Client().get(ADDRESS).text
    rows = list(csv.DictReader(io.StringIO(Client().get(f"{ADDRESS}figures.csv").content.decode("utf-8-sig"))))
    tables = Client().get(f"{ADDRESS}figures.json").json()["tables"]

    by_csv = {(row["Measure"], row["Label"]): row["Value"] for row in rows}
    shown = {
        (table["title"], row["label"]): row["state"] if row["value"] is None else str(row["value"])
        for table in tables
        for row in table["rows"]
    }
    assert by_csv == shown
    assert by_csv["Tickets by discipline", "Museums"] == "hidden to protect people"
    assert by_csv["Tickets by discipline", "unknown"] == "0"
    assert by_csv["Tickets by discipline", "Music"] == "10400"
    assert "10,400" in page
    assert page.count("hidden to protect people") >= 3  # two cells, a sentence
    assert page.count('<td class="n unusable">hidden to protect people</td>') == 2


def test_the_page_names_the_digest_of_each_file(published):
    page = Client().get(ADDRESS).text

    for file in ("figures.csv", "figures.json"):
        assert digest_of(Client().get(ADDRESS + file).content) in page


def test_nothing_private_stands_in_any_source(published, lyric, dee, flo):
    for file in FILES:
        source = Client().get(ADDRESS + file).text
        for word in ("Dee", "Flo", "@", "Lyric", "portfolio:", "guards", "relations", "csrf", "/f/", "worked_on"):
            assert word not in source, (file, word)


def test_what_was_written_is_text_and_never_markup(funder, dee, flo):
    published = released(funder, dee, flo, title="<script>alert(1)</script>", summary="{{ request }} & <b>bold</b>")

    for file in ("", "how-protected/"):
        page = Client().get(f"/public/funder/{published.slug}/{file}").text
        assert "<script" not in page
        assert "&lt;script&gt;" in page
    assert "{{ request }} &amp; &lt;b&gt;" in Client().get(f"/public/funder/{published.slug}/").text


def test_the_page_is_good_html(published):
    for path in ("/public/funder/", ADDRESS, f"{ADDRESS}how-protected/"):
        assert problems_of(Client().get(path).text) == []


def test_a_name_of_a_file_that_there_is_not_answers_404(published):
    for file in ("figures.xlsx", "../figures.csv", "how-protected/x", "%00"):
        assert Client().get(ADDRESS + file).status_code == 404


def test_the_funder_may_take_another_name_and_what_is_published_keeps_the_old_one(published, funder):
    before = Client().get(ADDRESS).content
    Organisation.objects.filter(pk=funder.pk).update(name="Culture Council")

    assert Client().get(ADDRESS).content == before
    assert b"Arts Funder" in before


def test_after_a_withdrawal_every_address_says_so_and_none_says_the_title(published, dee):
    withdraw_publication(publication=published, reason="A title said too much.", seen=published.edition, by=dee)

    for file in FILES:
        answer = Client().get(ADDRESS + file)
        assert answer.status_code == 410
        assert "was withdrawn" in answer.text
        assert "A title said too much." in answer.text
        assert SAID.title not in answer.text
        assert "10,400" not in answer.text
        assert problems_of(answer.text) == []
    assert Client().get("/public/funder/").status_code == 404  # nothing else is published


# The funder's people


def test_two_people_bring_it_to_the_public_by_pages(funder, dee, flo):
    dees, flos = browser(dee), browser(flo)
    assert "2025-Q1" in dees.get(f"{HOME}draft/").text
    given = {"title": SAID.title, "summary": SAID.summary, "note": "", "tables": list(SAID.tables), "edition": 0}
    saved = dees.post(f"{HOME}draft/?period={QUARTER}", given)
    draft = Publication.objects.get()
    assert saved["Location"] == f"{HOME}{draft.pk}/"
    assert step(dees, draft, "ask").status_code == 302
    assert "You had a hand in it" in dees.get(f"{HOME}{draft.pk}/").text
    assert step(dees, draft, "release").status_code == 403
    assert "You have written none of it" in flos.get(f"{HOME}{draft.pk}/").text

    assert step(flos, draft, "release").status_code == 302

    assert Client().get(ADDRESS).status_code == 200
    assert ADDRESS in flos.get(f"{HOME}{draft.pk}/").text
    assert step(flos, draft, "withdraw", reason="").status_code == 422
    assert step(flos, draft, "withdraw", reason="A mistake of ours.").status_code == 302
    assert Client().get(ADDRESS).status_code == 410


def test_the_preview_is_what_the_public_will_see_but_for_its_mark_and_the_day(funder, dee, flo):
    waiting = asked(funder, dee)
    dees, flos = browser(dee), browser(flo)
    before = {file: dees.get(f"{HOME}{waiting.pk}/preview/{file}").text for file in FILES}

    step(flos, waiting, "release")

    for file in FILES:
        public = Client().get(ADDRESS + file).text
        assert "Preview." not in public
        preview = before[file]
        if file in ("", "how-protected/"):
            assert "<b>Preview.</b>" in preview
        without = "\n".join(line for line in preview.splitlines() if "Preview." not in line)
        day = public.partition("Arts Funder, ")[2].partition("</dd>")[0]
        assert without.split() == public.replace(f", {day}<", ", on the day of its release<", 1).split(), file


def test_names_are_listed_and_there_is_no_button_to_ask_while_one_is_left(funder, lyric, dee):
    draft = drafted(funder, dee, title="Audiences of the Lyric", note="Ada says so.")
    page = browser(dee).get(f"{HOME}{draft.pk}/").text
    assert "Names stand in the way" in page
    assert "the name of an organisation" in page
    assert "Ask for its release" not in page

    refused = step(browser(dee), draft, "ask")

    assert refused.status_code == 422
    assert "Names never leave the house" in refused.text
    assert Publication.objects.get().state == "draft"


def test_what_is_sent_that_is_not_for_the_public_is_refused_and_what_was_written_is_kept(dee):
    given = {"title": "A good title", "summary": "Words.", "tables": ["income"], "edition": 0}

    answer = browser(dee).post(f"{HOME}draft/?period={QUARTER}", given)

    assert answer.status_code == 422
    assert "That is not for the public." in answer.text
    assert "A good title" in answer.text
    assert not Publication.objects.exists()


def test_the_second_of_two_who_write_is_told_and_keeps_the_words(funder, dee, flo):
    draft = drafted(funder, dee)
    given = {"title": "By Flo", "summary": "Words.", "note": "", "tables": ["tickets"], "edition": draft.edition}
    assert browser(flo).post(f"{HOME}{draft.pk}/change/", given).status_code == 302

    answer = browser(dee).post(f"{HOME}{draft.pk}/change/", {**given, "title": "By somebody else"})

    assert answer.status_code == 422
    assert "Somebody else changed" in answer.text
    assert "By somebody else" in answer.text
    assert Publication.objects.get().title == "By Flo"


def test_somebody_of_another_funder_finds_nothing(published, funder, dee):
    other = cast.add_organisation(slug="council", name="Culture Council", kind="funder", by=None)
    theirs = browser(cast.make_person("Eve", other, "funder"))
    draft = drafted(funder, dee)

    for slug in ("funder", "council"):
        for rest in ("", "change/", "preview/", "preview/figures.csv"):
            assert theirs.get(f"/f/{slug}/publications/{draft.pk}/{rest}").status_code == 404
        assert theirs.post(f"/f/{slug}/publications/{draft.pk}/", {"do": "ask", "edition": 1}).status_code == 404
    assert SAID.title not in theirs.get("/f/council/publications/").text
    assert Client().get("/public/council/").status_code == 404


def test_no_page_of_a_step_that_there_is_not(funder, dee):
    draft = drafted(funder, dee)

    for do in ("", "approve", "__init__"):
        assert step(browser(dee), draft, do).status_code == 422
    assert browser(dee).post(f"{HOME}{draft.pk}/", {"do": "ask", "edition": "x"}).status_code == 422
    assert browser(dee).get(f"{HOME}draft/?period=2024-Q1").status_code == 400
    assert browser(dee).get(f"{HOME}draft/?period=2025-04").status_code == 400
