import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="AccessToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(expires_at__gt=models.F("created_at"))
                        & models.Q(
                            expires_at__lte=models.F("created_at") + datetime.timedelta(hours=12)
                        ),
                        name="a_token_lives_at_most_twelve_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(revoked_at__isnull=True)
                        | models.Q(revoked_at__gte=models.F("created_at")),
                        name="a_token_is_revoked_after_it_was_made",
                    ),
                ],
            },
        )
    ]
