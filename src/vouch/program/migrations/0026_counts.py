import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("program", "0025_price_words"),
    ]

    operations = [
        migrations.AlterField(
            model_name="look",
            name="kind",
            field=models.CharField(
                choices=[("list", "a list of matches"), ("address", "an address"), ("count", "how many fit")],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="look",
            name="request",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="looks",
                to="program.request",
            ),
        ),
    ]
