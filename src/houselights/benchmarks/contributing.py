"""What an organisation contributes: the headline figures of its own release to peers, and nothing else of it."""

from pathlib import Path

from msgspec.structs import replace

from houselights.disclosure.contributions import Contribution, protected_contribution
from houselights.disclosure.frozen import Ledger
from houselights.disclosure.gate import release
from houselights.disclosure.rules import refusal
from houselights.disclosure.spread import COUNTED
from houselights.measures.question import Question
from houselights.periods import quarter_named


def protected_figures(of: str, quarter: str, *, home: Path, ledger: Ledger) -> Contribution:
    """Of a quarter that is over in the figures; the same for ever, since the release behind it is."""
    period = quarter_named(quarter)
    release(Question("tickets", of=of, period=period, reader="peers"), home=home, ledger=ledger)
    frozen = ledger.earlier(of, [period.name])[0]
    if not frozen.is_final:
        raise refusal(
            f"{period.name} is not over in the organisation's figures, which know of {frozen.data_as_of[:10]}.",
            remedy="Read the box office after the quarter's last day, then contribute.",
        )
    made = protected_contribution(frozen)
    return replace(made, figures=tuple(each for each in made.figures if not each.by and each.measure in COUNTED))
