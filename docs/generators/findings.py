"""docs/reference/findings.md: what the checks at the end of a run may notice."""

from generators.markdown import table

HEAD = """# Findings

Wrong data is not an error: it becomes a finding, with what to do about it. Codes are stable. The words in
{curly brackets} are filled by the check that found it; a finding never holds a personal value.

"""


def page() -> str:
    from houselights.feeds.findings import KINDS

    rows = [(f"`{kind.code}`", kind.severity, kind.message, kind.remedy) for kind in KINDS.values()]
    return HEAD + table(["code", "severity", "what is said", "what to do"], rows)
