"""Who may do what: one readable table, one question to ask and one to insist."""

from houselights.errors import NotFound, Refused
from houselights.organisations.models import Organisation, User

PERMISSIONS = {
    "see": "see the register, the box office's state and the figures",
    "edit_register": "add and change events, links and locations",
    "sync": "check the box office for new sales",
    "connect": "connect and disconnect a box office",
    "export": "take the organisation's data away",
    "manage_people": "invite people and change their roles",
    "see_trail": "read who did what",
    "see_portfolio": "see the organisations of a funder's portfolio (never their rows)",
    "manage_portfolio": "import and invite the organisations of a portfolio, and set its deadlines",
    "draft_publication": "draft figures for the public, and ask for their release",
    "release_publication": "release figures to the public that others drafted, and withdraw them",
    "sign_return": "sign for the quarterly return and submit it, amend and withdraw it",
    "grant_funder": "say what a funder may see",
    "contribute": "say whether the organisation is compared with its peers, and with whom",
}

FUNDERS = frozenset({"see_portfolio", "manage_portfolio", "draft_publication", "release_publication"})

# An operator keeps the server and the organisations on it; figures are not theirs to read.
ROLES: dict[str, frozenset[str]] = {
    "admin": frozenset(PERMISSIONS) - FUNDERS,
    "general": frozenset({"see", "edit_register", "sync"}),
    "reader": frozenset({"see"}),
    "funder": FUNDERS,
    "operator": frozenset({"connect", "sync", "manage_people", "see_trail"}),
}

ROLE_WORDS = {
    "admin": "Admin: everything in the organisation",
    "general": "General: events, links and figures",
    "reader": "Reader: looks, changes nothing",
    "funder": "Funder: sees a portfolio through the gate",
    "operator": "Operator: runs the server",
}


def role_of(user: User, organisation: Organisation) -> str | None:
    """The person's role there, `operator` for one who runs the server, None for a stranger."""
    if not user.is_active:
        return None
    member = organisation.members.filter(user=user).first()
    if member:
        return str(member.role)
    return "operator" if user.is_operator else None


def may(user: User, permission: str, organisation: Organisation) -> bool:
    """Asks."""
    return permission in ROLES.get(role_of(user, organisation) or "", frozenset())


def check_may(user: User, permission: str, organisation: Organisation) -> None:
    """Insists: NotFound for a stranger (it must look as if nothing were there), Refused for a member."""
    if role_of(user, organisation) is None:
        raise NotFound("There is no such page.")
    if not may(user, permission, organisation):
        raise Refused(
            f"Your role does not let you {PERMISSIONS[permission]}.",
            remedy=f"Ask an admin of {organisation.name}.",
        )
