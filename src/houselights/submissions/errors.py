"""What only a return can refuse: the second of two people, or figures that moved on, is told and loses nothing."""

from houselights.errors import WrongUsage


class ChangedMeanwhile(WrongUsage):
    """What the person looked at is not what is there now."""
