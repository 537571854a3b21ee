"""Is every generated page what the code says today?"""

import subprocess
import sys

from house_tree import ROOT


def test_generated_pages_are_current() -> None:
    ended = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, timeout=120
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
