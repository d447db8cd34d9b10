"""The trust on every row that belongs to a case, and the personal content of events in a table of its own.

Everything in one transaction: new columns, what is there already, and the database's own hands that fill them.
"""

import django.db.models.deletion
from django.db import migrations, models

CHILDREN = ("cases_caseevent", "cases_draftrevision", "cases_commandreceipt")

FILL = """
-- The trust of a row that belongs to a case is the case's, whatever the writer says.
CREATE FUNCTION cases_fill_trust() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.trust_id := (SELECT trust_id FROM cases_case WHERE id = NEW.case_id);
    RETURN NEW;
END
$$;

-- What an event says of people is kept apart, with a salt of 122 random bits; the event keeps the hash of both.
CREATE FUNCTION cases_keep_content_apart() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    salt bytea := uuid_send(gen_random_uuid());
    body text := NEW.content::text;
BEGIN
    NEW.trust_id := (SELECT trust_id FROM cases_case WHERE id = NEW.case_id);
    NEW.content_hash := encode(sha256(salt || convert_to(body, 'UTF8')), 'hex');
    NEW.content := NULL;
    INSERT INTO cases_eventcontent (event_id, trust_id, salt, body) VALUES (NEW.id, NEW.trust_id, salt, body);
    RETURN NEW;
END
$$;

ALTER TABLE cases_caseevent DISABLE TRIGGER events_are_append_only;
UPDATE cases_caseevent event SET trust_id = c.trust_id FROM cases_case c WHERE c.id = event.case_id;
INSERT INTO cases_eventcontent (event_id, trust_id, salt, body)
    SELECT id, trust_id, uuid_send(gen_random_uuid()), content::text
    FROM cases_caseevent;
UPDATE cases_caseevent event
    SET content = NULL, content_hash = encode(sha256(kept.salt || convert_to(kept.body, 'UTF8')), 'hex')
    FROM cases_eventcontent kept WHERE kept.event_id = event.id;
ALTER TABLE cases_caseevent ENABLE TRIGGER events_are_append_only;
UPDATE cases_draftrevision child SET trust_id = c.trust_id FROM cases_case c WHERE c.id = child.case_id;
UPDATE cases_commandreceipt child SET trust_id = c.trust_id FROM cases_case c WHERE c.id = child.case_id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;

CREATE TRIGGER content_is_kept_apart BEFORE INSERT ON cases_caseevent
    FOR EACH ROW EXECUTE FUNCTION cases_keep_content_apart();
CREATE TRIGGER trust_is_the_cases BEFORE INSERT ON cases_draftrevision
    FOR EACH ROW EXECUTE FUNCTION cases_fill_trust();
CREATE TRIGGER trust_is_the_cases BEFORE INSERT ON cases_commandreceipt
    FOR EACH ROW EXECUTE FUNCTION cases_fill_trust();
"""

UNFILL = """
DROP TRIGGER trust_is_the_cases ON cases_commandreceipt;
DROP TRIGGER trust_is_the_cases ON cases_draftrevision;
DROP TRIGGER content_is_kept_apart ON cases_caseevent;
ALTER TABLE cases_caseevent DISABLE TRIGGER events_are_append_only;
UPDATE cases_caseevent event SET content = kept.body::jsonb
    FROM cases_eventcontent kept WHERE kept.event_id = event.id;
ALTER TABLE cases_caseevent ENABLE TRIGGER events_are_append_only;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
DROP FUNCTION cases_keep_content_apart();
DROP FUNCTION cases_fill_trust();
"""


def trust(*, null: bool) -> models.ForeignKey:
    return models.ForeignKey(
        editable=False,
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="organisations.hospitaltrust",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_context"),
        ("cases", "0003_names_and_pauses"),
    ]

    operations = [
        migrations.CreateModel(
            name="EventContent",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="kept",
                        serialize=False,
                        to="cases.caseevent",
                    ),
                ),
                ("salt", models.BinaryField()),
                ("body", models.TextField()),
                ("trust", trust(null=False)),
            ],
        ),
        *(
            migrations.AddField(model_name=name, name="trust", field=trust(null=True))
            for name in ("caseevent", "draftrevision", "commandreceipt")
        ),
        migrations.AddField(
            model_name="caseevent",
            name="content_hash",
            field=models.CharField(editable=False, max_length=64, null=True),
        ),
        migrations.AlterField(
            model_name="caseevent", name="content", field=models.JSONField(null=True)
        ),
        migrations.RunSQL(FILL, UNFILL),
        *(
            migrations.AlterField(model_name=name, name="trust", field=trust(null=False))
            for name in ("caseevent", "draftrevision", "commandreceipt")
        ),
        migrations.AlterField(
            model_name="caseevent",
            name="content_hash",
            field=models.CharField(editable=False, max_length=64),
        ),
        migrations.AddConstraint(
            model_name="caseevent",
            constraint=models.CheckConstraint(
                condition=models.Q(content__isnull=True), name="content_is_kept_apart"
            ),
        ),
    ]
