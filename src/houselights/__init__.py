"""Houselights: the open audience-data platform for arts and culture.

In Python, figures are asked for like everywhere else, through the gate:

    from pathlib import Path
    from houselights import Question, release

    release(Question("tickets", of="lyric", by="month", period="2026-27"), home=Path("/srv/houselights")).rows()
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from houselights.measures.question import Question
    from houselights.submissions.releases.asking import release

__all__ = ["Question", "release"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Late, so that `import houselights` stays instant for the command's --help.
    if name == "release":
        from houselights.submissions.releases.asking import release

        return release
    if name == "Question":
        from houselights.measures.question import Question

        return Question
    raise AttributeError(name)
