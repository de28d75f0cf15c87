"""`python -m tools.reference` writes the generated pages; with `--check` it says which are outdated, and fails."""

from __future__ import annotations

import sys

from tools.reference import outdated, write

if "--check" in sys.argv[1:]:
    names = outdated()
    for name in names:
        print(f"docs/reference/{name} is outdated: run make docs", file=sys.stderr)
    sys.exit(bool(names))
for name in write():
    print(f"docs/reference/{name} written")
