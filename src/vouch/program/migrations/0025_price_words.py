from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("program", "0024_previews"),
    ]

    operations = [
        migrations.AddField(
            model_name="price",
            name="words",
            field=models.CharField(blank=True, max_length=200),
        ),
    ]
