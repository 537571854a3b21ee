"""`python -m houselights`: the same as the `houselights` command."""

import sys

from houselights.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
