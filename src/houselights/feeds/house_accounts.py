"""House accounts as the feeds see them: suggested by what is landed, named by the box office's own customer id."""

from typing import Any

from houselights.connections.house_accounts.actions import add_house_account, update_house_accounts
from houselights.connections.house_accounts.rules import Volume
from houselights.connections.models import Connection, HouseAccount
from houselights.connectors.privacy import Privacy
from houselights.errors import NotFound
from houselights.feeds.bundling import landed_files
from houselights.home import Home
from houselights.organisations.models import User
from houselights.organisations.queries import organisation_key
from houselights.warehouse import landed_queries


def refresh_house_accounts(home: Home, connection: Connection) -> None:
    """Make the list of suggestions follow the landing."""
    known = list(connection.house_accounts.values_list("customer_id", flat=True))
    rows = _volumes(home, connection, known)
    orders_in_all = rows[0][-1] if rows else 0
    volumes = [Volume(*row[:-1]) for row in rows]
    update_house_accounts(connection=connection, volumes=volumes, orders_in_all=orders_in_all)


def name_house_account(*, connection: Connection, box_office_id: str, by: User | None) -> HouseAccount:
    """A record by the id that staff see at the box office; NotFound where nothing was ever sold under it."""
    text = box_office_id.strip()
    keyed = Privacy(organisation_key(connection.organisation)).customer_id(text)
    rows = _volumes(Home.from_environment(), connection, [keyed])
    volume = next((Volume(*row[:-1]) for row in rows if row[0] == keyed), None)
    if not text or volume is None:
        raise NotFound(
            "No ticket is held under that customer ID.",
            remedy="Copy the ID as the box office shows it on the customer.",
        )
    return add_house_account(connection=connection, volume=volume, by=by)


def box_office_ids(connection: Connection) -> dict[int, str]:
    """The box office's own id of every record on the list, for staff to look up there; never stored, never logged."""
    privacy = Privacy(organisation_key(connection.organisation))
    return {each.pk: privacy.open_reference(each.reference) for each in connection.house_accounts.all()}


def _volumes(home: Home, connection: Connection, known: list[str]) -> list[tuple[Any, ...]]:
    files = landed_files(connection.organisation, connection.pk)
    return landed_queries.volumes(home.path, files, known=known)
