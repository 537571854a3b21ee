"""A customer record of Spektrix as the Person that privacy cuts down."""

from collections.abc import Iterator

from houselights.connectors.identity import Person
from houselights.connectors.spektrix.shapes import AddressBody, CustomerBody


def person_of(body: CustomerBody) -> Person:
    """Everything that a token needs, from wherever the record has it."""
    address = _address_of(body)
    return Person(
        first_name=body.first_name or "",
        last_name=body.last_name or "",
        email=body.email or "",
        phones=tuple(phone for phone in (body.phone, body.mobile) if phone),
        line1=address.line1 or "",
        postcode=address.postcode or "",
        country=address.country or "",
        birth_date=body.birth_date or "",
        consents=tuple(_consents(body)),
    )


def _address_of(body: CustomerBody) -> AddressBody:
    """The billing address; another where that has no postcode."""
    addresses = [body.billing_address, *sorted(body.addresses or [], key=lambda each: not each.is_billing)]
    known = [address for address in addresses if address]
    usable = [address for address in known if address.postcode]
    return next(iter([*usable, *known]), AddressBody())


def _consents(body: CustomerBody) -> Iterator[tuple[str, bool]]:
    """By the statement's id: its sentence stays behind."""
    agreed = {statement.id for statement in body.agreed_statements or []}
    for statement in body.all_statements or []:
        yield statement.id, bool(statement.agreed) or statement.id in agreed
    for statement_id in sorted(agreed - {statement.id for statement in body.all_statements or []}):
        yield statement_id, True
