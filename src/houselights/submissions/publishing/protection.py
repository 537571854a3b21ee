"""The rules by which public figures are protected, in plain words: written from the gate's own table of thresholds."""

from houselights.disclosure.rules import RULES, Thresholds
from houselights.submissions.publishing.document import HIDDEN, Rule

_ALWAYS = (
    Rule(
        "Only words of lists",
        "Tables are split by published lists alone. No name of an organisation, an event, a place or a person is a"
        " label, and the texts were searched for such names before the release.",
    ),
    Rule(
        "Whole quarters and years",
        "Figures are given for whole financial quarters and years: days that can be chosen could be subtracted.",
    ),
    Rule(
        "Once, and by two people",
        "One person drafted these figures, another released them. They were frozen then: later data, or another"
        " publication, never move them, and a ledger of all releases keeps two of them from being subtracted.",
    ),
    Rule(
        f"What “{HIDDEN}” means",
        "That there is a figure, which is not shown. It is not 0, which means that nothing was counted; nor is it"
        " unknown, a group of its own for what could not be told.",
    ),
)


def rules_in_words(rules: Thresholds = RULES) -> tuple[Rule, ...]:
    """As they are when it is put forward. How near is too near (p) is not told: it would help to break them."""
    return (
        Rule(
            "Small figures are hidden",
            f"A figure of 1 to {rules.hidden_up_to} people, or with so few behind it, is hidden.",
        ),
        Rule(
            "Others are hidden with them",
            "A hidden figure could be worked out from a total and the figures beside it. So more are hidden, until a"
            " careful reader can no longer come near. All tables of a quarter are looked at together.",
        ),
        Rule(
            "The rest is rounded",
            f"Every other count is rounded to {rules.rounded_to}. Each is rounded by itself, so parts may not add up.",
        ),
        Rule(
            "No organisation can be seen",
            f"At least {rules.contributors} organisations stand behind every figure. The largest makes up at most"
            f" {rules.largest_share:.0%} of it, the two largest at most {rules.two_largest_share:.0%}, and none of them"
            " could take its own part out and come near another’s. What is otherwise is hidden.",
        ),
        *_ALWAYS,
    )
