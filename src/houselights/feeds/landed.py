"""What a run asks of what is landed already: contents known, tickets held, records still to read."""

from houselights.connections.models import Connection
from houselights.feeds.bundling import landed_files, links_of
from houselights.feeds.reading import Reader
from houselights.home import Home
from houselights.warehouse import landed_queries

# Tickets are landed with their order, so they have no content of their own.
READ_BY_ID = ("events", "performances", "orders", "customers")


def known_content(home: Home, connection: Connection) -> dict[str, dict[str, str]]:
    """{kind: {id: content}} of the newest reading of every record, as far as today's rules made it."""
    files = landed_files(connection.organisation, connection.pk)
    return {kind: landed_queries.known_content(home.path, files, kind) for kind in READ_BY_ID}


def held_by_event(home: Home, connection: Connection) -> dict[str, tuple[int, int]]:
    """{box-office event id: (tickets, pence)} held now, linked or not."""
    return landed_queries.held_by_event(home.path, landed_files(connection.organisation, connection.pk))


def performances_by_event(home: Home, connection: Connection) -> dict[str, int]:
    """{box-office event id: performances}, past ones included."""
    return landed_queries.performances_by_event(home.path, landed_files(connection.organisation, connection.pk))


def unlisted(home: Home, reader: Reader, kind: str) -> list[str]:
    """Ids of events or performances that tickets name and no list held."""
    connection = reader.connection
    return landed_queries.unlisted(home.path, landed_files(connection.organisation, connection.pk), kind)


def customers_to_read(home: Home, reader: Reader) -> list[str]:
    """The box office's own ids, in memory only, of the customers of linked events who are not landed yet."""
    organisation = reader.connection.organisation
    files = landed_files(organisation, reader.connection.pk)
    references = landed_queries.customers_to_read(home.path, files, links_of(organisation))
    return [reader.privacy.open_reference(reference) for reference in references]
