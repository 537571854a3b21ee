"""The tree of the project, for tests that read it."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "houselights"


def ours(pattern: str) -> list[Path]:
    """Our own files: what Django wrote is none."""
    return [path for path in sorted(PACKAGE.rglob(pattern)) if "migrations" not in path.parts]


def named(path: Path) -> str:
    """The path as people write it."""
    return path.relative_to(ROOT).as_posix()


def count_lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
