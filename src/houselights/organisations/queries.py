"""Read organisations and people. A person never learns of an organisation that is not theirs."""

from django.db.models import QuerySet

from houselights.errors import NotFound, perhaps
from houselights.home import Home
from houselights.organisations.models import Member, Organisation, User
from houselights.organisations.permissions import role_of
from houselights.seals import unseal


def organisation_for(user: User, slug: str) -> Organisation:
    """The organisation a person asks for; NotFound also where it exists and is not theirs."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None or role_of(user, organisation) is None:
        raise NotFound("There is no such page.")
    return organisation


def organisation_named(slug: str) -> Organisation:
    """For the command line, whose user runs the server: any organisation by its slug."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        slugs = list(Organisation.objects.order_by("slug").values_list("slug", flat=True))
        known = f"Those here: {', '.join(slugs[:20])}{', …' if len(slugs) > 20 else '.'}"
        raise NotFound(
            f"There is no organisation “{slug}”.",
            remedy=perhaps(slug, slugs) + known if slugs else "Add one: houselights organisation add ORG --name NAME",
        )
    return organisation


def all_organisations() -> QuerySet[Organisation]:
    """Every organisation here, for the operator."""
    return Organisation.objects.all()


def organisations_of(user: User) -> QuerySet[Organisation]:
    """The organisations a person has a place in."""
    return Organisation.objects.filter(members__user=user)


def portfolio(funder: Organisation) -> QuerySet[Organisation]:
    """The organisations that a funder funds."""
    return funder.portfolio.all()


def people(organisation: Organisation) -> QuerySet[Member]:
    """Who works here, with their roles."""
    return organisation.members.select_related("user").order_by("user__name", "user__email")


def organisation_key(organisation: Organisation) -> bytes:
    """The organisation's own 32-byte key, which its tokens are made with."""
    return unseal(organisation.sealed_key, Home.from_environment().master_key(), what=key_label(organisation.slug))


def key_label(slug: str) -> str:
    """What the seal of an organisation's key says it is."""
    return f"the key of {slug}"
