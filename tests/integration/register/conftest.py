"""The Lyric's box office, as the register sees it: a connection and rows of its catalogue."""

import pytest

from cast import make_connection
from houselights.connections.models import Connection
from houselights.organisations.models import Organisation


@pytest.fixture
def connection(lyric: Organisation) -> Connection:
    return make_connection(lyric)
