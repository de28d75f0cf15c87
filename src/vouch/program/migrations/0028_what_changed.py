"""What changed last, what was answered or done in a week, is found without looking through all there ever was."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("program", "0027_fewer_indexes"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="nextstep",
            index=models.Index(
                condition=Q(Q(("changed", ""), _negated=True), Q(("kind", "ask"), _negated=True)),
                fields=["rank", "id"],
                name="next_step_changed",
            ),
        ),
        migrations.AddIndex(model_name="ask", index=models.Index(fields=["-changed_at", "key"], name="ask_by_change")),
        migrations.AddIndex(
            model_name="ask",
            index=models.Index(condition=Q(("done_at__isnull", False)), fields=["done_at"], name="ask_by_doing"),
        ),
        migrations.AddIndex(
            model_name="ask",
            index=models.Index(
                condition=Q(("answered_at__isnull", False)), fields=["answered_at"], name="ask_by_answer"
            ),
        ),
    ]
