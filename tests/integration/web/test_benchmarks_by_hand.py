"""Peers on other servers: files taken in on a page, checked, told by their keys, compared and taken away again."""

import csv
import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from houselights.audit.queries import trail
from houselights.benchmarks.carrying.queries import own_key
from houselights.benchmarks.files import carried, name_of, read_carried, signing_key
from houselights.benchmarks.merging import merge
from houselights.benchmarks.models import CarriedFile, PeerKey
from houselights.disclosure.spread import COMPARED
from looking import looking
from markup import problems_of
from peers import contribute, contributor, figures, size_of

PAGE = "/o/lyric/insights/benchmarks/by-hand/"
QUARTER, BEFORE = "2026-Q1", "2025-Q4"


def peer(number: int, period: str = QUARTER, tickets: int = 0) -> bytes:
    """The file of a peer on another server."""
    return carried(figures("any", period, tickets or size_of(number)), signing_key(bytes([number]) * 32))


def key_of(number: int) -> str:
    return name_of(signing_key(bytes([number]) * 32).public_key())


def files(count: int, *periods: str) -> dict[str, bytes]:
    return {f"{number} {period}.json": peer(number, period) for number in range(count) for period in periods}


def give(client: Client, contents: dict[str, bytes]) -> Any:
    return client.post(PAGE, {"given": [SimpleUploadedFile(name, content) for name, content in contents.items()]})


@pytest.fixture
def admin(house: Any) -> Client:
    """Of the Lyric, which contributed two quarters."""
    lyric = contributor(house.lyric)
    for period, tickets in ((BEFORE, 4000), (QUARTER, 5000)):
        contribute(lyric, period, tickets)
    return house.client_of("admin")


def text_of(client: Client, path: str = PAGE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    assert problems_of(answer.content.decode()) == []
    return answer.content.decode()


def test_files_of_peers_are_compared_with_the_own_and_over_time(house, admin):
    give(admin, files(11, BEFORE, QUARTER))

    said = text_of(house.client_of("reader"))

    assert "12 organisations in the group" in said
    assert "April to June 2026" in said
    assert "Tickets in April to June 2026, beside January to March 2026: yours rose by 25%, the median" in said
    assert QUARTER not in said.replace(f"quarter={QUARTER}", "").replace(f"own/{QUARTER}", "")


def test_the_page_says_the_same_as_merging_the_same_files_on_the_command_line(house, admin):
    given = files(11, BEFORE, QUARTER)
    given |= {f"own {period}": admin.get(f"{PAGE}own/{period}/").content for period in (BEFORE, QUARTER)}
    give(admin, given)

    told = json.loads(admin.get(f"{PAGE[:-1]}.json").content)

    made = merge(given)[-1]
    assert [(each["median"], each["lower"], each["upper"]) for each in told["measures"]] == [
        (each.median, each.lower, each.upper) for each in made.spreads
    ]
    assert [each["measure"] for each in told["trend"]] == list(COMPARED)
    lines = list(csv.DictReader(io.StringIO(admin.get(f"{PAGE[:-1]}.csv").content.decode("utf-8-sig"))))
    assert [line["Organisations"] for line in lines] == ["12"] * len(COMPARED)
    assert admin.get(f"{PAGE[:-1]}.xlsx?quarter={BEFORE}").status_code == 200


def test_ten_organisations_are_needed_with_the_own(house, admin):
    give(admin, files(8, QUARTER))

    assert "There are 9 organisations with yours; a comparison needs 10." in text_of(admin)
    assert admin.get(f"{PAGE[:-1]}.json").status_code == 404


def test_a_quarter_that_was_not_contributed_is_not_seen(house, admin):
    give(admin, files(12, "2025-Q3"))

    said = text_of(admin, f"{PAGE}?quarter=2025-Q3")

    assert "you have not contributed to that quarter" in said
    assert "About half lie between" not in said


def test_who_does_not_contribute_takes_nothing_in_and_sees_nothing(house):
    admin = house.client_of("admin")

    assert "Who does not contribute does not see" in text_of(admin)
    assert give(admin, files(12, QUARTER)).status_code == 400
    assert not CarriedFile.objects.exists()


def test_every_file_that_was_changed_is_named_and_the_whole_ones_are_kept(house, admin):
    given = files(3, QUARTER)
    given["changed.json"] = given.pop("2 2026-Q1.json").replace(b'"value":', b'"value":1', 1)
    given["<b>photo.json"] = b"\xff\xd8\xff"

    answer = give(admin, given)

    said = answer.content.decode()
    assert answer.status_code == 422
    assert problems_of(said) == []
    assert "changed.json: it was changed after it was signed." in said
    assert "&lt;b&gt;photo.json: it is no contribution of Houselights" in said
    assert "2 files taken in. 2 keys are new here" in said
    assert CarriedFile.objects.count() == 2


def test_the_same_file_again_changes_nothing_and_another_of_its_quarter_is_refused(house, admin):
    give(admin, files(2, QUARTER))

    again = admin.post(PAGE, {"given": [SimpleUploadedFile("a.json", peer(0))]}, follow=True)
    other = give(admin, {"other.json": peer(0, tickets=9000)})

    assert "1 file was here already." in again.content.decode()
    assert "other.json: it says something else of 2026-Q1" in other.content.decode()
    assert read_carried(bytes(CarriedFile.objects.get(key__key=key_of(0)).content)) == read_carried(peer(0))


def test_the_own_file_is_signed_with_the_own_key_and_counts_once(house, admin):
    own = admin.get(f"{PAGE}own/{QUARTER}/").content

    answer = admin.post(PAGE, {"given": [SimpleUploadedFile("own.json", own)]}, follow=True)

    assert read_carried(own).of == own_key(house.lyric)
    assert "lyric" not in own.decode()
    assert "Your own is in by itself." in answer.content.decode()
    assert not PeerKey.objects.exists()
    assert admin.get(f"{PAGE}own/2020-Q1/").status_code == 404


def test_a_key_is_named_and_its_files_are_removed_one_by_one_and_all(house, admin):
    give(admin, files(2, BEFORE, QUARTER))
    of_one, of_other = (f"{PAGE}key/{key_of(number)}/" for number in (0, 1))

    admin.post(of_one, {"do": "name", "whose": "  Palace   Theatre "})
    assert "Palace Theatre" in text_of(admin)
    assert "Files of Palace Theatre" in text_of(admin, of_one)
    admin.post(of_one, {"do": "remove", "quarter": BEFORE})
    assert [each.period for each in CarriedFile.objects.filter(key__key=key_of(0))] == [QUARTER]
    admin.post(of_one, {"do": "remove", "quarter": QUARTER})
    admin.post(of_other, {"do": "remove all"})

    assert not PeerKey.objects.exists()
    assert admin.get(of_one).status_code == 404
    assert "Palace" not in str([entry.detail for entry in trail("lyric")])


def test_who_stops_contributing_keeps_no_file_of_a_peer(house, admin):
    give(admin, files(3, QUARTER))

    admin.post("/o/lyric/insights/benchmarks/contributing/", {"do": "stop"})

    assert not PeerKey.objects.exists()
    assert not CarriedFile.objects.exists()


@pytest.mark.parametrize("posted", [{}, {"do": "sell"}, {"do": "remove", "quarter": "2019-Q1"}])
def test_what_is_nothing_to_decide_is_refused(house, admin, posted):
    give(admin, files(1, QUARTER))

    assert admin.post(f"{PAGE}key/{key_of(0)}/", posted).status_code == 404
    assert CarriedFile.objects.exists()


def test_another_organisation_reaches_none_of_it(house, admin):
    give(admin, files(1, QUARTER))
    stranger, reader = house.client_of("stranger"), house.client_of("reader")
    theirs = f"{PAGE}key/{key_of(0)}/"

    assert [stranger.get(path).status_code for path in (PAGE, theirs, f"{PAGE}own/{QUARTER}/")] == [404] * 3
    assert stranger.get(theirs.replace("lyric", "grand")).status_code == 404
    assert stranger.post(theirs, {"do": "remove all"}).status_code == 404
    assert [reader.get(path).status_code for path in (theirs, f"{PAGE}own/{QUARTER}/")] == [403] * 2
    assert reader.post(PAGE, {}).status_code == 403
    assert reader.post(theirs, {"do": "remove all"}).status_code == 403
    assert PeerKey.objects.exists()


def test_files_far_too_large_are_refused_before_they_are_read(house, admin):
    answer = give(admin, {"large.json": b"x" * 2_100_000})

    assert answer.status_code == 422
    assert "far larger than contributions are" in answer.content.decode()


def test_no_file_at_all_is_told_on_the_form(house, admin):
    answer = admin.post(PAGE, {})

    assert answer.status_code == 422
    assert "Choose a file." in answer.content.decode()


@pytest.mark.journey
def test_its_pages_are_whole_and_axe_finds_nothing(house, admin, browser):
    pages = {"none": text_of(admin)}
    pages["refused"] = give(admin, {"wrong.json": b"{}"}).content.decode()
    give(admin, files(8, QUARTER))
    pages["too few"] = text_of(admin)
    give(admin, files(11, BEFORE, QUARTER))
    pages |= {"compared": text_of(admin), "a key": text_of(admin, f"{PAGE}key/{key_of(0)}/")}

    with looking(browser) as looker:
        found = {name: looker.problems(html, PAGE) for name, html in pages.items()}

    assert not any(found.values()), found
