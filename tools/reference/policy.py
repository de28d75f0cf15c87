"""The page of the policy: each key of the shipped TOML, its value, and what the file itself says of it."""

from __future__ import annotations

import tomllib
from typing import Any

from tools.reference.markdown import NOTE, table
from vouch.domain.policy.load import default_text
from vouch.domain.policy.told import Key, Section, read

HEAD = f"""# Policy

{NOTE}

Everything by which Vouch decides. A file `policy.toml` in the data folder overrides it key by key: write only what
you change, under the same heading. `vouch policy show` prints what is in force, `vouch policy check FILE` says what is
wrong with a file, `vouch policy diff FILE` says which customers it would move.
""".splitlines()


def page() -> str:
    """The shipped policy, in Markdown."""
    values = tomllib.loads(default_text())
    parts = list(read(default_text()))
    lines = list(HEAD)
    evidence = [part for part in parts if isinstance(part, Section) and part.name.startswith("evidence.")]
    for section in (Section("", ""), *(part for part in parts if isinstance(part, Section))):
        if section.name.startswith("ladder."):
            continue
        if section in evidence:
            lines += _evidence(evidence, values) if section is evidence[0] else []
            continue
        keys = [part for part in parts if isinstance(part, Key) and part.section == section.name]
        if section.name:
            lines += ["", f"## {section.name}"]
        if section.doc:
            lines += ["", _sentence(section.doc)]
        rows = [[f"`{key.name}`", _shown(_at(values, key)), key.doc] for key in keys]
        told = 3 if any(key.doc for key in keys) else 2
        lines += ["", *table(["key", "shipped", "what it decides"][:told], (row[:told] for row in rows))]
    return "\n".join([*lines, *_ladder(values["ladder"])]) + "\n"


def _evidence(sections: list[Section], values: dict[str, Any]) -> list[str]:
    """All kinds of evidence as one table: their keys are alike, and are read against each other."""
    rows = []
    for section in sections:
        kind = dict(values["evidence"][section.name.removeprefix("evidence.")])
        plain = [_shown(kind.pop(key)) for key in ("gates", "half_life_days", "reliability")]
        rest = "; ".join(f"{key} {_shown(value)}" for key, value in kind.items() if key != "values")
        rows.append([f"`[{section.name}]`", section.doc, *plain, _shown(kind.get("values", {})), rest])
    keys = ["gates", "half_life_days", "reliability", "values"]
    return [
        "",
        "## evidence",
        "",
        *_EVIDENCE,
        "",
        *table(["kind", "read from", *(f"`{key}`" for key in keys), "also"], rows),
    ]


_EVIDENCE = """\
What counts as evidence, for which gates, with which weight. `half_life_days` is a number, `term` (the contract term in
whole years, 1 to 5) or `never`; `reliability` is rho from 0 to 1; `values` gives v from -1 to 1 for each word, and
kinds without words take theirs from the scale. [Evidence](../ideas/evidence.md) says what becomes of them.
""".splitlines()


_LADDER = """\
What a customer may be asked for: `[ladder.NAME]`, one section a rung. `effort` runs from 1 (minutes) to 5 (days of
work), `exposure` from 0 (nobody outside hears of it) to 5 (their face in public). `approval` says who usually has to
agree beside the person: `nobody`, the account `owner`, their `company` or its `legal` department. `serves` are goals
of a programme, `fits` personalities that tend to enjoy it, `consents` the purposes (`quote`, `name`, `image`) the
person has to have agreed to. `minutes` is what it takes of their time as a rule; `live` marks calls and visits, which
are capped. An `open_invitation` goes to everybody or to a random draw, never to those who are happy; one that is not
`tracked` ends at *invited* and is never counted as an act. `also` lists the words of other tools for it.
""".splitlines()


def _ladder(rungs: dict[str, Any]) -> list[str]:
    """The rungs as one table, lowest first."""
    keys = ("effort", "exposure", "approval", "serves", "fits", "consents", "minutes")
    rows = []
    for name, rung in sorted(rungs.items(), key=lambda one: (one[1]["effort"] + one[1]["exposure"], one[0])):
        marks = [
            word
            for word, on in (
                ("live", rung.get("live")),
                ("open invitation", rung.get("open_invitation")),
                ("not tracked", rung.get("tracked") is False),
            )
            if on
        ]
        shown = [", ".join(rung[key]) if isinstance(rung.get(key), list) else str(rung.get(key, "")) for key in keys]
        rows.append([f"`{name}`", rung["words"], *shown, ", ".join(marks)])
    return ["", "## ladder", "", *_LADDER, "", *table(["rung", "words", *(f"`{key}`" for key in keys), "also"], rows)]


def _at(values: dict[str, Any], key: Key) -> Any:
    for part in filter(None, key.section.split(".")):
        values = values[part]
    return values[key.name]


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(_shown(one) for one in value)
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")
