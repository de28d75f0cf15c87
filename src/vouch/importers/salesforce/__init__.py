"""Salesforce: Data Export and report files, sObject trees."""

from __future__ import annotations

from vouch.importers.base.kind import Kind
from vouch.importers.base.mapping import shipped
from vouch.importers.salesforce.hooks import HOOKS, TREE
from vouch.importers.salesforce.tree import tree

_OBJECTS = {
    name: shipped(__name__, f"{file}.toml")
    for name, file in (
        ("Account", "account"),
        ("Contact", "contact"),
        ("Opportunity", "opportunity"),
        ("OpportunityContactRole", "opportunity_contact_role"),
        ("Case", "case"),
        ("User", "user"),
    )
}

KINDS: tuple[Kind, ...] = (
    *(Kind(mapping, HOOKS) for mapping in _OBJECTS.values()),
    Kind(tree(_OBJECTS), TREE),
)

__all__ = ["HOOKS", "KINDS"]
