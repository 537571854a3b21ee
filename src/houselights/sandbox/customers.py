"""Customer records: read by id or e-mail, made, changed, tagged; personal data is only ever here and only made up."""

from typing import Any

from houselights.sandbox import order_bytes
from houselights.sandbox.access import Problem
from houselights.sandbox.ids import block, customer_id, full_id, number_of
from houselights.sandbox.people import Someone, customer_number
from houselights.sandbox.records import Json
from houselights.sandbox.references import STATEMENTS, TAGS
from houselights.sandbox.theatre import Theatre, place_of_customer
from houselights.sandbox.visits import Visit, not_found

_CHANGEABLE = ("title", "firstName", "lastName", "email", "phone", "mobile", "birthDate", "addresses")


def record(theatre: Theatre, place: int) -> Json:
    """The record at a place, with what has been changed since it was made up."""
    kept: Any = theatre.changed_customers.get(place)
    return dict(kept) if kept is not None else _made_up(theatre.people.someone(place), place)


def _made_up(someone: Someone, place: int) -> Json:
    friendly = customer_id(customer_number(place))
    addresses = [_address(someone, place)] if someone.has_address else []
    statements = [s | {"agreed": agreed} for s, agreed in zip(STATEMENTS, someone.agrees, strict=True)]
    return {
        "id": friendly,
        "friendlyId": friendly,
        "title": someone.title,
        "firstName": someone.first_name,
        "lastName": someone.last_name,
        "name": " ".join(word for word in (someone.title, someone.first_name, someone.last_name) if word),
        "email": someone.email,
        "phone": someone.phone,
        "mobile": someone.mobile,
        "birthDate": someone.birth_date,
        "age": None,
        "passwordSet": bool(someone.email),
        "giftAidDeclarationRequired": False,
        "creditBalance": 0.0,
        "addresses": addresses,
        "billingAddress": addresses[0] if addresses else None,
        "deliveryAddress": addresses[0] if addresses else None,
        "allStatements": statements,
        "agreedStatements": [statement for statement in statements if statement["agreed"]],
        "tags": [TAGS[place % len(TAGS)]] if place % 5 == 0 else [],
        "allTags": [],
        "tagsByGroup": [],
        "allTagsByGroup": [],
        "subscriptions": [],
        "orders": [],
        "storedCards": [],
        "printAtHomeDocuments": [],
        "attribute_AccessRequirements": "",
    }


def _address(someone: Someone, place: int) -> Json:
    return {
        "id": full_id(block(place, 4401)),
        "isBilling": True,
        "isDelivery": True,
        "name": "",
        "line1": someone.line1,
        "line2": "",
        "line3": "",
        "line4": "",
        "line5": "",
        "town": someone.town,
        "postcode": someone.postcode,
        "country": someone.country,
        "administrativeDivision": None,
    }


def place_of(theatre: Theatre, text: str) -> int:
    """The place of a customer from either form of id; a merged record is no longer known."""
    is_friendly = text.startswith("I-")
    place = theatre.friendly_customers().get(text) if is_friendly else place_of_customer(number_of(text))
    if place is None or place >= theatre.people.count + theatre.added_customers or place in theatre.merged:
        raise not_found()
    return place


def by_email(visit: Visit) -> Json:
    """One object, or 404: never a list."""
    visit.insist_owner()
    email = visit.query.get("email", "").strip().lower()
    if not email:
        raise Problem(400, "Bad Request: email is needed.")
    return record(visit.theatre, _place_of_email(visit.theatre, email))


def _place_of_email(theatre: Theatre, email: str) -> int:
    """The first record with this e-mail; those changed since they were made up are looked at first."""
    changed = theatre.changed_customers
    for place, body in changed.items():
        if str(body["email"]).lower() == email and place not in theatre.merged:
            return place
    made_up = theatre.people.place_of_email(email)
    if made_up is None or made_up in changed or made_up in theatre.merged:
        raise not_found()
    return made_up


def one(visit: Visit) -> Json:
    visit.insist_owner()
    return record(visit.theatre, place_of(visit.theatre, visit.path["id"]))


def make(visit: Visit) -> Json:
    """A new record; an e-mail already known is refused."""
    visit.insist_owner()
    given = _alone(visit.body())
    email = str(given.get("email") or "")
    if not email or not given.get("lastName"):
        raise Problem(400, "Bad Request: email and lastName are needed.")
    try:
        _place_of_email(visit.theatre, email.lower())
    except Problem:
        pass
    else:
        raise Problem(400, "Duplicate Entry")
    place = visit.theatre.people.count + visit.theatre.added_customers
    visit.theatre.added_customers += 1
    nobody = Someone("", "", "", "", "", "", "", "", "", "", False, (False, False, False))
    body = _changed(_made_up(nobody, place), given)
    body["tags"] = _known(TAGS, given.get("Tags") or [])
    _agree(body, {_id_of(each) for each in given.get("AgreedStatements") or []})
    visit.theatre.keep_customer(place, body)
    return body


def change(visit: Visit) -> Json:
    """Only what is named is changed; here alone can a consent be withdrawn."""
    visit.insist_owner()
    place = place_of(visit.theatre, visit.path["id"])
    given = _alone(visit.body())
    body = _changed(record(visit.theatre, place), given)
    if "agreedStatements" in given:
        body["allStatements"] = [statement | {"agreed": False} for statement in body["allStatements"]]
        _agree(body, {_id_of(each) for each in given["agreedStatements"]})
    visit.theatre.keep_customer(place, body)
    return body


def _alone(body: Any) -> Json:
    """An object, or an array of one: a public client sends the latter."""
    if isinstance(body, list) and len(body) == 1:
        body = body[0]
    if not isinstance(body, dict):
        raise Problem(400, "Bad Request: an object was expected.")
    return body


def _changed(body: Json, given: Json) -> Json:
    body |= {name: given[name] for name in _CHANGEABLE if name in given}
    body["name"] = " ".join(str(body[part]) for part in ("title", "firstName", "lastName") if body[part])
    for which in ("billingAddress", "deliveryAddress"):
        body[which] = body["addresses"][0] if body["addresses"] else None
    return body


def _agree(body: Json, ids: set[str]) -> None:
    body["allStatements"] = [s | {"agreed": s["agreed"] or s["id"] in ids} for s in body["allStatements"]]
    body["agreedStatements"] = [statement for statement in body["allStatements"] if statement["agreed"]]


def _id_of(thing: Any) -> str:
    return str(thing.get("id") if isinstance(thing, dict) else thing)


def _known(things: list[Json], given: Any) -> list[Json]:
    """The things of these ids; one that does not exist is not found."""
    by_id = {thing["id"]: thing for thing in things}
    ids = [_id_of(each) for each in (given if isinstance(given, list) else [given])]
    if any(each not in by_id for each in ids):
        raise not_found()
    return [by_id[each] for each in ids]


def tags(visit: Visit) -> list[Json]:
    return list(one(visit)["tags"])


def add_tags(visit: Visit) -> list[Json]:
    """An array of ids, or one alone."""
    visit.insist_owner()
    place = place_of(visit.theatre, visit.path["id"])
    body = record(visit.theatre, place)
    new = [tag for tag in _known(TAGS, visit.body()) if tag not in body["tags"]]
    visit.theatre.keep_customer(place, body | {"tags": body["tags"] + new})
    return list(body["tags"]) + new


def remove_tag(visit: Visit) -> None:
    """The customer is in the path, or (one public client) in the query."""
    visit.insist_owner()
    place = place_of(visit.theatre, visit.path.get("id") or visit.query.get("id", ""))
    body = record(visit.theatre, place)
    visit.theatre.keep_customer(place, body | {"tags": [tag for tag in body["tags"] if tag["id"] != visit.path["tag"]]})


def agreed_statements(visit: Visit) -> list[Json]:
    return list(one(visit)["agreedStatements"])


def agree(visit: Visit) -> list[Json]:
    """Adds consents and never withdraws one."""
    visit.insist_owner()
    place = place_of(visit.theatre, visit.path["id"])
    body = record(visit.theatre, place)
    _agree(body, {statement["id"] for statement in _known(STATEMENTS, visit.body())})
    visit.theatre.keep_customer(place, body)
    return list(body["agreedStatements"])


def addresses(visit: Visit) -> list[Json]:
    return list(one(visit)["addresses"])


def orders(visit: Visit) -> str:
    """All their orders, whole."""
    visit.insist_owner()
    place = place_of(visit.theatre, visit.path["id"])
    return order_bytes.orders_json(visit.theatre.orders_of.get(place, []))
