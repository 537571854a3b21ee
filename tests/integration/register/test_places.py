"""Has each organisation places of its own, each called by one name?"""

import pytest

from houselights.audit.queries import trail
from houselights.errors import WrongUsage
from houselights.register.actions import add_location
from houselights.register.models import Location

pytestmark = pytest.mark.django_db


def test_a_place_has_a_name_on_one_line_and_a_postcode_in_its_usual_form(lyric, ada):
    place = add_location(organisation=lyric, name="  Main \n House ", postcode=" ec1a1bb ", by=ada)

    place.refresh_from_db()
    assert (place.name, place.postcode) == ("Main House", "EC1A 1BB")
    assert (trail("lyric").first().action, trail("lyric").first().by_id) == ("place added", ada.pk)


def test_a_place_needs_no_postcode(lyric):
    assert add_location(organisation=lyric, name="Online", by=None).postcode == ""


@pytest.mark.parametrize(
    ("name", "postcode"), [("", ""), (" ", ""), ("x" * 201, ""), ("Barn", "nonsense"), ("main house", "")]
)
def test_a_place_that_cannot_be_is_refused(lyric, name, postcode):
    add_location(organisation=lyric, name="Main House", by=None)

    with pytest.raises(WrongUsage):
        add_location(organisation=lyric, name=name, postcode=postcode, by=None)

    assert Location.objects.count() == 1


def test_two_organisations_may_call_a_place_the_same(lyric, grand):
    add_location(organisation=lyric, name="Studio", by=None)

    add_location(organisation=grand, name="Studio", by=None)

    assert (lyric.locations.count(), grand.locations.count()) == (1, 1)
