"""docs/reference/returns.md: the states of a return, its forms, what can be open, how people are counted."""

from generators.markdown import table
from generators.moves import diagram, moves_in_words, states_in_words

HEAD = """# Returns

How a return is made is in [Your first return](../tutorials/first-return.md). Here is what it is made of.

## States

"""
MOVES = """
No other move exists: page and command go by this table.

"""
FORMS = """
## Forms

A form is a file in `submissions/forms/`: which fields a funder asks for, what its own file calls them, by when, from
which change on somebody must have looked at a total, and which tables of the audience are kept beside the lines.
Another form is another file.

"""
GAPS = """
## What can be open

A return can be submitted with things open; the reason that is given for them is frozen with it.

"""
METHODS = """
## How a figure of people is known

The list is data, in `register/attendance/methods.toml`. A figure of the whole event, or of its days in a quarter, goes
before figures of its performances, and those before tickets. One figure for an event over several quarters counts
nowhere: nobody can part it. Where participants are known by their tickets, they are taken out of the audience that
tickets count, so nobody is both.

"""


def page() -> str:
    from houselights.submissions.completeness import CODES
    from houselights.submissions.moves import MOVES as ALLOWED
    from houselights.submissions.moves import STATES

    states, moves = states_in_words(STATES), moves_in_words(ALLOWED)
    gaps = table(["code", "means"], [[f"`{code}`", words] for code, words in CODES.items()])
    return f"{HEAD}{diagram(ALLOWED)}\n{states}{MOVES}{moves}{FORMS}{_forms()}{GAPS}{gaps}{METHODS}{_methods()}"


def _forms() -> str:
    from houselights.submissions.forms import forms

    told = []
    for form in forms().values():
        rows = [[each.heading, each.field.title, "yes" if each.is_required else ""] for each in form.asked]
        facts = f"{form.says} Wanted within {form.days} days after the quarter."
        told.append(f"### {form.title}\n\n{facts}\n\n{table(['heading', 'field', 'required'], rows)}")
    return "\n".join(told)


def _methods() -> str:
    from houselights.register.attendance.methods import KINDS, methods

    rows = [
        [each.title, "yes" if each.estimated else "", ", ".join(KINDS[kind].lower() for kind in each.kinds)]
        for each in methods().values()
    ]
    return table(["method", "an estimate", "of"], rows)
