"""Which style sheets make the look, in the order they are read? Each holds one family of pieces."""

from __future__ import annotations

STYLES: tuple[str, ...] = (
    "vouch/tokens.css",
    "vouch/ground.css",
    "vouch/frame.css",
    "vouch/marks.css",
    "vouch/controls.css",
    "vouch/evidence.css",
    "vouch/lists.css",
    "vouch/messages.css",
    "vouch/continuum.css",
    "vouch/customers.css",
    "vouch/kinds.css",
    "vouch/data.css",
    "vouch/playbook.css",
    "vouch/asks.css",
    "vouch/openings.css",
    "vouch/references.css",
    "vouch/letter.css",
    "vouch/portal.css",
)
