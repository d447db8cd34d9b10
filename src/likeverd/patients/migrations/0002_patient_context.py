"""A patient's context: own cases that the doctor has released, at every trust, and nothing else of any trust."""

from django.db import migrations

from likeverd.operations.row_security import BEHIND_THE_WALL, patients_see, protect, unprotect

TABLES = ("patients_release", "patients_statement")
PATIENTS = "coalesce((SELECT nullif(current_setting('likeverd.patients', true), ''))::bigint[], '{}')"
CASES = "coalesce((SELECT nullif(current_setting('likeverd.patient_cases', true), ''))::bigint[], '{}')"
# The rows that are a patient's own. Of every other table with a trust nothing comes out.
OWN = {
    "cases_patient": f"id = ANY ({PATIENTS})",
    "cases_case": f"id = ANY ({CASES})",
    "cases_caseevent": f"case_id = ANY ({CASES})",
    "cases_eventcontent": f"event_id IN (SELECT id FROM cases_caseevent WHERE case_id = ANY ({CASES}))",
    "documents_document": f"case_id = ANY ({CASES})",
    "audit_accessentry": f'patient = ANY ({PATIENTS}) AND ("case" IS NULL OR "case" = ANY ({CASES}))',
    "sight_emergencysight": f"case_id = ANY ({CASES})",
    "sight_block": (
        f"case_id = ANY ({CASES})"
        f" OR identity_number IN (SELECT identity_number FROM cases_patient WHERE id = ANY ({PATIENTS}))"
        f" OR document_id IN (SELECT id FROM documents_document WHERE case_id = ANY ({CASES}))"
    ),
    "patients_release": f"case_id = ANY ({CASES})",
    "patients_statement": f"case_id = ANY ({CASES})",
    # Names and promises of the trust, nothing of anybody.
    "organisations_unit": "true",
    "organisations_trustrulesversion": "true",
}
# A patient adds two kinds of rows: a statement, and the note in the log of what was looked at.
ADDED_TO = ("patients_statement", "audit_accessentry")

FUNCTIONS = f"""
-- The patient with this identity number: one row for each trust and name. The rest of the transaction sees the cases
-- that a doctor has released to the patient, also blocked ones, and nothing else.
CREATE FUNCTION likeverd_enter_as_patient(a_number text)
RETURNS TABLE (patient bigint, trust bigint)
LANGUAGE plpgsql VOLATILE {BEHIND_THE_WALL} AS $$
DECLARE
    patients bigint[] := '{{}}';
    trusts bigint[] := '{{}}';
BEGIN
    FOR patient, trust IN
        SELECT p.id, p.trust_id FROM cases_patient p
        WHERE p.identity_number = a_number AND a_number <> '' ORDER BY p.id
    LOOP
        patients := array_append(patients, patient);
        trusts := array_append(trusts, trust);
        RETURN NEXT;
    END LOOP;
    PERFORM set_config('likeverd.person', 'patient', true);
    PERFORM set_config('likeverd.blocked', '', true);
    PERFORM set_config('likeverd.trusts', trusts::text, true);
    PERFORM set_config('likeverd.patients', patients::text, true);
    PERFORM set_config('likeverd.patient_cases', (
        SELECT coalesce(array_agg(c.id), '{{}}')::text FROM cases_case c
        WHERE c.patient_id = ANY (patients) AND (
            SELECT r.shown FROM patients_release r
            WHERE r.case_id = c.id AND r.part = 'status' ORDER BY r.id DESC LIMIT 1)
    ), true);
END
$$;

-- The same by one of the rows, so that no session needs to hold the number.
CREATE FUNCTION likeverd_enter_as_known_patient(a_patient bigint)
RETURNS TABLE (patient bigint, trust bigint)
LANGUAGE sql VOLATILE {BEHIND_THE_WALL} AS $$
    SELECT * FROM likeverd_enter_as_patient(
        coalesce((SELECT identity_number FROM cases_patient WHERE id = a_patient), ''))
$$;

-- How long the newest cases of a trust took from sent to answered, in days; nothing where they are too few to say.
CREATE FUNCTION likeverd_usual_days(a_trust bigint) RETURNS integer
LANGUAGE sql STABLE {BEHIND_THE_WALL} AS $$
    SELECT CASE WHEN count(*) >= 10 THEN ceil(percentile_cont(0.5) WITHIN GROUP (ORDER BY spent))::integer END
    FROM (
        SELECT extract(epoch FROM ended_at - submitted_at) / 86400 AS spent FROM cases_case
        WHERE trust_id = a_trust AND submitted_at IS NOT NULL
          AND state IN ('granted', 'granted_with_conditions', 'refused', 'wrong_scheme', 'stopped')
        ORDER BY id DESC LIMIT 100
    ) newest
$$;
"""
REMOVED = """
DROP FUNCTION likeverd_usual_days(bigint);
DROP FUNCTION likeverd_enter_as_known_patient(bigint);
DROP FUNCTION likeverd_enter_as_patient(text);
"""
GUARDS = "".join(f"""
CREATE TRIGGER trust_is_the_cases BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION cases_fill_trust();
CREATE TRIGGER rows_are_not_changed BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER rows_are_not_truncated BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
""" for table in TABLES)
UNGUARDED = "".join(f"""
DROP TRIGGER rows_are_not_truncated ON {table};
DROP TRIGGER rows_are_not_changed ON {table};
DROP TRIGGER trust_is_the_cases ON {table};
""" for table in TABLES)
# Tables that stood behind the wall before there were patients: closed to them until they say otherwise.
CLOSE_THE_REST = f"""
DO $$
DECLARE one text;
BEGIN
    FOR one IN
        SELECT c.oid::regclass::text FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND NOT EXISTS (
            SELECT FROM pg_policy WHERE polrelid = c.oid AND polname = 'patients_see_their_own')
    LOOP
        EXECUTE format($policy${patients_see("%1$s")}$policy$, one);
    END LOOP;
END $$;
"""
OPEN = "".join(patients_see(table, own, adds=table in ADDED_TO) for table, own in OWN.items())
CLOSED_AGAIN = "".join(patients_see(table) for table in OWN if table not in TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("patients", "0001_initial"),
        ("cases", "0005_wall_and_chain"),
        ("documents", "0002_trust"),
        ("audit", "0002_chains"),
        ("sight", "0002_context"),
    ]
    operations = [
        migrations.RunSQL(
            "".join(protect(table) for table in TABLES) + GUARDS + FUNCTIONS + CLOSE_THE_REST + OPEN,
            CLOSED_AGAIN + REMOVED + UNGUARDED + "".join(unprotect(table) for table in TABLES),
        ),
    ]
