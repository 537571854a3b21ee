"""Write every page that is made from the code; with --check, write nothing and name the pages that are stale."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from generators import (
    commands,
    findings,
    landing,
    measures,
    modules,
    permissions,
    places,
    publications,
    returns,
    settings,
    uploads,
    workbooks,
)

ROOT = Path(__file__).parents[1]
MARK = "<!-- Written by docs/generate.py from {source}: change that, then `make docs`. -->\n\n"

PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "docs/reference/commands.md": ("the command's own help", commands.page),
    "docs/reference/settings.md": ("src/houselights/web/settings.py", settings.page),
    "docs/reference/measures.md": ("src/houselights/measures/definitions/", measures.page),
    "docs/reference/findings.md": ("src/houselights/feeds/findings.py", findings.page),
    "docs/reference/uploads.md": ("the template's columns and problems.toml", uploads.page),
    "docs/reference/workbooks.md": ("src/houselights/workbooks/", workbooks.page),
    "docs/reference/permissions.md": ("src/houselights/organisations/permissions.py", permissions.page),
    "docs/reference/returns.md": ("src/houselights/submissions/ and the list of methods", returns.page),
    "docs/reference/publications.md": ("src/houselights/submissions/publishing/moves.py", publications.page),
    "docs/reference/reference-data.md": ("src/houselights/warehouse/geography/kinds.toml", places.page),
    "docs/reference/landing.md": ("src/houselights/warehouse/landed.py", landing.page),
}


def main() -> int:
    """Exit 1 when something was stale and only checked."""
    open_django()
    check = "--check" in sys.argv
    stale = [path for path, text in written() if renew(path, text, check=check)]
    for path in stale:
        print(f"{path} {'is stale: run `make docs`' if check else 'written'}")
    return 1 if check and stale else 0


def open_django() -> None:
    """Roles stand beside models, and models need Django; its home is thrown away."""
    from houselights.home import Home

    os.environ["HOUSELIGHTS_HOME"] = tempfile.mkdtemp(prefix="houselights-docs-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "houselights.web.settings"
    Home.from_environment().prepare()
    import django

    django.setup()


def written() -> list[tuple[Path, str]]:
    """Every generated page, as it should be."""
    pages = [(ROOT / path, MARK.format(source=source) + page()) for path, (source, page) in PAGES.items()]
    architecture = ROOT / "ARCHITECTURE.md"
    return [*pages, (architecture, modules.filled(architecture.read_text(encoding="utf-8")))]


def renew(path: Path, text: str, *, check: bool) -> bool:
    """Is it stale? Unless only checking, it is written."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    if not check:
        path.write_text(text, encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main())
