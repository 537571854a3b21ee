"""docs/reference/uploads.md: the template's columns, how a row is known again, and every problem an upload may find."""

from generators.markdown import table

HEAD = """# Uploads

What the Events Upload Template holds, how its rows are understood, and every problem that an upload may find in a
cell. The columns are data, [versioned](../../src/houselights/vocabularies/terms): {title} v{version}.

## Columns

Headings are met in any capitals, spaces, underscores and punctuation, in any order, with title rows above them. The
report has one column more, `InRegister`, which is never read back.

"""

RULES = """
## How a row is understood

- **Which event it is**: the Event ID says it, within your box office. Without one, or where the ID is linked to
  nothing yet, name, first day and place do; a blank place fits any. In doubt nothing is saved: you choose.
- **A blank cell** leaves what the register has. To clear a field, edit the event.
- **A new event** takes its name and days from the box office where its row leaves them blank, and is over in one day
  where it has a first day alone.
- **A draft** is confirmed by a row that changes it.
- **A place** that is not saved yet is added. A saved place without a postcode gets the one given; one that has a
  postcode keeps it.
- **Rows read = created + updated + unchanged + refused**, always.
- **The fixed copy** has the safe fixes made and lists each: capitals and spaces; a value that is alike by {sure} of 100
  to one on its list, and by {clear} more than to the next; a date that has only one reading; an ID cut from a booking
  link. An upload itself never takes a near miss: it stays an error until somebody decides.

## Problems

An error keeps its row from being saved. A warning or a notice does not. Codes are stable; the words in
{{curly brackets}} are filled in.

"""


def page() -> str:
    from houselights.register.uploads.problems import KINDS
    from houselights.register.uploads.rules import CLEAR_BY, SURE
    from houselights.vocabularies.template import TEMPLATE

    columns = [(f"`{each.heading}`", ", ".join(each.accepted), each.comment, each.example) for each in TEMPLATE.columns]
    problems = [(f"`{kind.code}`", kind.severity, kind.message, kind.why) for kind in KINDS.values()]
    return (
        HEAD.format(title=TEMPLATE.title, version=TEMPLATE.version)
        + table(["heading", "also accepted", "what it means", "for example"], columns)
        + RULES.format(sure=SURE, clear=CLEAR_BY)
        + table(["code", "severity", "what is said", "why"], problems)
    )
