"""Every page of the same theatre with ten million tickets: what the largest organisation would wait for."""

import os

os.environ.setdefault("HOUSELIGHTS_BENCH_TICKETS", "10000000")

from bench.bench_pages import main  # after that: it is read once

if __name__ == "__main__":
    main()
