"""Mappings: how the rows of one kind of file become facts, as data."""

from __future__ import annotations

from vouch.importers.base.mapping.load import load, read, shipped
from vouch.importers.base.mapping.model import Block, Each, From, Mapping, Only, Recognise, Rows

__all__ = ["Block", "Each", "From", "Mapping", "Only", "Recognise", "Rows", "load", "read", "shipped"]
