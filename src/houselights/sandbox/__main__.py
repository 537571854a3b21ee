"""`python -m houselights.sandbox`: the sandbox as a process of its own, as the demo and the benchmark start it."""

import argparse
import sys
from pathlib import Path

from houselights.errors import HouselightsError
from houselights.sandbox.running import serve


def main() -> int:
    """Serve as the arguments say."""
    parser = argparse.ArgumentParser(prog="houselights-sandbox", description="A box office of made-up theatres.")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--control-port", type=int, default=8766)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", default="small")
    parser.add_argument("--faults", type=Path)
    parser.add_argument("--until-stdin-closes", action="store_true")
    try:
        serve(**vars(parser.parse_args()))
    except HouselightsError as error:
        print(f"{error.message} {error.remedy}".strip(), file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
