"""docs/reference/measures.md: what each figure means, from the definitions that count it."""

from generators.markdown import table

from houselights.measures.catalogue import DIMENSIONS, MEASURES, NEVER_AS_AT, Definition, can_be_narrowed_by

HEAD = """# Measures

One definition gives the query, this page, the help beside each label and the test. A ticket counts when its
event is linked to a registered event, it is still held, and its performance is not cancelled. Money is counted
in whole pence and shown in pounds. Parts add up to the total for tickets and money; customers and orders are
counted without repeats, so theirs do not. `unknown` is a value of its own, always shown; `not read yet` is a
customer whose record is still to be read.
"""


def page() -> str:
    parts = [HEAD]
    for measure in MEASURES.values():
        rows = [
            ("title", measure.title),
            ("unit", measure.unit),
            ("definition", measure.definition),
            ("parts add up", "yes" if measure.adds_up else "no"),
            ("numerator and denominator", "both given" if measure.is_ratio else "no"),
            ("by", ", ".join(measure.by)),
            ("of a part by", _parts(measure)),
            ("dated", ", ".join(measure.dated)),
            ("as at an earlier time", "no" if measure.grain in NEVER_AS_AT else "yes"),
            ("history it needs", f"{measure.months_of_history} months" if measure.months_of_history else "none"),
        ]
        parts.append(f"\n## `{measure.name}`\n\n" + table(["", ""], rows))
    parts.append("\n## Dimensions\n\n" + table(["name", "what", "values"], dimensions()))
    return "".join(parts)


def _parts(measure: Definition) -> str:
    """Most can be told of parts by all that they can be split by."""
    possible = can_be_narrowed_by(measure)
    return "the same" if possible == measure.by else ", ".join(possible)


def dimensions() -> list[tuple[str, str, str]]:
    return [(f"`{each.name}`", each.title, ", ".join(each.values)) for each in DIMENSIONS.values()]
