"""How well are forty asks read that somebody else wrote? `python -m tests.domain.wording.measure` prints it.

Each ask has the words of two readers who judged it alone; the few on which they differ count for nobody.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from vouch.domain.wording import Reading, read

HERE = Path(__file__).parent


def asks() -> dict[str, str]:
    """The text of each ask."""
    return {one["id"]: one["text"] for one in tomllib.loads((HERE / "asks.toml").read_text(encoding="utf-8"))["ask"]}


def agreed() -> dict[str, bool]:
    """Of the asks on which both readers agree: whether something is wrong with the wording."""
    labels = tomllib.loads((HERE / "labels.toml").read_text(encoding="utf-8"))
    first, second = labels["first"], labels["second"]
    return {key: one["label"] == "bad" for key, one in first.items() if one["label"] == second[key]["label"]}


def readings() -> dict[str, Reading]:
    """What the rules say of each."""
    return {key: read(text) for key, text in asks().items()}


if __name__ == "__main__":
    wrong, found = agreed(), {key: reading.marks for key, reading in readings().items()}
    hits = [key for key, bad in wrong.items() if bad and found[key]]
    false = [key for key, bad in wrong.items() if not bad and found[key]]
    misses = [key for key, bad in wrong.items() if bad and not found[key]]
    print(f"{len(wrong)} agreed, {sum(wrong.values())} of them at fault")
    print(f"precision {len(hits)}/{len(hits) + len(false)}, recall {len(hits)}/{sum(wrong.values())}")
    for name, keys in (("missed", misses), ("wrongly marked", false)):
        print(f"{name}: {', '.join(keys) or 'none'}")
        for key in keys:
            print("  ", key, [(str(one.fault), one.words) for one in found[key]])
