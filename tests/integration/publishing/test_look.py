"""The public's pages and those that lead there, in a browser: axe-core finds nothing, and nothing sticks out."""

from collections.abc import Iterator

import pytest
from django.test import Client

from houselights.submissions.publishing.actions import withdraw_publication
from looking import Looker, looking
from publications import QUARTER, asked, drafted, figures, released, second_person

pytestmark = [pytest.mark.django_db, pytest.mark.journey]
WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


@pytest.fixture
def looker(browser) -> Iterator[Looker]:
    with looking(browser) as made:
        yield made


def check(looker: Looker, client: Client, *paths: str) -> None:
    for path in paths:
        assert looker.problems(client.get(path).text, path) == [], path


def test_what_the_public_reads(funder, dee, looker):
    type(funder).objects.filter(pk=funder.pk).update(name=f"{WORD} Fund")
    funder.refresh_from_db()
    for number in (1, 2, 3, 4):
        figures(funder, f"2025-Q{number}")
    flo = second_person(funder)
    quarter = released(funder, dee, flo, summary=f"{WORD} in a sentence.")
    year = released(funder, dee, flo, period="2025-26", title=WORD)
    gone = released(funder, dee, flo, title="Too early")
    withdraw_publication(publication=gone, reason="A mistake of ours.", seen=gone.edition, by=dee)

    public = [f"/public/funder/{each.slug}/" for each in (quarter, year)]
    check(looker, Client(), *public, f"{public[0]}how-protected/", f"/public/funder/{gone.slug}/", "/public/funder/")


def test_the_pages_of_a_draft_its_names_and_its_release(funder, lyric, dee, looker):
    figures(funder)
    flo = second_person(funder)
    clear, named = drafted(funder, dee), drafted(funder, dee, title="Of the Lyric", note=f"Of the Lyric. {WORD}")
    waiting, done = asked(funder, dee), released(funder, dee, flo)
    client = Client()
    client.force_login(flo)
    home = "/f/funder/publications/"

    check(looker, client, home, f"{home}draft/", f"{home}draft/?period={QUARTER}", f"{home}{clear.pk}/preview/")
    check(looker, client, *(f"{home}{each.pk}/" for each in (clear, named, waiting, done)))
