"""In the background: the rules are asked once figures are built, and on each new day, so that no reader waits.

What pages read is made ready before: the rules read some of it too.
"""

import logging
import random
from datetime import date
from functools import partial
from pathlib import Path
from threading import Lock

from django.utils import timezone
from huey import crontab
from huey.api import Task
from huey.contrib.djhuey import db_periodic_task, signal
from huey.signals import SIGNAL_COMPLETE

from houselights.disclosure import gate
from houselights.errors import HouselightsError
from houselights.feeds.tasks import rebuild_figures, wake
from houselights.home import Home
from houselights.organisations.models import Organisation
from houselights.recommendations.asking import questions
from houselights.recommendations.keeping import current, not_current

log = logging.getLogger(__name__)

AT_ONCE = 10  # organisations in one go, a second or two each: of a thousand at midnight, the others have the next
_looking = Lock()  # one at a time: box offices are read by the same worker


@db_periodic_task(crontab(minute="*"))
def look_again() -> None:
    """Ask the rules of builds that nobody looked at, and of a new day: what is kept tells which, none is forgotten."""
    if not _looking.acquire(blocking=False):
        return
    try:
        today = timezone.localdate()
        due = not_current(today)
        # Any ten: one whose figures take too long every time must not keep the others waiting.
        for organisation in random.sample(due, min(len(due), AT_ONCE)):
            look(organisation, today, Home.from_environment().path)
    finally:
        _looking.release()


@signal(SIGNAL_COMPLETE)
def look_after_building(_: str, task: Task) -> None:
    """Feeds stand below and do not know who reads their figures; so the end of their work is watched from here."""
    if isinstance(task, wake.task_class | rebuild_figures.task_class):
        look_again()


def look(organisation: Organisation, today: date, home: Path) -> None:
    """Everything in as few passes as a page makes of it; what takes too long is left for the next."""
    try:
        gate.make_ready(organisation.slug, home=home)
        gate.prepare(list(questions(organisation.slug, today)), home=home)
        current(organisation, today, partial(gate.release, home=home))
    except HouselightsError as problem:
        log.warning("recommendations of organisation %s were not found: %s", organisation.pk, type(problem).__name__)
