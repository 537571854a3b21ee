"""docs/reference/commands.md: every command, in the words of its own help."""

from collections.abc import Iterator
from typing import Any

HEAD = """# Commands

`houselights [--home DIR] COMMAND ...`. Every command that answers takes `--json`: exactly one JSON document on
standard output, and nothing else there; progress and remarks go to standard error.

| exit code | means |
|---|---|
| 0 | done |
| 1 | done, and it found something to mend: `check`, and a `sync` that set records aside |
| 2 | wrong usage |
| 3 | refused: credentials or permission |
| 4 | the box office is unavailable: try later, nothing is lost |
| 5 | another run holds the lock |
| 70 | a bug: a reference number is printed, the trace is in the log |
"""


def page() -> str:
    from typer.main import get_command

    from houselights.cli.main import app

    parts = [
        f"\n## `{context.command_path}`\n\n```text\n{help_of(context)}\n```\n" for context in commands(get_command(app))
    ]
    return HEAD + "".join(parts)


def commands(command: Any, parent: Any = None) -> Iterator[Any]:
    """A context for each command that people may see, parents first."""
    named = command.name if parent else "houselights"
    wide = {"terminal_width": 100, "max_content_width": 100, **command.context_settings}
    context = command.context_class(command, info_name=named, parent=parent, **wide)
    yield context
    for name in sorted(getattr(command, "commands", {})):
        child = command.commands[name]
        if not child.hidden:
            yield from commands(child, context)


def help_of(context: Any) -> str:
    return "\n".join(line.rstrip() for line in context.command.get_help(context).strip().splitlines())
