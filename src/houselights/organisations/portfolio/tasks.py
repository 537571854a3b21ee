"""Mails of a portfolio, sent by the worker: a thousand take minutes, and a page must not wait for them."""

import logging

from huey.contrib.djhuey import db_task

from houselights.organisations.models import Organisation, User
from houselights.organisations.portfolio.inviting import invite_portfolio, mail_invitations

log = logging.getLogger(__name__)


@db_task()
def send_invitations(funder: int, by: int) -> None:
    """Make the links and send them. A mail server that is away costs nothing: whoever has not come is invited again."""
    holder = Organisation.objects.get(pk=funder)
    invitations = invite_portfolio(funder=holder, by=User.objects.get(pk=by))
    try:
        mail_invitations(holder, invitations)
    except OSError as problem:
        log.warning("invitations to a portfolio could not be sent: %s", type(problem).__name__)
