"""An empty database gets its tables at once, as the steps before leave them; one that has some goes on step by step."""

from importlib import import_module
from pathlib import Path
from typing import Any

from django.db import migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_LAST = "0028_what_changed"
_NAMES = sorted(file.stem for file in Path(__file__).parent.glob("0*.py") if file != Path(__file__))
_STEPS = {name: import_module(f"{__package__}.{name}") for name in _NAMES if name <= _LAST}


class AllAtOnce(Operation):
    """What all steps say of the tables, which are made once everything is said.

    Step by step Django draws up every model anew for each change of one that it points at: fifteen seconds of work.
    """

    reversible = False

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Says everything before any model is drawn up."""
        state.__dict__.pop("apps", None)
        for step in _STEPS.values():
            for operation in step.Migration.operations:
                operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Makes the tables. What the steps do to rows has nothing to do where there are none."""
        for model in to_state.apps.get_models():
            if model._meta.app_label == app_label:
                schema_editor.create_model(model)
        while schema_editor.deferred_sql:  # indexes and references, which wait until every table is there
            schema_editor.execute(schema_editor.deferred_sql.pop(0))

    def describe(self) -> str:
        """What is said of it where migrations are listed."""
        return "Make all tables at once"


class Migration(migrations.Migration):
    initial = True
    replaces = [("program", name) for name in _STEPS]
    dependencies = []
    operations = [
        AllAtOnce(),
        migrations.RunPython(_STEPS["0027_fewer_indexes"].thin, migrations.RunPython.noop),
    ]
