from typing import Any

from django.db import migrations, models

_PARTS = {
    "postgresql": ("parts.one", "unnest(string_to_array(named.folded, ' ')) AS parts(one)"),
    "sqlite": ("parts.value", """json_each('[' || replace(json_quote(named.folded), ' ', '","') || ']') AS parts"""),
}


def fill(_apps: Any, schema_editor: Any) -> None:
    """The words of the names that are there, so that nobody waits for the next placement to be found."""
    part, of = _PARTS[schema_editor.connection.vendor]
    for kind, table in (("a", "program_account"), ("c", "program_contact")):
        schema_editor.execute(
            "INSERT INTO program_nameword (kind, word, subject) "
            f"SELECT '{kind}', substr({part}, 1, 64), named.id FROM {table} AS named CROSS JOIN {of} "
            "WHERE named.stands_in_id IS NULL AND named.folded <> ''"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("program", "0024_previews"),
    ]

    operations = [
        migrations.CreateModel(
            name="NameWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=1)),
                ("word", models.CharField(max_length=64)),
                ("subject", models.CharField(max_length=16)),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="nameword",
            index=models.Index(
                fields=["kind", "word", "subject"],
                name="word_of_name",
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops", "varchar_pattern_ops"],
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(left_on=None, stands_in=None), fields=["account", "language"], name="contact_there"
            ),
        ),
    ]
