"""docs/reference/settings.md: every setting that the code reads, with what it does."""

import ast
import re
from pathlib import Path

from generators.markdown import table

SOURCE = Path(__file__).parents[2] / "src" / "houselights"

HEAD = """# Settings

From the environment, once, when a command starts. A secret may stand in a file instead: `NAME_FILE` names it.
There is nothing else to configure; what differs between organisations is kept in the database and changed on
pages.

"""

# What each does, and its default in words where the code makes it up.
MEANINGS = {
    "HOUSELIGHTS_HOME": (
        "The folder that holds everything persistent; `--home` goes before it.",
        "the platform's user-data folder, such as `~/.local/share/houselights`",
    ),
    "HOUSELIGHTS_SECRET_KEY": (
        "Signs sessions and one-time links (Django's own key).",
        "made by `houselights setup`, in the home",
    ),
    "HOUSELIGHTS_MASTER_KEY": (
        "32 bytes in base64: seals box-office keys and each organisation's own key. Lose it and they are lost; keep a "
        "copy apart from the home.",
        "made by `houselights setup`, in the home",
    ),
    "HOUSELIGHTS_PUBLIC_URL": ("The address people use. With `https://`, cookies and headers are made for it.", ""),
    "HOUSELIGHTS_SUPPORT_CONTACT": (
        "Shown at the foot of every page: an e-mail address or a sentence.",
        "nothing shown",
    ),
    "HOUSELIGHTS_BOX_OFFICE_ORIGINS": (
        "Box-office addresses that organisations may choose from, separated by commas.",
        "",
    ),
    "HOUSELIGHTS_DAILY_REQUEST_BUDGET": ("Requests a day to one box office, at most.", ""),
    "HOUSELIGHTS_BOX_OFFICE_WAITS": (
        "Every wait and time-out towards a box office is so many times as long as usual; the tests use a hundredth.",
        "",
    ),
    "HOUSELIGHTS_BACKUP_PASSPHRASE": (
        "What `houselights backup` and `restore` use where no `--passphrase-file` is given; as a file alone (`_FILE`).",
        "the master key seals a backup",
    ),
    "HOUSELIGHTS_BACKUP_KEY": (
        "The same for `--key-file`; as a file alone (`_FILE`).",
        "the master key seals a backup",
    ),
    "HOUSELIGHTS_SYNC_MINUTES": (
        "Minutes between two runs of a connection that the server begins by itself; 0: it begins none.",
        "",
    ),
    "HOUSELIGHTS_CRASH_AT": (
        "For the tests alone: the process kills itself at this point of a run, one of `src/houselights/crashing.py`.",
        "nowhere",
    ),
    "HOUSELIGHTS_STALLED_DAYS": (
        "Days without a new order, while tickets are on sale, after which the feed is said to have stalled; 0: never.",
        "",
    ),
    "HOUSELIGHTS_MAIL_FROM": ("The sender of mails.", ""),
    "DATABASE_URL": (
        "What people keep, and the background work that waits: SQLite, or PostgreSQL as "
        "`postgres://user:password@host/name`.",
        "`houselights.sqlite3` in the home",
    ),
    "EMAIL_URL": ("How mail is sent, such as `smtp+tls://user:password@host:587`.", "printed by the server, not sent"),
}


def page() -> str:
    defaults = in_settings()
    unknown, unused = sorted(read_anywhere() - set(MEANINGS)), sorted(set(MEANINGS) - read_anywhere())
    if unknown or unused:
        raise SystemExit(f"docs/generators/settings.py: say what {unknown} mean; drop {unused}.")
    rows = [(f"`{name}`", does, words or defaults[name]) for name, (does, words) in sorted(MEANINGS.items())]
    return HEAD + table(["setting", "what it does", "default"], rows)


def read_anywhere() -> set[str]:
    """Names of settings in our code, without the `_FILE` forms."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    found = re.findall(r"\b(HOUSELIGHTS_[A-Z_]+[A-Z]|DATABASE_URL|EMAIL_URL)\b", text)
    return {name.removesuffix("_FILE") for name in found}


def in_settings() -> dict[str, str]:
    """Each setting's default, as settings.py writes it."""
    tree = ast.parse((SOURCE / "web" / "settings.py").read_text(encoding="utf-8"))
    calls = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("env.")
    ]
    return {str(ast.literal_eval(call.args[0])): written(call.args[1]) for call in calls if len(call.args) > 1}


def written(default: ast.expr) -> str:
    try:
        value = ast.literal_eval(default)
    except ValueError:
        return ""
    return f"`{', '.join(value) if isinstance(value, list) else value}`"
