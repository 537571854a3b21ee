"""Who is who on its page: people of several records, why, parted and joined again, and figures that follow."""

import pytest

from houselights.audit.models import Entry
from houselights.connections.parting.models import Parting
from houselights.disclosure.gate import release
from houselights.feeds.actions import rebuild, sync_now
from houselights.feeds.people import counts_of, joined_people
from houselights.home import Home
from houselights.measures.question import Question

PAGE = "/o/lyric/insights/people/matches/"


@pytest.fixture(scope="module")
def read(built, django_db_blocker):
    """The customers of what is on the register now are read."""
    with django_db_blocker.unblock():
        sync_now(connection=built.connection, by=None)
    return built


@pytest.fixture
def house(read, db):
    """With figures of what is decided now: other tests of this file decided otherwise."""
    rebuild(read.lyric)
    return read


def people_of(house) -> int:
    counts = counts_of(house.lyric)
    assert counts
    return counts.people


def one_pair(house) -> list[tuple[int, str]]:
    """The records of a person of two."""
    found = joined_people(house.lyric, skip=0, most=200)
    return next(each.records for each in found if len(each.records) == 2)


def value(record: tuple[int, str]) -> str:
    return f"{record[0]}:{record[1]}"


def part(house, record: tuple[int, str], who: str = "general", **more: object):
    return house.client_of(who).post(PAGE, {"do": "part", "record": [value(record)]}, **more)


def test_the_page_says_how_many_records_are_how_many_people(house):
    counts = counts_of(house.lyric)

    page = house.client_of("reader").get(PAGE).content.decode()

    assert counts
    assert counts.records > counts.people
    assert f"<b>{counts.people:,} people</b> ({counts.records:,} records)" in page
    assert "same first name and surname" in page


def test_the_page_shows_no_more_than_the_beginning_of_a_code(house):
    page = house.client_of("reader").get(PAGE).content.decode()

    assert all(record[1] not in page for record in one_pair(house))  # a reader has nothing to send either
    assert "Part the" not in page
    assert "These are two people" not in page


def test_two_people_wrongly_joined_are_parted_and_the_figures_change(house, home: Home):
    bookers = Question("bookers", of="lyric", reader="own")
    before, figure = people_of(house), release(bookers, home=home.path).total

    page = part(house, one_pair(house)[0], follow=True)
    rebuild(house.lyric)

    assert "they stay two people from now on" in page.content.decode()
    assert people_of(house) == before + 1
    assert release(bookers, home=home.path).total == (figure or 0) + 1


def test_the_parted_are_joined_again_and_the_figures_go_back(house):
    before, pair = people_of(house), one_pair(house)
    part(house, pair[0])
    rebuild(house.lyric)
    assert pair not in [each.records for each in joined_people(house.lyric, skip=0, most=1000)]

    parted = Parting.objects.get()
    page = house.client_of("general").post(PAGE, {"do": "join", "number": parted.pk}, follow=True)
    rebuild(house.lyric)

    assert "They may be one person again" in page.content.decode()
    assert people_of(house) == before
    assert not Parting.objects.exists()


def test_parting_twice_is_parting_once(house):
    pair = one_pair(house)

    part(house, pair[0])
    part(house, pair[1])

    assert Parting.objects.count() == 1


def test_the_trail_has_keyed_ids_and_no_more(house):
    one, other = one_pair(house)

    part(house, one)
    house.client_of("general").post(PAGE, {"do": "join", "number": Parting.objects.get().pk})

    parted, joined = Entry.objects.filter(action__startswith="customer records").order_by("id")
    assert parted.detail == {"records": [list(one)], "from": [list(other)]}
    assert joined.action == "customer records joined again"


@pytest.mark.parametrize("sent", ["", "1", "x:y", "999999:abc", ":", "1:' or 1=1 --"])
def test_a_record_that_is_joined_to_nobody_parts_nothing(house, sent):
    answer = house.client_of("general").post(PAGE, {"do": "part", "record": [sent]})

    assert answer.status_code == 404
    assert not Parting.objects.exists()


def test_all_records_of_a_person_cannot_be_somebody_elses(house):
    both = [value(record) for record in one_pair(house)]

    answer = house.client_of("general").post(PAGE, {"do": "part", "record": both})

    assert answer.status_code == 400
    assert not Parting.objects.exists()


@pytest.mark.parametrize("number", ["", "x", "0", "99999999"])
def test_what_is_not_parted_cannot_be_joined(house, number):
    assert house.client_of("general").post(PAGE, {"do": "join", "number": number}).status_code == 404


def test_a_reader_looks_and_decides_nothing(house):
    assert part(house, one_pair(house)[0], "reader").status_code == 403
    assert not Parting.objects.exists()


def test_a_stranger_is_told_that_there_is_no_such_page(house):
    assert house.client_of("stranger").get(PAGE).status_code == 404
    assert part(house, one_pair(house)[0], "stranger").status_code == 404


def test_another_organisations_admin_cannot_join_what_was_parted_here(house):
    part(house, one_pair(house)[0])
    number = Parting.objects.get().pk

    answer = house.client_of("stranger").post("/o/grand/insights/people/matches/", {"do": "join", "number": number})

    assert answer.status_code == 404
    assert Parting.objects.count() == 1


def test_before_any_build_the_page_says_what_to_do_first(house):
    assert "No people yet" in house.client_of("stranger").get("/o/grand/insights/people/matches/").content.decode()
