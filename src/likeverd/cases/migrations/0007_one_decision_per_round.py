"""A round has one decision, or none: the last line of defence, in the database itself.

The index is made while people work (CONCURRENTLY), and made anew where an attempt was broken off. Waiting for others
to end is no harm here: nobody waits behind it.
"""

from django.db import migrations, models

KINDS = ("granted", "granted_with_conditions", "refused", "referred", "stopped")
NAME = "one_decision_per_round"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("cases", "0006_rounds")]
    operations = [
        migrations.RunSQL(
            [
                "SET lock_timeout = 0",
                f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}",
                f"CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS {NAME} ON cases_caseevent (case_id, round) WHERE kind IN {KINDS}",
                "RESET lock_timeout",
            ],
            [
                "SET lock_timeout = 0",
                f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}",
                "RESET lock_timeout",
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="caseevent",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(kind__in=KINDS), fields=("case", "round"), name=NAME
                    ),
                ),
            ],
        )
    ]
