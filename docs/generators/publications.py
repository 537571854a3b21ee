"""docs/reference/publications.md: the states of a publication, and who may take which step."""

from generators.markdown import table

HEAD = """# Publications

How to make one is in [Publish safely](../how-to/publish-safely.md). Here are its states.

"""
MOVES = """
No other move exists. Whoever wrote a word of a publication, or asked for its release, cannot release it, whatever they
may otherwise.

"""
FILES = """
## Addresses

| address | is |
|---|---|
| `/public/FUNDER/` | what this funder has published |
| `/public/FUNDER/NAME/` | the page |
| `/public/FUNDER/NAME/how-protected/` | how its figures were protected |
| `/public/FUNDER/NAME/figures.csv` | a line for each figure: measure, unit, split by, label, period, value |
| `/public/FUNDER/NAME/figures.json` | all of it; each figure has a `value` and a `state`, as in `measure --json` |

They need no sign-in and set no cookie. Caches may keep them, and ask each time whether they still hold. After a
withdrawal each answers with 410.
"""


def page() -> str:
    from houselights.submissions.publishing.moves import MOVES as ALLOWED
    from houselights.submissions.publishing.moves import STATES

    states = table(["state", "means"], [[f"`{name}`", words] for name, words in STATES.items()])
    moves = table(
        ["from", "step", "to", "needs the permission"],
        [[each.before, each.verb, each.after, f"`{each.permission}`"] for each in ALLOWED],
    )
    return f"{HEAD}{diagram()}\n{states}{MOVES}{moves}{FILES}"


def diagram() -> str:
    """The table of moves as a picture, which Mermaid draws."""
    from houselights.submissions.publishing.moves import MOVES as ALLOWED

    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> draft"]
    lines += [f"    {each.before} --> {each.after}: {each.verb}" for each in ALLOWED if each.before != each.after]
    return "\n".join([*lines, "```", ""])
