"""A return's PDF is made in the background: no page waits for it, and its bytes are those that `verify` builds."""

import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from frozen_returns import frozen, submitted
from houselights.submissions.actions import sign_and_submit
from houselights.submissions.drafting import draft_of
from houselights.submissions.exports import paper
from houselights.submissions.exports.paper import NoPaper
from houselights.submissions.exports.verifying import verify
from houselights.submissions.models import Version
from houselights.submissions.papers import shelf, tasks
from houselights.submissions.papers.shelf import paper_of
from houselights.submissions.queries import document_in
from looking import looking
from markup import problems_of

AT = "/o/lyric/return/2026-Q3/version/1/pdf/"
POLLED = {"HX-Request": "true"}
work = tasks.make_paper.call_local  # what the worker does


class Asked(list[int]):
    """What the worker would be given, as huey would be."""

    def __call__(self, version: int) -> None:
        self.append(version)

    def schedule(self, *, args: tuple[int], delay: int) -> None:
        assert delay
        self.append(-args[0])


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    asked = Asked()
    monkeypatch.setattr(tasks, "make_paper", asked)
    return asked


@pytest.fixture
def version(house: Any) -> Iterator[Version]:
    """A return that was submitted."""
    version = submitted(house.lyric, frozen())
    yield version
    for path in paper_of(version).path.parent.glob("*"):
        path.unlink()


def test_whoever_asks_first_waits_on_a_page_and_is_taken_to_the_file(house, version, asked):
    reader = house.client_of("reader")

    first = reader.get(AT)

    assert (first.status_code, asked) == (202, [version.pk])
    assert "The PDF is being made" in first.text
    assert f'hx-get="{AT}"' in first.text
    assert problems_of(first.text) == []
    polled = reader.get(AT, headers=POLLED)
    assert "<html" not in polled.text
    assert "Being made" in polled.text
    work(version.pk)
    assert reader.get(AT, headers=POLLED).headers["HX-Redirect"] == AT
    made = reader.get(AT)
    assert made.headers["Content-Type"] == "application/pdf"
    assert made.headers["Content-Disposition"] == 'attachment; filename="return-lyric-2026-Q3-v1.pdf"'
    assert verify(made.content, [document_in(version)]).is_whole
    assert asked == [version.pk]


def test_no_request_makes_a_pdf(house, version, monkeypatch):
    monkeypatch.setattr(paper, "pdf_of", lambda _: pytest.fail("a page waits for it"))

    assert house.client_of("admin").get(AT).status_code == 202


def test_it_is_made_on_submission(house, asked, django_capture_on_commit_callbacks):
    quarter = "2026-Q2"
    said = {"mark": draft_of(house.lyric, quarter).mark, "left_open": "The usher lost the clicker.", "has_looked": True}

    with django_capture_on_commit_callbacks(execute=True):
        made = sign_and_submit(organisation=house.lyric, quarter=quarter, by=house.people["admin"], **said)

    assert asked == [made.pk]
    paper_of(made).forgive()


def test_a_return_that_was_rolled_back_has_none_made(house, asked, django_capture_on_commit_callbacks):
    quarter = "2026-Q2"
    said = {"mark": draft_of(house.lyric, quarter).mark, "left_open": "None came.", "has_looked": True}

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        sign_and_submit(organisation=house.lyric, quarter=quarter, by=house.people["admin"], **said)
        transaction.set_rollback(True)

    assert asked == []


def test_one_that_is_there_is_not_made_again(version, monkeypatch):
    work(version.pk)
    monkeypatch.setattr(paper, "pdf_of", lambda _: pytest.fail("made twice"))

    work(version.pk)


def test_looking_again_and_again_asks_once_and_a_worker_that_died_is_asked_once_more(house, version, asked):
    reader = house.client_of("reader")
    for _ in range(5):
        reader.get(AT)
    assert asked == [version.pk]
    then = time.time() - shelf.ASKED_FOR_SECONDS - 1

    os.utime(paper_of(version)._asked, (then, then))
    reader.get(AT, headers=POLLED)

    assert asked == [version.pk] * 2


def test_one_is_made_at_a_time_and_the_next_comes_later(version, asked):
    with tasks._PRESS:
        work(version.pk)

    assert paper_of(version).content() is None
    assert asked == [-version.pk]


def test_who_waits_is_told_that_this_machine_cannot_and_may_try_again(house, version, asked, monkeypatch):
    reader = house.client_of("reader")
    reader.get(AT)
    monkeypatch.setattr(paper, "pdf_of", _no_pango)
    work(version.pk)

    assert reader.get(AT, headers=POLLED).headers["HX-Redirect"] == AT
    told = reader.get(AT)
    again = reader.get(AT)

    assert told.status_code == 503
    assert "the library Pango is missing" in told.text
    assert again.status_code == 202
    assert asked == [version.pk] * 2


def test_a_bug_crashes_and_whoever_waits_is_told_all_the_same(house, version, monkeypatch):
    monkeypatch.setattr(paper, "pdf_of", lambda _: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        work(version.pk)

    assert "The PDF could not be made." in house.client_of("reader").get(AT).text


def test_what_another_release_made_is_stale_and_goes(version, monkeypatch):
    old = paper_of(version)
    old.keep(b"%PDF of old")
    monkeypatch.setattr(shelf, "_maker", lambda: "another release")

    new = paper_of(version)
    assert new.content() is None
    new.keep(b"%PDF of new")

    assert [path.name for path in new.path.parent.glob("*.pdf")] == [new.path.name]
    assert old.content() is None


def test_an_amended_version_does_not_take_the_place_of_the_one_before(house, version):
    second = submitted(house.lyric, frozen(version=2, reason="Late sales."))
    for each in (version, second):
        paper_of(each).keep(f"%PDF {each.number}".encode())

    assert paper_of(version).content() == b"%PDF 1"
    assert paper_of(second).content() == b"%PDF 2"


def test_another_organisation_has_nothing_made_and_sees_nothing(house, version, asked):
    assert house.client_of("stranger").get(AT).status_code == 404
    assert house.client_of("funder").get(AT).status_code == 404
    assert asked == []


def test_a_version_that_is_gone_needs_none(db):
    work(0)


@pytest.mark.journey
def test_its_page_is_whole_and_axe_finds_nothing(house, version, browser):
    page = house.client_of("reader").get(AT).text

    with looking(browser) as looker:
        assert looker.problems(page, AT) == []


def _no_pango(_: Any) -> bytes:
    raise NoPaper("This machine cannot make a PDF: the library Pango is missing.", remedy="Install it.")
