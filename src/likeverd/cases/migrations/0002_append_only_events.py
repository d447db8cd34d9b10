"""Events are inserted and never changed: the database itself refuses, whoever asks."""

from django.db import migrations

FORWARD = """
CREATE SEQUENCE case_number;

CREATE FUNCTION refuse_change_of_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events of a case are append-only: % refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER events_are_append_only
    BEFORE UPDATE OR DELETE ON cases_caseevent
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_event();

CREATE TRIGGER events_are_not_truncated
    BEFORE TRUNCATE ON cases_caseevent
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_event();

-- The application's role, whatever its name, may read and add events, no more; it may
-- draw case numbers.
DO $$
DECLARE grantee text;
BEGIN
    FOR grantee IN
        SELECT DISTINCT g.grantee FROM information_schema.role_table_grants g
        WHERE g.table_name = 'cases_caseevent' AND g.grantee <> current_user
    LOOP
        EXECUTE format(
            'REVOKE UPDATE, DELETE, TRUNCATE ON cases_caseevent FROM %I', grantee);
        EXECUTE format('GRANT USAGE ON SEQUENCE case_number TO %I', grantee);
    END LOOP;
END
$$;
"""

BACKWARD = """
DROP TRIGGER events_are_not_truncated ON cases_caseevent;
DROP TRIGGER events_are_append_only ON cases_caseevent;
DROP FUNCTION refuse_change_of_event();
DROP SEQUENCE case_number;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
