"""Is a publication that somebody altered in the database found, whatever of it they altered?"""

import pytest
from django.db import connection

from houselights.submissions.publishing.actions import withdraw_publication
from houselights.submissions.publishing.document import digest_of
from houselights.submissions.publishing.models import FrozenFile, Publication
from houselights.submissions.publishing.rereading import reread
from houselights.submissions.releases.models import Release
from publications import figures, released, second_person

pytestmark = pytest.mark.django_db
TABLES = ("tickets", "tickets discipline", "tickets region", "bookers")


@pytest.fixture
def published(funder, dee) -> Publication:
    figures(funder)
    return released(funder, dee, second_person(funder), tables=TABLES)


def alter(publication: Publication, name: str, old: str, new: str) -> None:
    """As whoever has the database can: the row is another, and its digest fits."""
    kept = publication.files.get(name=name)
    content = bytes(kept.content).replace(old.encode(), new.encode())
    assert content != bytes(kept.content)
    with connection.cursor() as cursor:
        cursor.execute("delete from publishing_frozenfile where id = %s", [kept.pk])
    FrozenFile.objects.create(
        of=publication, name=name, content_type=kept.content_type, content=content, digest=digest_of(content)
    )


def findings() -> list[str]:
    return [each.finding for each in reread().altered]


def test_a_publication_that_nobody_altered_is_as_it_was(published):
    found = reread()

    assert found.altered == []
    assert found.publications == 1
    assert found.figures == 9  # two alone, five disciplines, two regions


def test_one_that_was_withdrawn_is_read_again_too(published, dee):
    withdraw_publication(publication=published, reason="A table was wrong.", seen=published.edition, by=dee)
    alter(published, "figures.csv", "10400", "10405")

    assert "Tickets by discipline, Music, 2025-Q1: says 10405 where 10400 was released" in findings()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("", ">10,400<", ">10,405<"),
        ("figures.csv", "10400", "10405"),
        ("figures.json", "10400", "10405"),
    ],
)
def test_an_altered_figure_is_named_though_its_digest_fits(published, name, old, new):
    alter(published, name, old, new)

    assert findings() == [
        "is not what was frozen",
        "Tickets by discipline, Music, 2025-Q1: says 10405 where 10400 was released",
    ]


def test_a_hidden_figure_that_is_told_after_all_is_named(published):
    alter(published, "figures.csv", "Museums,2025-Q1,hidden to protect people", "Museums,2025-Q1,7")

    assert "Tickets by discipline, Museums, 2025-Q1: says 7 where hidden to protect people was released" in findings()


def test_words_that_were_altered_are_found_by_the_trail(published):
    alter(published, "how-protected/", "rounded", "exact")

    assert findings() == ["is not what was frozen"]


def test_what_was_put_forward_and_altered_later_is_found_by_the_trail_and_the_ledger(published):
    content = bytes(published.content).replace(b"10400", b"10405")
    Publication.objects.filter(pk=published.pk).update(content=content)

    found = findings()

    assert "is not what the trail says was released" in found
    assert "Tickets by discipline, Music, 2025-Q1: says 10405 where 10400 was released" in found


def test_what_cannot_be_read_any_more_is_no_crash(published):
    Publication.objects.filter(pk=published.pk).update(content=b"\xff")
    alter(published, "figures.json", "{", "[")

    assert "cannot be read any more" in findings()


def test_figures_that_the_ledger_has_not_are_named(published):
    """The release they were made of is gone: nobody could say that they are right."""
    Release.objects.all()._raw_delete("default")

    assert "Tickets by discipline, Music, 2025-Q1: says 10400 where nothing was released" in findings()
