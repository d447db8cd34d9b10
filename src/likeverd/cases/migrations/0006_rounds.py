"""The round that an event belongs to: how often the case had been sent by then. The database counts it."""

from django.db import migrations, models

SENT = "('submitted', 'resubmitted')"
FUNCTION = """
CREATE OR REPLACE FUNCTION cases_keep_content_apart() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    salt bytea := uuid_send(gen_random_uuid());
    body text := NEW.content::text;
BEGIN
    NEW.trust_id := (SELECT trust_id FROM cases_case WHERE id = NEW.case_id);
    {count}
    NEW.content_hash := encode(sha256(salt || convert_to(body, 'UTF8')), 'hex');
    NEW.content := NULL;
    INSERT INTO cases_eventcontent (event_id, trust_id, salt, body) VALUES (NEW.id, NEW.trust_id, salt, body);
    RETURN NEW;
END
$$;
"""
COUNT = f"""NEW.round := (NEW.kind IN {SENT})::int + (
        SELECT count(*) FROM cases_caseevent
        WHERE case_id = NEW.case_id AND sequence < NEW.sequence AND kind IN {SENT}
    );"""
FILL = (
    FUNCTION.format(count=COUNT)
    + f"""
ALTER TABLE cases_caseevent DISABLE TRIGGER events_are_append_only;
UPDATE cases_caseevent event SET round = counted.round
FROM (
    SELECT id, count(*) FILTER (WHERE kind IN {SENT}) OVER (PARTITION BY case_id ORDER BY sequence) AS round
    FROM cases_caseevent
) counted
WHERE counted.id = event.id AND counted.round > 0;
ALTER TABLE cases_caseevent ENABLE TRIGGER events_are_append_only;
"""
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_wall_and_chain")]
    operations = [
        migrations.AddField(
            model_name="caseevent",
            name="round",
            field=models.PositiveSmallIntegerField(db_default=0, editable=False),
        ),
        migrations.RunSQL(FILL, FUNCTION.format(count="")),
    ]
