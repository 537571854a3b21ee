"""Run in a Python that has ACRO 1.x: the tables on standard input as ACRO's crosstab leaves them, suppression on."""

import contextlib
import io
import json
import logging
import sys


def main() -> None:
    import acro
    import pandas

    logging.disable(logging.CRITICAL)
    tables = json.load(sys.stdin)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        session = acro.ACRO(suppress=True)
        answers = [protected(session, pandas, table) for table in tables]
    print(json.dumps(answers))


def protected(session, pandas, table) -> dict[str, int]:
    """Each split by itself with its margin, as ACRO users make them; what it suppresses is not in the answer."""
    found = {}
    for by in sorted({split for split, _, _ in table if split}):
        labels = [label for split, label, value in table if split == by for _ in range(value)]
        frame = pandas.DataFrame({by: labels, "all": ["all"] * len(labels)})
        crossed = session.crosstab(frame[by], frame["all"], margins=True)
        for label, value in crossed.iloc[:, 0].items():
            if value == value and value != "":
                found[f"{by}|{label}"] = int(value)
        if "All" in crossed.index and crossed.loc["All"].iloc[0] == crossed.loc["All"].iloc[0]:
            found["|"] = int(crossed.loc["All"].iloc[0])
    return found


if __name__ == "__main__":
    main()
