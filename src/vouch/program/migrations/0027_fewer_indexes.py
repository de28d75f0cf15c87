"""A placement is the current run's without saying so, and tables that a run writes keep the indexes somebody asks."""

from typing import Any

from django.db import migrations, models
from django.db.models import DO_NOTHING, Q

_POINTS = {
    "account": ["stands_in_id"],
    "contact": ["account_id", "owner_id", "stands_in_id"],
    "placement": ["account_id"],
    "circumstance": ["account_id"],
    "deed": ["account_id", "contact_id"],
    "approach": ["contact_id"],
    "particular": ["account_id", "contact_id"],
}
"""Columns that point at a row, of which another index begins with the same, or by which nobody looks."""
_WRITTEN = ["owner", *_POINTS]


def thin(_apps: Any, schema_editor: Any) -> None:
    """Drop what Django makes by itself: an index of each such column, and on PostgreSQL a second one for LIKE."""
    with schema_editor.connection.cursor() as cursor:
        for name in _WRITTEN:
            table = f"program_{name}"
            found = schema_editor.connection.introspection.get_constraints(cursor, table)
            for index, told in found.items():
                if not told["index"] or told["unique"] or told["primary_key"]:
                    continue
                twice = any(index.startswith(f"{table}_{column}_") for column in _POINTS.get(name, []))
                if twice or (index.startswith(f"{table}_") and index.endswith("_like")):
                    schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(index)}")
            schema_editor.execute(f"ANALYZE {table}")  # SQLite forgot what is in a table that was made anew


def _pointer(to: str, related_name: str = "+", *, null: bool = True) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        db_constraint=False, db_index=False, null=null, on_delete=DO_NOTHING, related_name=related_name, to=to
    )


class Migration(migrations.Migration):
    dependencies = [
        ("program", "0026_desk"),
    ]

    operations = [
        migrations.RemoveField(model_name="placement", name="run"),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=Q(("stands_in__isnull", False)), fields=["stands_in"], name="account_standing_in"
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=Q(("stands_in__isnull", False)), fields=["stands_in"], name="contact_standing_in"
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(thin, migrations.RunPython.noop)],
            state_operations=[
                migrations.AlterField("account", "stands_in", _pointer("program.account")),
                migrations.AlterField("contact", "account", _pointer("program.account", "contacts")),
                migrations.AlterField("contact", "owner", _pointer("program.owner")),
                migrations.AlterField("contact", "stands_in", _pointer("program.contact")),
                migrations.AlterField("placement", "account", _pointer("program.account", "placements")),
                migrations.AlterField(
                    "circumstance", "account", _pointer("program.account", "circumstances", null=False)
                ),
                migrations.AlterField("deed", "account", _pointer("program.account", "deeds")),
                migrations.AlterField("deed", "contact", _pointer("program.contact", "deeds")),
                migrations.AlterField("approach", "contact", _pointer("program.contact", "approaches", null=False)),
                migrations.AlterField("particular", "account", _pointer("program.account")),
                migrations.AlterField("particular", "contact", _pointer("program.contact")),
            ],
        ),
    ]
