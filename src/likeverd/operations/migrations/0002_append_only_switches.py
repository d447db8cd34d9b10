"""Turns of a switch are inserted and never changed: the database itself refuses, whoever asks."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION refuse_change_of_switch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'turns of a switch are append-only: % refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER switches_are_append_only
    BEFORE UPDATE OR DELETE ON operations_switchchange
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_switch();

CREATE TRIGGER switches_are_not_truncated
    BEFORE TRUNCATE ON operations_switchchange
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_switch();
"""

BACKWARD = """
DROP TRIGGER switches_are_not_truncated ON operations_switchchange;
DROP TRIGGER switches_are_append_only ON operations_switchchange;
DROP FUNCTION refuse_change_of_switch();
"""


class Migration(migrations.Migration):
    dependencies = [("operations", "0001_switches")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
