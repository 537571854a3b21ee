"""The cast as fixtures: each asks for the organisation it belongs to, so a test names only whom it needs."""

import pytest

import cast
from houselights.organisations.models import Organisation, User


@pytest.fixture
def lyric(db: None) -> Organisation:
    return cast.make_lyric()


@pytest.fixture
def grand(db: None) -> Organisation:
    return cast.make_grand()


@pytest.fixture
def funder(lyric: Organisation) -> Organisation:
    """Has the Lyric in its portfolio, and not the Grand."""
    return cast.make_funder(lyric)


@pytest.fixture
def ada(lyric: Organisation) -> User:
    """Runs the Lyric."""
    return cast.make_person("Ada", lyric, "admin")


@pytest.fixture
def gus(lyric: Organisation) -> User:
    """Works at the Lyric."""
    return cast.make_person("Gus", lyric, "general")


@pytest.fixture
def ben(lyric: Organisation) -> User:
    """Only reads the Lyric."""
    return cast.make_person("Ben", lyric, "reader")


@pytest.fixture
def cal(grand: Organisation) -> User:
    """Runs the Grand, and is a stranger at the Lyric."""
    return cast.make_person("Cal", grand, "admin")


@pytest.fixture
def dee(funder: Organisation) -> User:
    """Is at the funder."""
    return cast.make_person("Dee", funder, "funder")


@pytest.fixture
def ola(db: None) -> User:
    """Keeps the server."""
    return cast.make_person("Ola", None, "operator")
