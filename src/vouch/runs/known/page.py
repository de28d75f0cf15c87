"""What is kept about a person as pages that need no program: plain text, and HTML that opens from a folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from html import escape
from typing import Any

from vouch.tables.facts import TABLES

HEADINGS = {
    "person": ("Who", "The names, addresses and ids you go by here, and where they come from."),
    "placement": ("Where you stand", "What was concluded from the facts, now and at the end of each month."),
    "facts": (
        "Facts about you",
        "Every fact that was read from a file or entered, with the file and row it stands in.",
    ),
    "named_in_facts_of_others": (
        "Where others' facts name you",
        "Texts of other facts that have your name or address.",
    ),
    "rows_not_read": (
        "Rows that could not be read",
        "Kept with the file they came in, so that somebody can mend them.",
    ),
    "entered_by_colleagues": ("What colleagues wrote down", "Each with its day; withdrawn ones are marked."),
    "who_is_who": (
        "Which records are you",
        "What colleagues settled: that two records are the same person, or that they are two.",
    ),
    "questions_asked": ("Questions you were asked", "Links by which you could confirm something."),
    "asking_and_giving": (
        "What you were asked and given",
        "Invitations and your answers, what you agreed to, your limits, your membership, what was done for you.",
    ),
    "mails": ("Mails to you", "A mail's text is emptied once it was sent."),
    "history": ("Changes", "What was done to the entries above, and when."),
    "raw_files": ("Files as they were handed in", "They have your name in them, or cannot be searched."),
    "backups": ("Backups", "Copies of everything, taken in case of loss."),
}
_STYLE = (
    "body{font:16px/1.5 Georgia,serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fbf9f4}"
    "h1,h2,h3{line-height:1.2}h2{margin-top:2.5rem;border-top:1px solid #cbc4b4;padding-top:1rem}"
    "dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.1rem 1rem;margin:0 0 1.2rem}"
    "dt{color:#555}dd{margin:0;overflow-wrap:anywhere}dl dl{margin:0}"
    "@media(max-width:30rem){dl{grid-template-columns:1fr}dd{margin-left:1rem}}"
)


def text(told: dict[str, Any], label: str) -> str:
    """The page as plain text."""
    lines = [f"What is kept about {label}", "", *_head(told)]
    for heading, sentence, value in _sections(told):
        lines += ["", heading.upper(), sentence, ""]
        lines += [f"  {line}" for line in _lines(value)] or ["  Nothing."]
    return "\n".join(lines).rstrip() + "\n"


def html(told: dict[str, Any], label: str) -> str:
    """The page as one HTML file without scripts, that fetches nothing."""
    title = f"What is kept about {escape(label)}"
    parts = [f"<h1>{title}</h1>", *(f"<p>{escape(line)}</p>" for line in _head(told))]
    for heading, sentence, value in _sections(told):
        parts.append(f"<h2>{escape(heading)}</h2><p>{escape(sentence)}</p>{_html(value) or '<p>Nothing.</p>'}")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body><main>'
        f"{''.join(parts)}</main></body></html>\n"
    )


def _head(told: dict[str, Any]) -> list[str]:
    whose = f" by {told['by']}" if told["by"] else ""
    nothing = ["Nothing is kept about them."] if told["nothing_kept"] else []
    return [f"Told on {told['told_at']:%Y-%m-%d}{whose}.", told["caution"], *nothing]


def _sections(told: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for name, (heading, sentence) in HEADINGS.items():
        if name == "facts":
            yield heading, sentence, {_table(table): rows for table, rows in told[name].items()}
        else:
            yield heading, sentence, told[name]


def _table(name: str) -> str:
    return f"{name.replace('_', ' ')}: {TABLES[name].sentence}"


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if isinstance(part, dict | list | tuple) and part:
                yield f"{_words(key)}:"
                yield from (f"  {line}" for line in _lines(part))
            elif _said(part):
                yield f"{_words(key)}: {_said(part)}"
    elif isinstance(value, list | tuple):
        for part in value:
            inside = list(_lines(part))
            yield from (f"{'- ' if at == 0 else '  '}{line}" for at, line in enumerate(inside))
    elif _said(value):
        yield _said(value)


def _html(value: Any) -> str:
    if isinstance(value, dict):
        cells = [(key, _html(part)) for key, part in value.items()]
        told = "".join(f"<dt>{escape(_words(key))}</dt><dd>{said}</dd>" for key, said in cells if said)
        return f"<dl>{told}</dl>" if told else ""
    if isinstance(value, list | tuple):
        if all(not isinstance(part, dict | list | tuple) for part in value):
            return escape(", ".join(_said(part) for part in value))
        return "".join(_html(part) for part in value)
    return escape(_said(value))


def _words(key: str) -> str:
    return key.replace("_", " ") if key.islower() and key.isascii() else key


def _said(value: Any) -> str:
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 10_000 else f"{value:,.2f}"
    return " ".join(str(value).split())
