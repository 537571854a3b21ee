"""Every address of the site by its name: an example of it, and what one must be allowed to open it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

FORM = ("GET", "POST")
LOOK = ("GET",)
SEND = ("POST",)


@dataclass(frozen=True)
class Address:
    """`needs` are the permissions of which one opens it, none for everybody; `values` are filled in by name."""

    methods: tuple[str, ...] = LOOK
    needs: frozenset[str] = frozenset()
    values: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    answers: int = 200  # to a GET by whoever may open it

    def of(self, name: str, things: dict[str, Any]) -> str:
        """The address itself; a value that begins with a dollar sign is one of the things there are."""
        values = {key: things[value[1:]] if str(value)[0] == "$" else value for key, value in self.values.items()}
        return reverse(name, kwargs=values) + self.query


def _inside(*needs: str, methods: tuple[str, ...] = LOOK, query: str = "", **values: str) -> Address:
    return Address(methods, frozenset(needs), {"slug": "lyric", **values}, query)


def _funders(*needs: str, methods: tuple[str, ...] = LOOK, query: str = "", **values: str) -> Address:
    return Address(methods, frozenset(needs), {"slug": "funder", **values}, query)


def _nothing_yet(*needs: str, **values: str) -> Address:
    """There is nothing behind it before a grant or a release: whoever may look is told so."""
    return Address(LOOK, frozenset(needs), {"slug": "funder", **values}, answers=404)


ADDRESSES = {
    "healthz": Address(),
    "front": Address(),
    "account_login": Address(FORM),
    "account_logout": Address(SEND),
    "welcome": Address(FORM, values={"number": "$number", "token": "$token"}),
    "first_operator": Address(FORM, values={"token": "$setup"}),
    "help": Address(),
    "figures": Address(),
    "gallery": Address(),
    "guide": Address(values={"name": "waiting"}),
    "overview": _inside("see"),
    "events": _inside("see", query="?quarter=all"),
    "event": _inside("see", number="$event"),
    "changes": _inside("see", number="$event"),
    "attendance": _inside("edit_register", methods=FORM, number="$event"),
    "take_attendance_back": _inside("edit_register", methods=SEND, number="$event"),
    "add_event": _inside("edit_register", methods=FORM),
    "edit_event": _inside("edit_register", methods=FORM, number="$event"),
    "remove_event": _inside("edit_register", methods=FORM, number="$event"),
    "adopt": _inside("edit_register", methods=FORM),
    "events_template": _inside("edit_register"),
    "events_report": _inside("edit_register"),
    "upload": _inside("edit_register", methods=FORM),
    "check_upload": _inside("edit_register", number="$upload"),
    "map_heading": _inside("edit_register", methods=SEND, number="$upload"),
    "choose_event": _inside("edit_register", methods=SEND, number="$upload"),
    "save_upload": _inside("edit_register", methods=SEND, number="$upload"),
    "leave_upload": _inside("edit_register", methods=SEND, number="$upload"),
    "undo_upload": _inside("edit_register", methods=SEND, number="$upload"),
    "upload_copy": _inside("edit_register", number="$upload", copy="annotated"),
    "blanks": _inside("see", methods=FORM, query="?quarter=all"),
    "blank_rules": _inside("edit_register", methods=SEND),
    "why_event": _inside("see", number="$event"),
    "answer_suggestion": _inside("edit_register", methods=SEND, number="$event"),
    "why_box_office_event": _inside("see", number="$box_office_event"),
    "link_event": _inside("edit_register", methods=FORM, query="?id=$unlinked", number="$event"),
    "remove_link": _inside("edit_register", methods=SEND, number="$event", link="$link"),
    "box_office": _inside("see", "connect", "sync", query="?only=all"),
    "connect": _inside("connect", methods=FORM),
    "disconnect": _inside("connect", methods=FORM),
    "attributes": _inside("see", "connect"),
    "sync": _inside("sync", methods=SEND),
    "ask_again": _inside("sync", methods=SEND),
    "progress": _inside("see", "sync"),
    "cancel": _inside("sync", methods=SEND),
    "new_events": _inside("connect", methods=SEND),
    "run": _inside("see", "sync", number="$run"),
    "house_accounts": _inside("edit_register", methods=FORM),
    "suggestions": _inside("edit_register", methods=FORM),
    "performances": _inside("edit_register", methods=FORM, number="$box_office_event"),
    "box_office_event": _inside("edit_register", methods=FORM, number="$box_office_event"),
    "ticket_types": _inside("edit_register", methods=FORM),
    "exclusions": _inside("edit_register", methods=FORM),
    "matches": _inside("see", methods=FORM),
    "recommendations": _inside("see", methods=FORM),
    "insights": _inside("see", query="?period=all"),
    "insights_page": _inside("see", name="who", query="?period=all"),
    "insights_page_file": _inside("see", name="sells", form="csv", query="?period=all"),
    "insights_beside_file": replace(
        _inside("see", name="ages", form="csv", query="?period=all"), answers=404
    ),  # before a census is loaded
    "insights_file": _inside("see", form="csv", query="?period=all"),
    "measure_file": _inside("see", measure="tickets", form="json", query="?by=event"),
    "benchmarks": _inside("see"),
    "benchmarks_file": replace(_inside("see", form="csv"), answers=404),
    "contributing": _inside("see", methods=FORM),
    "by_hand": _inside("see", methods=FORM),
    "by_hand_file": replace(_inside("see", form="csv"), answers=404),
    "own_contribution": replace(_inside("contribute", quarter="2026-Q1"), answers=404),
    "peer_key": replace(_inside("contribute", methods=FORM, key="0123456789abcdef01234567"), answers=404),
    "returns": _inside("see"),
    "return": _inside("see", methods=FORM, quarter="2026-Q1"),
    "return_form": _inside("edit_register", methods=SEND, quarter="2026-Q1"),
    "return_line": _inside("see", methods=FORM, quarter="$quarter", number="$event"),
    "return_take_back": _inside("edit_register", methods=SEND, quarter="$quarter", number="$event"),
    "return_difference": _inside("see", quarter="$quarter"),
    "return_receipt": _inside("see", quarter="$quarter", version="1"),
    "return_frozen_line": _inside("see", quarter="$quarter", version="1", number="$event"),
    "return_amend": _inside("sign_return", methods=SEND, quarter="2026-Q1"),
    "return_withdraw": _inside("sign_return", methods=SEND, quarter="2026-Q1"),
    "people": _inside("manage_people", methods=FORM),
    "new_link": _inside("manage_people", methods=SEND, number="$member"),
    "role": _inside("manage_people", methods=FORM, number="$member"),
    "remove_person": _inside("manage_people", methods=FORM, number="$member"),
    "places": _inside("see", methods=FORM),
    "privacy": _inside("see", "see_trail"),
    "trail": _inside("see_trail"),
    "trail_file": _inside("see_trail", query="?q=event"),
    "return_file": _inside("see", quarter="2026-Q2", version="1", form="portal-csv"),
    "our_funders": _inside("see", methods=FORM),
    "portfolio": _funders("see_portfolio"),
    "portfolio_import": _funders("manage_portfolio", methods=FORM),
    "portfolio_invite": _funders("manage_portfolio", methods=FORM),
    "portfolio_file": _funders("see_portfolio", form="csv"),
    "portfolio_lines_file": _funders("see_portfolio", form="csv", query="?quarter=2020-Q1"),
    "portfolio_remind": _funders("manage_portfolio", methods=FORM),
    "portfolio_look": _funders("manage_portfolio", methods=SEND),
    "portfolio_settings": _funders("manage_portfolio", methods=FORM),
    "portfolio_figures": _funders("see_portfolio", methods=FORM),
    "portfolio_figures_file": _nothing_yet("see_portfolio", form="csv"),
    "publications": _funders("draft_publication", "release_publication"),
    "draft_publication": _funders("draft_publication", methods=FORM, query="?period=2025-Q1"),
    "publication": _funders("draft_publication", "release_publication", methods=FORM, number="$publication"),
    "change_publication": _funders("draft_publication", methods=FORM, number="$publication"),
    "preview_publication": _funders("draft_publication", "release_publication", number="$publication"),
    "preview_file": _funders("draft_publication", "release_publication", number="$publication", file="how-protected/"),
    "public_index": Address(values={"slug": "funder"}),
    "public_page": Address(values={"slug": "funder", "name": "$published"}),
    "public_file": Address(values={"slug": "funder", "name": "$published", "file": "how-protected/"}),
    "portfolio_return": _nothing_yet("see_portfolio", quarter="2026-Q2", number="1"),
    "portfolio_return_file": _nothing_yet("see_portfolio", quarter="2026-Q2", number="1", form="csv"),
}


def names_in_resolver() -> set[str]:
    """Every named pattern there is; one without a name would escape the walk, so it fails here."""
    return set(_names(get_resolver().url_patterns))


def _names(patterns: list[Any]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns)
        else:
            assert isinstance(pattern, URLPattern)
            assert pattern.name, f"{pattern} has no name"
            yield pattern.name
