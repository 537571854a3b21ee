"""docs/reference/publications.md: the states of a publication, and who may take which step."""

from generators.moves import diagram, moves_in_words, states_in_words

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

    states, moves = states_in_words(STATES), moves_in_words(ALLOWED)
    return f"{HEAD}{diagram(ALLOWED)}\n{states}{MOVES}{moves}{FILES}"
