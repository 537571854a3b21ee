"""Is a funder's list taken over once, whole, and without giving anybody what is not theirs?"""

import pytest

from funder_lists import as_csv, made_up, row
from houselights.audit.queries import first_broken_link, trail
from houselights.errors import WrongUsage
from houselights.organisations.models import Listing, Organisation
from houselights.organisations.portfolio.importing import import_list
from houselights.organisations.queries import organisation_key

pytestmark = pytest.mark.django_db


def taken(funder, rows, **more):
    return import_list(funder=funder, content=as_csv(rows), name="list.csv", by=more.pop("by", None), **more)


def test_every_row_of_a_list_is_accounted_for(funder):
    rows = [*made_up(12), row("", 1), row("Made-up Company 3", 2), row("x" * 201, 3)]

    done = taken(funder, rows)

    assert (done.rows_read, done.created, done.refused) == (15, 12, 3)
    assert done.rows_read == done.created + done.updated + done.unchanged + done.refused
    assert [(each.code, each.cell) for each in done.problems] == [
        ("no-name", "A14"),
        ("twice", "A15"),
        ("long-name", "A16"),
    ]


def test_a_list_says_region_discipline_place_and_the_newest_funding(funder):
    taken(funder, [row("Made-up Company", 2)])

    listing = Listing.objects.get(name="Made-up Company")
    assert (listing.discipline, listing.region, listing.kind) == ("Dance", "South East", "NPO")
    assert (listing.funding_pounds, listing.is_priority_place, listing.local_authority) == (310_000, False, "Borough 2")


def test_importing_again_changes_nothing_and_doubles_nobody(funder):
    taken(funder, made_up(30))
    before = Organisation.objects.count()

    again = taken(funder, made_up(30))

    assert (again.created, again.updated, again.unchanged) == (0, 0, 30)
    assert Organisation.objects.count() == before


def test_a_newer_list_updates_and_says_who_is_not_on_it(funder):
    taken(funder, [row("Made-up Company", 1), row("Other Company", 2)])

    done = taken(funder, [row("MADE-UP  Company", 1, **{"2023": "999999"})])

    assert (done.created, done.updated, done.not_in_file) == (0, 1, 2)  # the Lyric was put there by hand
    assert Listing.objects.get(name="MADE-UP Company").funding_pounds == 999_999


def test_two_of_one_name_keep_apart_by_their_references(funder):
    headings = ("Organisation", "Reference", "Region")
    rows = [("The Hall", "A1", "London"), ("The Hall", "B2", "London")]
    content = as_csv(rows, headings)

    import_list(funder=funder, content=content, name="a.csv", by=None)
    again = import_list(funder=funder, content=content, name="a.csv", by=None)

    assert sorted(Organisation.objects.filter(name="The Hall").values_list("slug", flat=True)) == [
        "the-hall",
        "the-hall-2",
    ]
    assert again.unchanged == 2


def test_short_names_are_nobodys_yet_and_never_empty(funder, grand):
    taken(funder, [row("Grand", 1), row("劇場", 2), row("Théâtre & Co.", 3), row("¿?", 4)])

    slugs = set(Listing.objects.filter(funder=funder).values_list("organisation__slug", flat=True))
    assert slugs == {"lyric", "grand-2", "organisation", "theatre-co", "organisation-2"}


def test_an_organisation_that_is_here_is_listed_and_not_doubled(funder, grand):
    done = taken(funder, [row("the grand", 1)])

    listing = Listing.objects.get(funder=funder, organisation=grand)
    assert done.created == 1
    assert not listing.made_here
    grand.refresh_from_db()
    assert grand.name == "The Grand"


def test_each_organisation_of_a_list_has_a_key_of_its_own(funder):
    taken(funder, made_up(2))

    first, second = Organisation.objects.filter(name__startswith="Made-up").order_by("slug")
    assert organisation_key(first) != organisation_key(second)
    assert len(organisation_key(first)) == 32


def test_a_value_off_its_list_is_left_out_and_the_nearest_named(funder):
    done = taken(
        funder, [row("Made-up Company", 0, main="Theatr", ons="Mars", **{"2023": "lots", "contact": "nobody"})]
    )

    codes = {each.code: each for each in done.problems}
    assert set(codes) == {"not-on-list", "not-a-sum", "not-an-address"}
    assert [each.suggestion for each in done.problems if each.code == "not-on-list"] == ["Theatre", ""]
    assert codes["not-an-address"].value == ""
    assert Listing.objects.get(name="Made-up Company").discipline == ""


def test_trying_it_out_changes_nothing(funder):
    before = (Organisation.objects.count(), Listing.objects.count(), trail(funder.slug).count())

    done = taken(funder, made_up(5), dry_run=True)

    assert done.created == 5
    assert (Organisation.objects.count(), Listing.objects.count(), trail(funder.slug).count()) == before


def test_it_is_in_the_trail_of_the_funder_and_of_each_organisation(funder, dee):
    taken(funder, made_up(2), by=dee)

    slug = Organisation.objects.get(name="Made-up Company 1").slug
    assert trail(funder.slug).filter(action="portfolio imported", by_id=dee.pk).count() == 1
    assert set(trail(slug).values_list("action", flat=True)) == {"organisation added", "put into a portfolio"}
    assert first_broken_link() is None


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4 nothing", b"EventName,StartDate\nParade,2026-05-03\n", b"Organisation,Region\n"]
)
def test_what_is_no_list_is_refused_with_what_to_do(funder, content):
    with pytest.raises(WrongUsage) as refused:
        import_list(funder=funder, content=content, name="x", by=None)

    assert refused.value.remedy


def test_only_a_funder_has_a_list(lyric):
    with pytest.raises(WrongUsage):
        taken(lyric, made_up(1))
