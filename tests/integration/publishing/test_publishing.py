"""Does it take two people and no name to publish, and does nothing move what was published?"""

import pytest
from django.db import DatabaseError, connection, transaction

import cast
from houselights.audit.queries import trail
from houselights.errors import NotReleasable, Refused, WrongUsage
from houselights.organisations.models import Listing, Organisation
from houselights.organisations.portfolio.actions import grant_funder
from houselights.submissions.console.figures import release_figures
from houselights.submissions.errors import ChangedMeanwhile
from houselights.submissions.publishing.actions import (
    ask_for_release,
    change_publication,
    drop_publication,
    release_publication,
    send_back,
    withdraw_publication,
)
from houselights.submissions.publishing.models import FrozenFile, Publication
from houselights.submissions.publishing.queries import document_of, hits_of, offers_of, periods_of
from houselights.submissions.releases.models import Given, Release
from houselights.web.public.drawing import drawn
from portfolios import contribute, grant_all, imported
from publications import QUARTER, SAID, asked, drafted, figures, released, second_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def flo(funder):
    return second_person(funder)


@pytest.fixture
def kept(funder):
    """The portfolio's figures of the quarter are in the ledger."""
    return figures(funder)


def files_of(publication: Publication) -> dict[str, bytes]:
    return {each.name: bytes(each.content) for each in FrozenFile.objects.filter(of=publication)}


# What may be published


@pytest.mark.parametrize(
    "name", ["income", "orders", "customers", "tickets event", "tickets location", "yield", "", "x y"]
)
def test_nothing_but_the_measures_and_splits_of_the_list_is_published(funder, dee, kept, name):
    with pytest.raises(NotReleasable, match="not for the public"):
        drafted(funder, dee, tables=["tickets", name])

    assert not Publication.objects.exists()


def test_a_measure_of_the_funders_alone_is_not_even_offered(funder, dee):
    figures(funder)

    assert {each.name.split()[0] for each in offers_of(funder, QUARTER)} == {"tickets", "bookers"}


@pytest.mark.parametrize("period", ["2025-04", "2025-04-01..2025-05-15", "all"])
def test_days_that_are_no_quarter_or_year_are_refused(funder, dee, kept, period):
    with pytest.raises(NotReleasable):
        drafted(funder, dee, period=period)


def test_what_the_ledger_has_not_is_refused_with_what_to_do(funder, dee):
    with pytest.raises(NotReleasable, match="have not been released") as refused:
        drafted(funder, dee)

    assert "Portfolio figures" in refused.value.remedy


def test_a_release_that_is_not_for_good_is_not_published(funder, dee):
    figures(funder, is_final=False)

    with pytest.raises(NotReleasable, match="have not been released"):
        drafted(funder, dee)


def test_nine_contributors_publish_nothing(funder, dee):
    figures(funder, contributors=9)

    with pytest.raises(NotReleasable, match="Fewer than 10"):
        drafted(funder, dee)


def test_a_table_of_which_all_is_hidden_is_refused_and_says_why(funder, dee):
    figures(funder, labels={"region": {"London": None, "Wales": None}})

    with pytest.raises(NotReleasable, match="all of its figures are hidden"):
        drafted(funder, dee, tables=["tickets", "tickets region"])


def test_hidden_zero_and_unknown_stay_three_things(funder, dee, kept):
    table = next(each for each in document_of(drafted(funder, dee)).tables if each.by == "discipline")
    said = {row.label: row.figures[0] for row in table.rows}

    assert said["Museums"].value is None
    assert said["Museums"].words == "hidden to protect people"
    assert (said["unknown"].value, said["unknown"].words) == (0, "")


def test_a_year_is_its_four_quarters_and_says_nothing_that_they_do_not(funder, dee):
    for number in (1, 2, 3):
        figures(funder, f"2025-Q{number}")
    assert "2025-26" not in periods_of(funder)
    with pytest.raises(NotReleasable, match="2025-Q4"):
        drafted(funder, dee, period="2025-26")
    figures(funder, "2025-Q4", labels={"region": {"London": None, "North East": 5}})

    bookers, total, _, by_region = document_of(drafted(funder, dee, period="2025-26")).tables

    assert periods_of(funder)[0] == "2025-26"
    assert total.columns == ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2025-26")
    assert total.rows[0].figures[-1].value == 4 * 11_650
    assert by_region.rows[0].figures[-1].words == "hidden to protect people"  # a quarter's is
    assert by_region.rows[1].figures[-1].value == 3 * 5_450 + 5
    assert bookers.rows[0].figures[-1].words == "not applicable"  # one person may be in several quarters


# Two people


def test_one_drafts_and_another_releases(funder, dee, flo, kept):
    publication = released(funder, dee, flo)

    assert (publication.state, publication.slug) == ("released", "audiences-of-the-portfolio-2025-q1")
    assert set(files_of(publication)) == {"", "how-protected/", "figures.csv", "figures.json"}
    actions = [each.action for each in trail("funder").filter(subject=f"publication {publication.pk}").order_by("id")]
    assert actions == ["publication drafted", "publication put forward", "publication released"]


def test_whoever_wrote_it_cannot_release_it_whoever_asked(funder, dee, flo, kept):
    draft = drafted(funder, dee)
    waiting = ask_for_release(publication=draft, seen=draft.edition, by=flo)

    for person in (dee, flo):
        with pytest.raises(Refused, match="somebody else"):
            release_publication(publication=waiting, seen=waiting.edition, draw=drawn, by=person)

    assert not FrozenFile.objects.exists()
    assert Publication.objects.get().state == "asked"


def test_whoever_wrote_it_before_it_was_sent_back_cannot_release_it_later(funder, dee, flo, kept):
    waiting = asked(funder, flo)
    back = send_back(publication=waiting, reason="The title says too little.", seen=waiting.edition, by=dee)
    again = change_publication(publication=back, said=SAID, seen=back.edition, by=dee)
    waiting = ask_for_release(publication=again, seen=again.edition, by=dee)

    with pytest.raises(Refused):
        release_publication(publication=waiting, seen=waiting.edition, draw=drawn, by=flo)


@pytest.mark.parametrize("who", ["ada", "ola", "cal"])
def test_nobody_else_takes_any_step(request, funder, dee, kept, who):
    other, waiting = request.getfixturevalue(who), asked(funder, dee)
    to = {"publication": waiting, "seen": waiting.edition, "by": other}

    for step in (
        lambda: release_publication(draw=drawn, **to),
        lambda: send_back(reason="No.", **to),
        lambda: drafted(funder, other),
    ):
        with pytest.raises((Refused, WrongUsage)):
            step()

    assert Publication.objects.get().state == "asked"


def test_the_second_of_two_is_told_and_nothing_is_released_twice(funder, dee, flo, kept):
    waiting = asked(funder, dee)
    seen = waiting.edition
    release_publication(publication=waiting, seen=seen, draw=drawn, by=flo)

    with pytest.raises(WrongUsage):
        release_publication(publication=waiting, seen=seen, draw=drawn, by=flo)
    with pytest.raises(WrongUsage):
        send_back(publication=waiting, reason="Late.", seen=seen, by=flo)

    assert FrozenFile.objects.count() == 4


def test_what_was_changed_since_somebody_looked_is_not_put_forward(funder, dee, kept):
    draft = drafted(funder, dee)
    seen = draft.edition
    change_publication(publication=draft, said=SAID, seen=seen, by=dee)

    with pytest.raises(ChangedMeanwhile):
        ask_for_release(publication=draft, seen=seen, by=dee)


def test_what_was_put_forward_cannot_be_changed_in_the_database_unseen(funder, dee, flo, kept):
    waiting = asked(funder, dee)
    content = bytes(waiting.content).replace(b"11650", b"11655")
    Publication.objects.filter(pk=waiting.pk).update(content=content)

    with pytest.raises(NotReleasable, match="not what the ledger"):
        release_publication(publication=waiting, seen=waiting.edition, draw=drawn, by=flo)


def test_a_release_that_breaks_half_way_releases_nothing(funder, dee, flo, kept):
    waiting = asked(funder, dee)

    def broken(document, on):
        yield next(iter(drawn(document, on)))
        raise OSError("killed")

    with pytest.raises(OSError, match="killed"):
        release_publication(publication=waiting, seen=waiting.edition, draw=broken, by=flo)

    assert Publication.objects.get().state == "asked"
    assert not FrozenFile.objects.exists()
    assert not Given.objects.exists()


def test_a_dropped_draft_keeps_no_word(funder, dee, kept):
    draft = drafted(funder, dee)

    drop_publication(publication=draft, seen=draft.edition, by=dee)

    row = Publication.objects.get()
    assert (row.state, row.title, row.summary, row.note) == ("dropped", "", "", "")


# No names


@pytest.mark.parametrize("where", ["title", "summary", "note"])
@pytest.mark.parametrize("name", ["The Lyric", "Spring Gala", "Old Mill Studio", "Ada Planted", "ada@lyric.example"])
def test_a_name_in_any_text_stops_it(funder, lyric, dee, ada, kept, where, name):
    cast.make_event(lyric, "Spring Gala")
    lyric.locations.create(name="Old Mill Studio")
    type(ada).objects.filter(pk=ada.pk).update(name="Ada Planted")
    draft = drafted(funder, dee, **{where: f"Audiences of {name} and others"})

    with pytest.raises(NotReleasable) as refused:
        ask_for_release(publication=draft, seen=draft.edition, by=dee)

    assert where.capitalize() in refused.value.message
    assert Publication.objects.get().state == "draft"


def test_what_a_funders_list_calls_an_organisation_stops_it_too(funder, lyric, dee, kept):
    Listing.objects.filter(organisation=lyric).update(name="Planted Playhouse Trust")
    draft = drafted(funder, dee, title="With the Planted Playhouse Trust")

    assert hits_of(draft, document_of(draft))


@pytest.mark.parametrize("by", ["discipline", "region"])
def test_a_name_in_a_label_stops_it(funder, lyric, dee, by):
    figures(funder, labels={by: {"London": 6_200, "The Lyric": 5_450}})
    draft = drafted(funder, dee)

    with pytest.raises(NotReleasable, match="The Lyric"):
        ask_for_release(publication=draft, seen=draft.edition, by=dee)


def test_a_label_that_is_no_term_of_its_list_stops_it(funder, dee):
    figures(funder, labels={"region": {"London": 6_200, "Somewhere nice": 5_450}})
    draft = drafted(funder, dee)

    with pytest.raises(NotReleasable, match="no term of its list"):
        ask_for_release(publication=draft, seen=draft.edition, by=dee)


def test_a_name_that_came_after_it_was_asked_for_stops_the_release(funder, lyric, dee, flo, kept):
    waiting = asked(funder, dee, title="Audiences of the Paper Moon")
    cast.make_event(lyric, "Paper Moon")

    with pytest.raises(NotReleasable, match="Paper Moon"):
        release_publication(publication=waiting, seen=waiting.edition, draw=drawn, by=flo)

    assert not FrozenFile.objects.exists()


def test_the_reason_of_a_withdrawal_names_nobody(funder, lyric, dee, flo, kept):
    publication = released(funder, dee, flo)

    with pytest.raises(NotReleasable):
        withdraw_publication(publication=publication, reason="The Lyric asked.", seen=publication.edition, by=dee)

    assert Publication.objects.get().state == "released"


def test_the_funders_own_name_may_be_said(funder, dee, kept):
    draft = drafted(funder, dee, title="Arts Funder: audiences")

    assert hits_of(draft, document_of(draft)) == []


# Frozen


def test_nothing_that_happens_later_moves_a_byte(dee, flo, funder):
    listings = imported(funder, 60)
    grant_all(listings)
    contribute(listings, QUARTER)
    release_figures(funder=funder, quarter=QUARTER, by=None)
    tables = [each.name for each in offers_of(funder, QUARTER) if not each.why_not]
    assert any(" " in name for name in tables)
    publication = released(funder, dee, flo, tables=tables)
    before = files_of(publication)

    organisation = listings[0].organisation
    grant_funder(organisation=organisation, funder=funder, return_lines=False, audience=False, by=None)
    Organisation.objects.update(name="Another name")
    Listing.objects.update(discipline="Libraries", region="Wales", name="Another")
    figures(funder, "2025-Q2")

    assert files_of(publication) == before
    assert b"Arts Funder" in before[""]


def test_the_database_itself_refuses_to_change_a_frozen_file(funder, dee, flo, kept):
    released(funder, dee, flo)
    file = FrozenFile.objects.first()

    with pytest.raises(TypeError):
        file.save()
    with pytest.raises(TypeError):
        FrozenFile.objects.update(content=b"")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update publishing_frozenfile set digest = 'x'")


def test_the_ledger_keeps_what_the_public_was_given_also_after_a_withdrawal(funder, dee, flo, kept):
    publication = released(funder, dee, flo)
    withdraw_publication(publication=publication, reason="A mistake.", seen=publication.edition, by=flo)

    given = set(Given.objects.filter(reader="public").values_list("of", "period", "measure", "by"))
    assert given == {("portfolio:funder", QUARTER, *each.partition(" ")[::2]) for each in SAID.tables}
    assert Release.objects.filter(of="portfolio:funder").count() == 1
    assert len(files_of(publication)) == 4


def test_two_publications_of_a_period_say_the_same_figures(funder, dee, flo, kept):
    first = released(funder, dee, flo)
    second = released(funder, dee, flo, tables=["tickets region", "tickets"])

    assert second.slug == f"{first.slug}-2"
    assert document_of(second).tables == tuple(
        each for each in document_of(first).tables if each.measure == "tickets" and each.by in ("", "region")
    )


def test_a_title_of_no_letters_still_has_an_address(funder, dee, flo, kept):
    assert released(funder, dee, flo, title="…").slug == f"figures-{QUARTER.lower()}"


def test_a_text_that_is_too_long_or_missing_is_refused(funder, dee, kept):
    for changes in ({"title": " "}, {"title": "x" * 121}, {"summary": ""}, {"note": "x" * 601}):
        with pytest.raises(WrongUsage, match="cannot stay"):
            drafted(funder, dee, **changes)
    with pytest.raises(NotReleasable, match="No table"):
        drafted(funder, dee, tables=[])
