"""How long cases take, for the public guide: one number of all trusts together, or none where they are too few."""

from django.db import migrations

from likeverd.operations.row_security import BEHIND_THE_WALL

FORWARD = f"""
CREATE FUNCTION likeverd_usual_days_everywhere() RETURNS integer
LANGUAGE sql STABLE {BEHIND_THE_WALL} AS $$
    SELECT CASE WHEN count(*) >= 30 AND count(DISTINCT trust_id) >= 2
        THEN ceil(percentile_cont(0.5) WITHIN GROUP (ORDER BY spent))::integer END
    FROM (
        SELECT trust_id, extract(epoch FROM ended_at - submitted_at) / 86400 AS spent FROM cases_case
        WHERE submitted_at IS NOT NULL
          AND state IN ('granted', 'granted_with_conditions', 'refused', 'wrong_scheme', 'stopped')
        ORDER BY id DESC LIMIT 300
    ) newest
$$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("cases", "0008_routings")]
    operations = [
        migrations.RunSQL(FORWARD, "DROP FUNCTION likeverd_usual_days_everywhere();"),
    ]
