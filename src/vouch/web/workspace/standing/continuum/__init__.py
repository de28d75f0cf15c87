"""The continuum map as a drawing: bands, scale, marks that keep out of each other's way, density, names.

Plain arithmetic on narrow rows; templates write what comes out. The same customers always give the same drawing.
"""

from __future__ import annotations

from vouch.web.workspace.standing.continuum.draw import Drawing, Picture, draw

__all__ = ["Drawing", "Picture", "draw"]
