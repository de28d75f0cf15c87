from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("program", "0018_saved_views"),
    ]

    operations = [
        migrations.AlterField(
            model_name="particular",
            name="kind",
            field=models.CharField(
                choices=[
                    ("role", "role"),
                    ("product", "product"),
                    ("breadth", "breadth of use"),
                    ("solved", "solved well"),
                ],
                max_length=8,
            ),
        ),
    ]
