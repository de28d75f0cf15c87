"""Do the colours keep their promises? Text 4.5 to 1, signs and outlines 3 to 1, stages apart for every kind of eye."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

import vouch.web.shared
from vouch.web.shared.styles import STYLES

STATIC = Path(vouch.web.shared.__file__).parent / "static"
_PAIR = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")
TOKENS = {name: (a, b) for name, a, b in _PAIR.findall((STATIC / "vouch" / "tokens.css").read_text(encoding="utf-8"))}

TEXT = {
    "ink": "ground surface sunken accent-soft hold-soft risk-soft",
    "ink-2": "ground surface sunken hold-soft risk-soft",
    "ink-3": "ground surface sunken accent-soft",
    "accent": "ground surface sunken hold-soft",
    "on-accent": "accent accent-hover",
    "risk": "ground surface risk-soft",
    "against": "ground surface",
    "ground": "ink",
}
SIGNS = {
    **{f"stage-{n}-edge": "ground surface" for n in range(1, 5)},
    "line-strong": "ground surface",
    "unknown": "ground surface",
    "for": "ground surface",
    "stale": "ground surface",
    "accent": "ground surface accent-soft",
}
# Machado, Oliveira and Fernandes 2009, full severity, on linear RGB
EYES = {
    "usual": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "no red cones": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green cones": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "no blue cones": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def luminance(colour: str) -> float:
    r, g, b = linear(colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def ratio(a: str, b: str) -> float:
    """Contrast of two colours after WCAG 2.2, from 1 to 21."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def oklab(rgb: Sequence[float]) -> tuple[float, float, float]:
    r, g, b = (max(0.0, c) for c in rgb)
    lms = (
        (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3),
        (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3),
        (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3),
    )
    a, c, d = lms
    return (
        0.2104542553 * a + 0.7936177850 * c - 0.0040720468 * d,
        1.9779984951 * a - 2.4285922050 * c + 0.4505937099 * d,
        0.0259040371 * a + 0.7827717662 * c - 0.8086757660 * d,
    )


def apart(a: str, b: str, eye: Sequence[Sequence[float]]) -> float:
    """How far two colours are apart for that eye: OKLab x 100; under 9 they would be hard to tell."""
    x, y = (oklab([sum(k * c for k, c in zip(row, linear(one), strict=True)) for row in eye]) for one in (a, b))
    return float(100 * sum((p - q) ** 2 for p, q in zip(x, y, strict=True)) ** 0.5)


def lightness(colour: str) -> float:
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "needs"), [(TEXT, 4.5), (SIGNS, 3.0)], ids=["text", "signs"])
def test_what_is_read_stands_out_from_its_ground(pairs: dict[str, str], needs: float, theme: int) -> None:
    for top, grounds in pairs.items():
        for ground in grounds.split():
            assert ratio(TOKENS[top][theme], TOKENS[ground][theme]) >= needs, f"{top} on {ground}"


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("eye", EYES)
def test_neighbouring_stages_are_told_apart_also_in_grey(eye: str, theme: int) -> None:
    for n in (1, 2, 3):
        a, b = TOKENS[f"stage-{n}"][theme], TOKENS[f"stage-{n + 1}"][theme]
        assert apart(a, b, EYES[eye]) >= 9
        assert abs(lightness(a) - lightness(b)) >= 10


def test_pages_use_tokens_and_never_raw_colours() -> None:
    sheets = {path.relative_to(STATIC).as_posix(): path.read_text(encoding="utf-8") for path in STATIC.rglob("*.css")}
    for name, text in sheets.items():
        if name == "vouch/tokens.css":
            continue
        printed = re.sub(r"@media print \{.*\}", "", text)
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|rgba?\(|hsl", printed), name
        for used in re.findall(r"var\(--([\w-]+)", text):
            assert f"--{used}:" in sheets["vouch/tokens.css"] or f"--{used}:" in text, f"{name}: {used}"


def test_every_sheet_is_served_and_none_is_large() -> None:
    own = {f"vouch/{path.name}" for path in (STATIC / "vouch").glob("*.css")}
    assert own == set(STYLES)
    assert all(len((STATIC / name).read_text(encoding="utf-8").splitlines()) < 150 for name in STYLES)
