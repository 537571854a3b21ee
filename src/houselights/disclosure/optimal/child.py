"""The process in which τ-ARGUS works: its engine is native, and was seen to crash and to run on for ever."""

import sys
from pathlib import Path

MEMORY_BYTES = 2 * 1024**3


def main() -> int:
    """Read the problem in this folder, write the answer beside it; its code is τ-ARGUS's own."""
    folder, seconds = Path(sys.argv[1]), int(sys.argv[2])
    limit(seconds)
    from pytauargus import HiTaSCtrl

    question, answer = str(folder / "problem"), str(folder / "answer")
    return int(HiTaSCtrl().full_jj(question, answer, max_time=1, out_dir=str(folder)))


def limit(seconds: int) -> None:
    """From here on this process can take no more than that."""
    if sys.platform == "win32":
        return  # no such limits there; the parent's clock still ends it
    import contextlib
    import resource

    # macOS refuses a limit of the address space.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
