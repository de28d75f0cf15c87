"""One piece of evidence as a sentence: who said or did what. `says` holds the particulars in the source's words."""

from __future__ import annotations

from collections.abc import Callable

from vouch.runs.shown.evidence import Item

_PROMISES = {"met": "Promise kept", "late": "Promise kept late", "missed": "Promise missed"}
_BOUGHT = {
    "renewal": "Renewed",
    "automatic": "Renewed by itself",
    "expansion": "Bought more",
    "repeat": "Bought again",
    "downsell": "Bought less",
    "new": "Bought",
}
_CASES = {
    "open": "A grave case is open",
    "closed well": "A grave case was closed well",
    "closed badly": "A grave case was closed badly",
}


def told(item: Item, who: str = "") -> str:
    """What an item says, in a sentence without its full stop. `who` is the person's name, where it is somebody's."""
    return _TELL.get(item.reads, _plain)(item.says.strip(), who or "Somebody there")


def _nps(says: str, who: str) -> str:
    score, comment = _split(says)
    return f"{who} answered {score} to “would you recommend us?”" + (f": {comment}" if comment else "")


def _csat(says: str, who: str) -> str:
    first, rest = _split(says)
    if first in ("good", "bad"):
        return f"{who} called our help {first}: “{rest}”" if rest else f"{who} called our help {first}"
    return f"{who} on how satisfied they are: {says}"


def _case(says: str, who: str) -> str:
    state, subject = _split(says)
    return f"{_CASES.get(state, state)}: “{subject}”"


def _promise(says: str, who: str) -> str:
    status, text = _split(says)
    return f"{_PROMISES.get(status, status)}: {text}"


def _renewal(says: str, who: str) -> str:
    did, name = _split(says)
    words = _BOUGHT.get(did, did)
    return words if not name or name in _BOUGHT else f"{words}: {name}"


def _sentiment(says: str, who: str) -> str:
    author, word = _split(says)
    return f"{author}, of ours, says: {word}"


def _nomination(says: str, who: str) -> str:
    person = "They were" if who == "Somebody there" else f"{who} was"
    return f"{person} put forward by {says}"


def _act(says: str, who: str) -> str:
    return f"{who}: {says}"


def _plain(says: str, who: str) -> str:
    return says[:1].upper() + says[1:]


def _split(says: str) -> tuple[str, str]:
    first, _, rest = says.partition(": ")
    return first, rest


_TELL: dict[str, Callable[[str, str], str]] = {
    "nps": _nps,
    "csat": _csat,
    "ces": lambda says, who: f"{who} on how easy it was: {says}",
    "expectations": lambda says, who: f"{who} on “it met my expectations”: {says}",
    "sentiment": _sentiment,
    "nomination": _nomination,
    "promise": _promise,
    "milestone": lambda says, who: f"Reached in time: {says}",
    "implementation": lambda says, who: f"Rollout closed without escalation: {says}",
    "first_renewal": lambda says, who: "The first renewal was decided, not automatic",
    "case": _case,
    "renewal": _renewal,
    "result": lambda says, who: f"Reached: {says}",
    "act": _act,
    "community": _act,
}

_WEIGHTS = (
    (0.85, "counts in full"),
    (0.6, "counts for much"),
    (0.35, "counts half"),
    (0.12, "counts a little"),
)


def weight_words(item: Item) -> str:
    """How much an item still counts, in words.

    A fresh answer to a survey counts in full, a word of ours half; both fade.
    """
    return next((words for least, words in _WEIGHTS if item.weight >= least), "hardly counts any more")


def cut(text: str, most: int = 140) -> str:
    """The text on one line, with an ellipsis where it is longer than a line may be.

    >>> cut("a long story", 8)
    'a long…'
    """
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip(" .,;:“(") + "…"
