"""Does every command say what it does, with an example that is real; and does asking for help stay quick?"""

import subprocess
import sys
from typing import Any

import pytest
from typer.main import get_command

from houselights.cli.main import app


def commands(command: Any, parent: Any = None) -> list[Any]:
    """A context for each command, hidden ones too."""
    context = command.context_class(command, info_name=command.name if parent else "houselights", parent=parent)
    return [context] + [
        found for child in getattr(command, "commands", {}).values() for found in commands(child, context)
    ]


ALL = commands(get_command(app))
ONES = [context for context in ALL if not getattr(context.command, "commands", None)]


def path_of(context: Any) -> str:
    return context.command_path.replace(" {ORG}", "")


@pytest.mark.parametrize("context", ALL[1:], ids=path_of)
def test_help_ends_with_an_example_of_this_very_command(context: Any) -> None:
    words = context.command.get_help(context)

    assert "Example:" in words
    name = path_of(context).split()[1]
    examples = words.partition("Example:")[2].replace("--home NEW ", "")  # what restores names a home of its own
    assert f"houselights {name}" in examples


@pytest.mark.parametrize("context", ONES, ids=path_of)
def test_every_argument_and_option_is_explained(context: Any) -> None:
    assert [each.name for each in context.command.params if not each.help] == []


@pytest.mark.parametrize("context", ONES, ids=path_of)
def test_every_command_that_answers_takes_json(context: Any) -> None:
    options = {option for each in context.command.params for option in each.opts}

    assert "--json" in options or context.command.name in {"serve", "worker"}


def test_the_commands_of_the_interface_are_there() -> None:
    named = {path_of(context).removeprefix("houselights ") for context in ONES}

    assert named == {
        "setup", "demo", "serve", "worker", "sandbox", "connect", "disconnect", "sync", "replay", "measure", "check",
        "export", "why", "doctor", "attack",
        "organisation add", "organisation list", "organisation grant", "organisation import", "organisation invite",
        "user add",
        "events list", "events add", "events adopt", "events template", "events report", "events upload", "events undo",
        "backup", "restore", "reference list", "reference load",
        "return show", "return check", "return sign", "return submit", "return amend", "return withdraw",
        "return export", "return verify",
        "benchmark contribute", "benchmark merge",
        "links list", "links set", "links remove", "links ignore", "links suggest", "links refuse",
        "vocabulary show", "vocabulary add", "vocabulary retire", "vocabulary import",
    }  # fmt: skip


def test_help_loads_neither_django_nor_an_engine() -> None:
    heavy = "{'django', 'duckdb', 'pyarrow', 'httpx', 'starlette'} & set(sys.modules)"
    code = f"import sys; from houselights.cli.main import main; main(['--help']); print({heavy}, file=sys.stderr)"

    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stderr.strip() == "set()"
