"""What is only added to may be deleted by one function alone, which has looked whether the time has come (archive 0004).

Never the logs and their chains, nor what tells that something was deleted.
"""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Inside a function of the owner's that somebody else called, and says what it does; the caller alone is refused by
    -- missing rights before this is asked, and the owner by being nobody else.
    IF TG_OP = 'DELETE' AND session_user <> current_user AND current_setting('likeverd.deleting', true) = 'on'
        AND TG_TABLE_NAME NOT IN ('audit_accessentry', 'audit_chainlink', 'audit_chainhead', 'audit_finding',
            'audit_signoff', 'audit_logexport', 'cases_caseevent', 'archive_tombstone', 'archive_legalhold')
    THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
"""
BACKWARD = """
CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0006_grounds_from_elsewhere")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
