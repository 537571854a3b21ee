"""What a run asks of what is landed already: tickets held, records still to read."""

from datetime import datetime, timedelta

from houselights.connections.models import Connection
from houselights.connections.performances import Held
from houselights.feeds.bundling import landed_files, links_of
from houselights.feeds.reading import Reader
from houselights.home import Home
from houselights.warehouse import landed_queries

OVER, CLOSES = timedelta(hours=3), timedelta(days=3)  # after its beginning: a performance is over, its seats forgotten


def held_by_performance(home: Home, connection: Connection) -> list[Held]:
    """Every performance with the tickets and pence held for it now, linked or not."""
    files = landed_files(connection.organisation, connection.pk)
    return [Held(*row) for row in landed_queries.held_by_performance(home.path, files)]


def held_by_ticket_type(home: Home, connection: Connection) -> dict[str, tuple[int, int]]:
    """{ticket type: (tickets, pence)} held now, linked or not."""
    return landed_queries.held_by_ticket_type(home.path, landed_files(connection.organisation, connection.pk))


def newest_by_event(home: Home, connection: Connection) -> dict[str, tuple[datetime, datetime]]:
    """{box-office event id: (when its newest order was first sold, when one last arrived)}."""
    return landed_queries.newest_by_event(home.path, landed_files(connection.organisation, connection.pk))


def unlisted(home: Home, reader: Reader, kind: str) -> list[str]:
    """Ids of events or performances that tickets name and no list held."""
    connection = reader.connection
    return landed_queries.unlisted(home.path, landed_files(connection.organisation, connection.pk), kind)


def houses_to_count(home: Home, reader: Reader) -> list[str]:
    """Performances that are over and not closed yet, whose house was not counted since: after that nobody tells."""
    files, now = landed_files(reader.connection.organisation, reader.connection.pk), reader.run.data_as_of
    assert now is not None  # the box office's clock was asked before anything was read
    return landed_queries.houses_to_count(home.path, files, since=now - CLOSES, until=now - OVER)


def customers_to_read(home: Home, reader: Reader) -> list[str]:
    """The box office's own ids, in memory only, of the customers of linked events who are not landed yet."""
    organisation = reader.connection.organisation
    files = landed_files(organisation, reader.connection.pk)
    references = landed_queries.customers_to_read(home.path, files, links_of(organisation))
    return [reader.privacy.open_reference(reference) for reference in references]
