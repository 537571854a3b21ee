"""The demo's own home: which theatres it holds, and the passwords of its made-up people."""

import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from platformdirs import user_data_path

from houselights.cli.company import PEOPLE
from houselights.errors import WrongUsage
from houselights.home import Home

WORDS = "amber balcony circle curtain foyer gallery lantern matinee overture prompt row scenery stalls velvet".split()  # noqa: SIM905


@dataclass
class Demo:
    """What is remembered of a demo. The theatres are made anew each day, relative to it: another day, another demo."""

    size: str
    made_on: str
    passwords: dict[str, str] = field(default_factory=dict)

    def password_of(self, email: str) -> str:
        """Random, and the same each time it is asked for."""
        return self.passwords.setdefault(email, "-".join([*_some_words(), str(secrets.randbelow(90) + 10)]))


def name_demo_home() -> Home:
    """A home of its own, unless one was named."""
    if not os.environ.get("HOUSELIGHTS_HOME"):
        os.environ["HOUSELIGHTS_HOME"] = str(user_data_path("houselights-demo", appauthor=False))
    home = Home.from_environment()
    if not _is_a_demos(home):
        raise WrongUsage(
            f"{home.path} is not a demo's: something else is in it.",
            remedy="Name another folder with --home, or leave HOUSELIGHTS_HOME unset: the demo then has its own.",
        )
    return home


def remembered(home: Home, size: str) -> Demo:
    """The demo in this home; where it is of another size or day, all of it but the passwords goes first."""
    today = f"{datetime.now(ZoneInfo('Europe/London')):%Y-%m-%d}"
    demo = Demo(size, today)
    if _file(home).exists():
        before = Demo(**json.loads(_file(home).read_text()))
        demo.passwords = before.passwords
        if (before.size, before.made_on) != (size, today):
            remember(home, Demo("", "", demo.passwords))  # killed in the middle of clearing, the next demo clears again
            _clear(home)
    for person in PEOPLE:
        demo.password_of(person.email)
    remember(home, demo)
    return demo


def remember(home: Home, demo: Demo) -> None:
    """Keep it for the next time, whole or not at all; readable by its owner alone."""
    beside = _file(home).with_name(".demo.json")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(demo), file)
    beside.replace(_file(home))


def _is_a_demos(home: Home) -> bool:
    """A demo's, or nobody's: a demo clears its home, so it must never take one that has anything else in it."""
    try:
        found = set(home.path.iterdir())
    except FileNotFoundError:
        return True
    except OSError as problem:
        raise WrongUsage(f"{home.path} cannot be used: {problem.strerror}.", remedy="Name another folder.") from None
    return _file(home) in found or found <= {home.locks, home.reference}


def _clear(home: Home) -> None:
    """All that a home holds but its reference lists and its locks: this very process holds one of them."""
    for pattern in ("home.json", "*.sqlite3*", "organisations", "keys", "logs"):
        for path in home.path.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _file(home: Home) -> Path:
    return home.path / "demo.json"


def _some_words() -> list[str]:
    return secrets.SystemRandom().sample(WORDS, 4)
