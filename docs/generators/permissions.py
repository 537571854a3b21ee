"""docs/reference/permissions.md: who may do what."""

from generators.markdown import table

HEAD = """# Roles and permissions

A person is a member of any number of organisations, with one role in each. To a stranger an organisation's
pages look as if they were not there. The operator runs the server: the figures of its organisations are not
theirs to read. Someone who can read the server's files or give commands on it can do everything; keep that
circle small.

"""


def page() -> str:
    from houselights.organisations.permissions import PERMISSIONS, ROLE_WORDS, ROLES

    rows = [
        [does, *("yes" if permission in may else "" for may in ROLES.values())]
        for permission, does in PERMISSIONS.items()
    ]
    words = "".join(f"- **{name}**: {said.partition(': ')[2] or said}\n" for name, said in ROLE_WORDS.items())
    return HEAD + words + "\n" + table(["may", *ROLES], rows)
