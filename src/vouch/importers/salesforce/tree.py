"""Records as the Salesforce API and its tools write them in JSON: sObject trees with references, query results."""

from __future__ import annotations

from collections.abc import Mapping as Map

from vouch.importers.base.mapping import Block, From, Mapping, Only, Recognise, Rows

_TYPE, _REFERENCE = "attributes.type", "attributes.referenceId"


def tree(objects: Map[str, Mapping]) -> Mapping:
    """One mapping for records of several objects, from the mappings of their CSV files by object name.

    A record without an Id goes by its referenceId, so that what points to it as @AccountRef10 finds it, also from
    another file.
    """
    first = next(iter(objects.values()))
    return Mapping(
        name="salesforce.tree",
        title="Salesforce records as JSON: sObject trees, query results",
        system=first.system,
        hooks=first.hooks,
        recognise=Recognise(all=((_TYPE,),)),
        rows=Rows(drop=first.rows.drop),
        ignore=("Description", "attributes.url", _TYPE, _REFERENCE),
        otherwise="Vouch has no table for records of this type",
        tables=tuple(_block(name, block) for name, mapping in objects.items() for block in mapping.tables),
    )


def _block(name: str, block: Block) -> Block:
    columns = {
        target: From.model_validate({**spec.model_dump(by_alias=True), "from": (*spec.source, _REFERENCE)})
        if "Id" in spec.source
        else spec
        for target, spec in block.columns.items()
    }
    return block.model_copy(
        update={"columns": columns, "where": {**block.where, _TYPE: Only.model_validate(name)}, "without": {}}
    )
