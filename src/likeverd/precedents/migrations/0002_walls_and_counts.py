"""The walls around what belongs to a trust, and the counts that look behind them without a trust or a case."""

from django.db import migrations

from likeverd.operations.row_security import BEHIND_THE_WALL, protect, unprotect

OF_A_TRUST = ("precedents_origin", "precedents_runningargument", "precedents_approval")
ONLY_ADDED_TO = ("precedents_origin", "precedents_approval", "precedents_dossierversion", "precedents_signal")

WALLS = "".join(protect(table) for table in OF_A_TRUST) + "".join(f"""
CREATE TRIGGER trust_is_the_cases BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION cases_fill_trust();
""" for table in OF_A_TRUST)
NO_WALLS = "".join(f"DROP TRIGGER trust_is_the_cases ON {table};" for table in OF_A_TRUST) + "".join(
    unprotect(table) for table in OF_A_TRUST
)
GUARDS = "".join(f"""
CREATE TRIGGER rows_are_not_changed BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER rows_are_not_truncated BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
""" for table in ONLY_ADDED_TO)
NO_GUARDS = "".join(f"""
DROP TRIGGER rows_are_not_truncated ON {table};
DROP TRIGGER rows_are_not_changed ON {table};
""" for table in ONLY_ADDED_TO)

COUNTS = f"""
-- Other patients than the case's own with the same method, indication group and a ground in common: those whose case
-- runs, and those whose cases have all ended. A person is counted once, whatever the trust; nothing but numbers leaves.
CREATE FUNCTION likeverd_same_argument(a_case bigint, a_method bigint, a_group text, grounds text[])
RETURNS TABLE (running integer, ended integer)
LANGUAGE sql STABLE {BEHIND_THE_WALL} AS $$
    WITH own AS (
        SELECT p.identity_number FROM cases_case c JOIN cases_patient p ON p.id = c.patient_id WHERE c.id = a_case
    ), alike AS (
        SELECT r.case_id, true AS runs FROM precedents_runningargument r
        WHERE r.method_id = a_method AND r.indication_group = a_group
          AND (r.arguments::text[] && grounds OR cardinality(r.arguments) + cardinality(grounds) = 0)
        UNION ALL
        SELECT o.case_id, false FROM precedents_precedent d JOIN precedents_origin o ON o.precedent_id = d.id
        WHERE d.method_id = a_method AND d.indication_group = a_group
          AND (d.arguments::text[] && grounds OR cardinality(d.arguments) + cardinality(grounds) = 0)
    ), patients AS (
        SELECT p.identity_number, bool_or(a.runs) AS runs
        FROM alike a JOIN cases_case c ON c.id = a.case_id JOIN cases_patient p ON p.id = c.patient_id
        WHERE p.identity_number NOT IN (SELECT identity_number FROM own)
        GROUP BY p.identity_number
    )
    SELECT count(*) FILTER (WHERE runs)::integer, count(*) FILTER (WHERE NOT runs)::integer FROM patients
$$;

-- Patients whose case runs, by region, for the draft of a group exception.
CREATE FUNCTION likeverd_running_by_region(a_method bigint, a_group text)
RETURNS TABLE (region bigint, patients integer)
LANGUAGE sql STABLE {BEHIND_THE_WALL} AS $$
    SELECT t.regional_authority_id, count(DISTINCT p.identity_number)::integer
    FROM precedents_runningargument r
    JOIN cases_case c ON c.id = r.case_id
    JOIN cases_patient p ON p.id = c.patient_id
    JOIN organisations_hospitaltrust t ON t.id = c.trust_id
    WHERE r.method_id = a_method AND r.indication_group = a_group
    GROUP BY t.regional_authority_id
$$;

-- The medical directors of the trusts that have or have had such a case: whom to tell, without saying of which trust.
CREATE FUNCTION likeverd_directors_concerned(a_method bigint, a_group text, a_day date)
RETURNS TABLE (person bigint)
LANGUAGE sql STABLE {BEHIND_THE_WALL} AS $$
    SELECT DISTINCT m.person_id FROM organisations_membership m
    WHERE m.role = 'medical_director' AND m.valid_from <= a_day AND (m.valid_to IS NULL OR m.valid_to >= a_day)
      AND m.trust_id IN (
        SELECT r.trust_id FROM precedents_runningargument r
        WHERE r.method_id = a_method AND r.indication_group = a_group
        UNION
        SELECT o.trust_id FROM precedents_precedent d JOIN precedents_origin o ON o.precedent_id = d.id
        WHERE d.method_id = a_method AND d.indication_group = a_group)
$$;
"""
NO_COUNTS = """
DROP FUNCTION likeverd_directors_concerned(bigint, text, date);
DROP FUNCTION likeverd_running_by_region(bigint, text);
DROP FUNCTION likeverd_same_argument(bigint, bigint, text, text[]);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("precedents", "0001_initial"),
        ("audit", "0002_chains"),
        ("patients", "0002_patient_context"),
    ]
    operations = [migrations.RunSQL(WALLS + GUARDS + COUNTS, NO_COUNTS + NO_GUARDS + NO_WALLS)]
