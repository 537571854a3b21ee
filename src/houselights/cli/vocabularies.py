"""`vocabulary show|add|retire|import`: the controlled lists in force here, and our own edits of them."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from houselights.cli.answers import answer, counted, say, table
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, day, example, group
from houselights.errors import WrongUsage
from houselights.vocabularies import LISTS, Term, Vocabulary, read_terms

vocabulary = group(help="The controlled lists, for every organisation here.")

Name = Annotated[str, typer.Argument(metavar="LIST", help=f"{', '.join(LISTS[:-1])} or {LISTS[-1]}.")]
Label = Annotated[str, typer.Argument(metavar="TERM", help="The term, as the list spells it.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(vocabulary, name="vocabulary", epilog=example("vocabulary show event_type"))


@vocabulary.command("show", epilog=example("vocabulary show event_type", "vocabulary show sub_discipline --json"))
def show(name: Name, as_json: AsJson = False) -> None:
    """Show the terms of a list, with those that are retired or still to come."""
    open_home()
    listed = _list_named(name)
    document = {"list": name, "version": listed.version, "terms": [_term_json(term) for term in listed.terms]}

    def words() -> None:
        rows = [[term.label, term.parent, _text(term.valid_from), _text(term.valid_until)] for term in listed.terms]
        table([listed.title, "Discipline", "From", "Until"], rows)

    answer(document, words, as_json=as_json)


@vocabulary.command("add", epilog=example('vocabulary add sub_discipline "Clowning" --discipline Theatre'))
def add(
    name: Name,
    label: Label,
    discipline: Annotated[str, typer.Option(help="What a sub-discipline belongs to.")] = "",
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day it can be chosen.")] = "",
    as_json: AsJson = False,
) -> None:
    """Put a term on a list, or bring a retired one back."""
    open_home()
    from houselights.register.lists import add_term

    add_term(name=name, label=label, parent=discipline, valid_from=day(since) if since else None, by=None)
    answer({"list": name, "term": label, "state": "added"}, lambda: say(f"“{label}” is on the list."), as_json=as_json)


@vocabulary.command("retire", epilog=example('vocabulary retire event_type "Residency" --last-day 2027-03-31'))
def retire(
    name: Name,
    label: Label,
    last_day: Annotated[str, typer.Option(metavar="DATE", help="The last day it can be chosen.")],
    as_json: AsJson = False,
) -> None:
    """Let a term be chosen no longer. Events that have it keep it."""
    open_home()
    from houselights.register.lists import retire_term

    retire_term(name=name, label=label, last_day=day(last_day), by=None)
    answer(
        {"list": name, "term": label, "state": "retired"},
        lambda: say(f"“{label}” can be chosen until {last_day}."),
        as_json=as_json,
    )


@vocabulary.command("import", epilog=example("vocabulary import event_type types.csv --from 2027-04-01"))
def import_list(
    name: Name,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV with the headings Term and Discipline.")],
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="Its first day; today unless given.")] = "",
    as_json: AsJson = False,
) -> None:
    """Make a list what a file says; what is not in the file is retired. Events keep the terms that they have."""
    open_home()
    from django.utils import timezone

    from houselights.register.lists import import_terms

    first_day = day(since) if since else timezone.localdate()
    changed = import_terms(name=name, terms=read_terms(_text_of(file)), first_day=first_day, by=None)
    answer(
        {"list": name, "changed": changed},
        lambda: say(f"{counted(changed, 'term')} changed from {first_day} on."),
        as_json=as_json,
    )


def _list_named(name: str) -> Vocabulary:
    from houselights.register.queries import vocabulary as in_force

    if name not in LISTS:
        raise WrongUsage(f"“{name}” is not a list.", remedy=f"Use one of {', '.join(LISTS)}.")
    return in_force(name)


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise WrongUsage(f"{file} cannot be read.", remedy="Give a CSV file, saved as UTF-8.") from problem


def _term_json(term: Term) -> dict[str, Any]:
    return {
        "term": term.label,
        "discipline": term.parent,
        "from": _text(term.valid_from),
        "until": _text(term.valid_until),
    }


def _text(when: date | None) -> str | None:
    return when.isoformat() if when else None
