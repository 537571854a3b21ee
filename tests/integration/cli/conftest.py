"""Homes made once by the command itself and copied for each test, and a sandbox box office beside them."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from commands import Command, Ended
from houselights.sandbox.remote import Sandbox
from houselights.sandbox.running import running_sandbox
from reference import give_small_reference

Connect = Callable[..., Ended]


@pytest.fixture(scope="session")
def _running() -> Iterator[Sandbox]:
    with running_sandbox(size="small") as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(_running: Sandbox) -> Iterator[Sandbox]:
    """The box office without faults. What one test sells stays sold, so tests compare with the ledger."""
    _running.set_faults()
    yield _running
    _running.set_faults()


@pytest.fixture(scope="session")
def _ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that is set up, with the Lyric in it."""
    home = tmp_path_factory.mktemp("ready") / "home"
    give_small_reference(home / "reference")
    command = Command(home)
    command.answer("setup")
    command.answer("organisation", "add", "lyric", "--name", "The Lyric")
    return home


@pytest.fixture(scope="session")
def _unlinked(_ready: Path, _running: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Lyric connected and read once, with nothing on its register."""
    home = shutil.copytree(_ready, tmp_path_factory.mktemp("unlinked") / "home")
    assert connect_lyric(Command(home), _running, home.parent).code == 0
    Command(home).answer("sync", "lyric")
    return home


@pytest.fixture(scope="session")
def _synced(_unlinked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All its events adopted, and everything read."""
    home = shutil.copytree(_unlinked, tmp_path_factory.mktemp("synced") / "home")
    Command(home).answer("events", "lyric", "adopt", "--all")
    Command(home).answer("sync", "lyric")
    return home


@pytest.fixture
def nowhere(tmp_path: Path) -> Command:
    """The command, in a home that is not there yet."""
    return Command(tmp_path / "home")


@pytest.fixture
def command(_ready: Path, tmp_path: Path) -> Command:
    """The command, in a home with the Lyric, connected to nothing."""
    return Command(shutil.copytree(_ready, tmp_path / "home"))


@pytest.fixture
def synced(_synced: Path, sandbox: Sandbox, tmp_path: Path) -> Command:
    """The command, in a home with the Lyric read to the end; what it does there no other test sees."""
    return Command(shutil.copytree(_synced, tmp_path / "home"))


@pytest.fixture
def unlinked(_unlinked: Path, sandbox: Sandbox, tmp_path: Path) -> Command:
    """The same before anything was put on the register."""
    return Command(shutil.copytree(_unlinked, tmp_path / "home"))


def connect_lyric(
    command: Command,
    sandbox: Sandbox,
    folder: Path,
    *more: str,
    client: str = "lyric",
    secret: str = "",
    origin: str = "",
) -> Ended:
    """`connect`, with the sandbox's own account unless another is given."""
    account = sandbox.client("lyric")
    key = folder / "key.txt"
    key.write_text(secret or account["secret"])
    return command(
        "connect", "lyric", "spektrix", "--client", client, "--login", account["login"], "--secret-file", str(key),
        "--origin", origin or sandbox.origin, *more,
    )  # fmt: skip


@pytest.fixture
def connect(command: Command, sandbox: Sandbox, tmp_path: Path) -> Connect:
    """Connects the Lyric; keywords change what is given."""

    def connected(*more: str, **changes: str) -> Ended:
        return connect_lyric(command, sandbox, tmp_path, *more, **changes)

    return connected
