"""A funder's list and invitations on pages, and the page where an organisation says what its funder sees."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from frozen_returns import submitted
from funder_lists import as_csv, made_up, row
from houselights.organisations.models import Listing, Organisation
from houselights.organisations.portfolio.actions import grant_funder
from houselights.organisations.portfolio.importing import import_list
from houselights.organisations.portfolio.queries import grant_in_force
from houselights.periods import quarter_of
from houselights.submissions.drafting import quarter_before
from markup import problems_of

pytestmark = pytest.mark.django_db


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def given(user, content: bytes, **more: str):
    file = SimpleUploadedFile("list.csv", content)
    return client_of(user).post("/f/funder/import/", {"workbook": file, **more})


def test_a_funder_gives_its_list_and_sees_what_became_of_it(dee):
    answer = given(dee, as_csv([*made_up(3), row("", 4)]))

    assert answer.status_code == 200
    assert problems_of(answer.text) == []
    assert "Your list is in" in answer.text
    assert "A5" in answer.text
    assert "Invite 3 organisations" in answer.text
    assert "Made-up Company 2" in client_of(dee).get("/f/funder/").text


def test_only_checking_changes_nothing(dee):
    answer = given(dee, as_csv(made_up(3)), only_check="on")

    assert "Nothing was changed" in answer.text
    assert Listing.objects.count() == 1


def test_what_is_no_list_is_said_beside_the_field(dee):
    answer = given(dee, b"%PDF-1.7 a page")

    assert answer.status_code == 422
    assert problems_of(answer.text) == []
    assert "There is a problem" in answer.text


def test_a_list_too_large_is_refused_before_it_is_read(dee):
    answer = client_of(dee).post("/f/funder/import/", {}, headers={"content-length": str(10**9)})

    assert answer.status_code == 422
    assert "larger than" in answer.text


def test_a_list_without_the_forms_token_is_refused(dee):
    client = Client(enforce_csrf_checks=True)
    client.force_login(dee)

    answer = client.post("/f/funder/import/", {"workbook": SimpleUploadedFile("list.csv", as_csv(made_up(1)))})

    assert answer.status_code == 403
    assert Listing.objects.count() == 1


def test_without_mail_the_links_come_as_a_file_once_and_are_in_no_page(funder, dee, settings):
    settings.MAIL_IS_SET_UP = False
    import_list(funder=funder, content=as_csv(made_up(2)), name="a.csv", by=None)

    answer = client_of(dee).post("/f/funder/invite/")

    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [line[0] for line in lines[1:]] == ["Made-up Company 1", "Made-up Company 2"]
    assert all("/welcome/" in line[2] for line in lines[1:])
    assert "no-store" in answer["Cache-Control"]
    assert "/welcome/" not in client_of(dee).get("/f/funder/invite/").text


def test_a_name_that_a_spreadsheet_would_run_is_text_in_the_file_of_links(funder, dee):
    import_list(funder=funder, content=as_csv([row("=HYPERLINK(1)", 1)]), name="a.csv", by=None)

    assert b"'=HYPERLINK(1)" in client_of(dee).post("/f/funder/invite/").content


def test_people_of_an_organisation_cannot_give_a_list_or_invite(funder, ada):
    assert given(ada, as_csv(made_up(1))).status_code == 404
    assert client_of(ada).post("/f/funder/invite/").status_code == 404


def test_a_funder_sees_nothing_of_an_organisation_before_a_grant(lyric, dee):
    page = client_of(dee).get("/f/funder/").text

    assert "Not granted" in page
    assert client_of(dee).get("/o/lyric/organisation/funders/").status_code == 404


def test_an_admin_grants_and_takes_back_on_the_page(lyric, funder, ada, dee):
    client, listing = client_of(ada), Listing.objects.get(organisation=lyric)
    client.post("/o/lyric/organisation/funders/", {"funder": listing.pk, "return_lines": "on"})

    grant = grant_in_force(funder, lyric)
    assert (grant.return_lines, grant.audience, grant.granted_by) == (True, False, ada)
    assert "sees what is ticked" in client.get("/o/lyric/organisation/funders/").text

    client.post("/o/lyric/organisation/funders/", {"funder": listing.pk})
    assert grant_in_force(funder, lyric) is None


def test_an_organisation_sees_what_its_funder_sees_of_it(lyric, funder, ada):
    quarter = quarter_before(quarter_of(timezone.localdate()))
    submitted(lyric, quarter=quarter)
    client = client_of(ada)

    before = client.get("/o/lyric/organisation/funders/").text
    grant_funder(organisation=lyric, funder=funder, return_lines=True, audience=False, by=ada)
    after = client.get("/o/lyric/organisation/funders/").text

    assert "Not granted" in before
    assert "Submitted" in after
    assert f"/o/lyric/return/{quarter}/version/1/" in after
    assert problems_of(after) == []


@pytest.mark.parametrize("who", ["gus", "ben"])
def test_only_an_admin_grants(lyric, funder, who, request):
    listing = Listing.objects.get(organisation=lyric)

    answer = client_of(request.getfixturevalue(who)).post(
        "/o/lyric/organisation/funders/", {"funder": listing.pk, "audience": "on"}
    )

    assert answer.status_code == 403
    assert grant_in_force(funder, lyric) is None


@pytest.mark.parametrize("number", ["", "x", "99999", "¹", "-1", "9" * 30])
def test_a_funder_that_is_not_ours_is_not_found(lyric, funder, ada, number):
    answer = client_of(ada).post("/o/lyric/organisation/funders/", {"funder": number, "audience": "on"})

    assert answer.status_code == 404


def test_a_funder_reads_what_its_own_list_says_and_not_what_an_organisation_calls_itself(lyric, funder, dee):
    import_list(funder=funder, content=as_csv([row("The Lyric", 1)]), name="a.csv", by=None)
    Organisation.objects.filter(pk=lyric.pk).update(name="Ada's Own Words")
    grant_funder(organisation=lyric, funder=funder, return_lines=True, audience=True, by=None)

    page = client_of(dee).get("/f/funder/").text

    assert "The Lyric" in page
    assert "Own Words" not in page
