"""The Lyric with a box office that has two events, one of them linked to nothing."""

import pytest

from cast import make_box_office_event, make_connection
from houselights.connections.models import BoxOfficeEvent, Connection
from houselights.organisations.models import Organisation

FULL = "70401ASVSQQQCRPSCNRQPCKDQQQTGLMGK"
OTHER = "70402ASVSQQQCRPSCNRQPCKDQQQTGLMGK"


@pytest.fixture
def connection(lyric: Organisation) -> Connection:
    return make_connection(lyric)


@pytest.fixture
def gala(connection: Connection) -> BoxOfficeEvent:
    return make_box_office_event(connection, 70401, box_office_id=FULL, name="Gala night")
