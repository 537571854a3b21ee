"""Making a PDF in the worker: on submission, and where somebody asks for one that is not there."""

import logging
from threading import Lock

from huey.contrib.djhuey import db_task

from houselights.errors import HouselightsError
from houselights.submissions.models import Version
from houselights.submissions.papers.shelf import paper_of
from houselights.submissions.queries import document_in

log = logging.getLogger(__name__)
WAIT_SECONDS = 3
_PRESS = Lock()  # one at a time: a second paper must not hold the worker's other hand


@db_task()
def make_paper(version: int) -> None:
    """Once; a version that is gone, with its organisation, needs none."""
    found = Version.objects.filter(pk=version).select_related("of__organisation").first()
    if found is None or paper_of(found).content() is not None:
        return
    if not _PRESS.acquire(blocking=False):
        make_paper.schedule(args=(version,), delay=WAIT_SECONDS)
        return
    try:
        _make(found)
    finally:
        _PRESS.release()


def ask_for_paper(version: Version) -> None:
    """Safe to repeat: whoever looks again and again has it made once."""
    if paper_of(version).ask():
        make_paper(version.pk)


def _make(version: Version) -> None:
    from houselights.submissions.exports.paper import pdf_of  # late: its libraries take a second to load

    paper = paper_of(version)
    try:
        paper.keep(pdf_of(document_in(version)))
    except HouselightsError as problem:
        paper.fail(problem)
        log.warning("the PDF of version %s was not made: %s", version.pk, type(problem).__name__)
    except BaseException:
        paper.fail(
            HouselightsError("The PDF could not be made.", remedy="Take the workbook, and tell whoever runs this.")
        )
        raise
