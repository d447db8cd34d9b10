"""Emergency sight and blocks in the context of a transaction, and blocks in the wall itself."""

from django.db import migrations

from likeverd.operations.row_security import AT_WORK, BEHIND_THE_WALL, TRUSTS_IN_CONTEXT, protect

TABLES = ("sight_emergencysight", "sight_block")
BLOCKED = "coalesce((SELECT nullif(current_setting('likeverd.blocked', true), ''))::bigint[], '{}')"
# Tables of a case, and the column that names it.
BLOCKABLE = {
    "cases_case": "id",
    "cases_caseevent": "case_id",
    "cases_draftrevision": "case_id",
    "documents_document": "case_id",
}

ENTER = f"""
DROP FUNCTION likeverd_enter(bigint, date);
-- The person's grants in force on the day, open emergency sights, and what is blocked for the person now. The rest of
-- the transaction sees the trusts of the grants and no others, and nothing of a blocked case unless in an emergency.
CREATE FUNCTION likeverd_enter(a_person bigint, a_day date)
RETURNS TABLE (kind text, role varchar, trust bigint, unit bigint, deputy_for bigint, what bigint, of_case bigint)
LANGUAGE plpgsql VOLATILE {BEHIND_THE_WALL} AS $$
DECLARE
    trusts bigint[] := '{{}}';
    opened bigint[] := '{{}}';
    blocked bigint[] := '{{}}';
BEGIN
    kind := 'grant';
    FOR role, trust, unit, deputy_for IN SELECT * FROM likeverd_grants(a_person, a_day) LOOP
        trusts := array_append(trusts, trust);
        RETURN NEXT;
    END LOOP;
    role := NULL; unit := NULL; deputy_for := NULL;
    kind := 'emergency';
    FOR trust, what, of_case IN
        SELECT s.trust_id, s.id, s.case_id FROM sight_emergencysight s
        WHERE s.person_id = a_person AND s.trust_id = ANY (trusts) AND s.ended_at IS NULL
          AND s.begins_at <= clock_timestamp() AND s.ends_at > clock_timestamp()
    LOOP
        opened := array_append(opened, of_case);
        RETURN NEXT;
    END LOOP;
    FOR kind, trust, what, of_case IN
        SELECT 'block', b.trust_id, b.id, c.id FROM sight_block b JOIN cases_case c ON c.id = b.case_id
        WHERE b.lifted_at IS NULL AND b.trust_id = ANY (trusts) AND (b.person_id IS NULL OR b.person_id = a_person)
        UNION ALL
        SELECT 'block', b.trust_id, b.id, c.id FROM sight_block b
        JOIN cases_patient p ON p.trust_id = b.trust_id AND p.identity_number = b.identity_number
        JOIN cases_case c ON c.patient_id = p.id
        WHERE b.lifted_at IS NULL AND b.trust_id = ANY (trusts) AND b.identity_number <> ''
          AND (b.person_id IS NULL OR b.person_id = a_person)
        UNION ALL
        SELECT 'document', b.trust_id, b.document_id, d.case_id FROM sight_block b
        JOIN documents_document d ON d.id = b.document_id
        WHERE b.lifted_at IS NULL AND b.trust_id = ANY (trusts) AND (b.person_id IS NULL OR b.person_id = a_person)
    LOOP
        IF of_case = ANY (opened) THEN CONTINUE; END IF;
        IF kind = 'block' THEN blocked := array_append(blocked, of_case); END IF;
        RETURN NEXT;
    END LOOP;
    PERFORM set_config('likeverd.person', a_person::text, true);
    PERFORM set_config('likeverd.trusts', trusts::text, true);
    PERFORM set_config('likeverd.blocked', blocked::text, true);
END
$$;

CREATE OR REPLACE FUNCTION likeverd_enter_everything() RETURNS void
LANGUAGE plpgsql VOLATILE {BEHIND_THE_WALL} AS $$
BEGIN
    PERFORM set_config('likeverd.person', '', true);
    PERFORM set_config('likeverd.blocked', '', true);
    PERFORM set_config(
        'likeverd.trusts', (SELECT coalesce(array_agg(id), '{{}}') FROM organisations_hospitaltrust)::text, true);
END
$$;
"""
FIND = f"""
-- A case by its number, within the trusts of the context, also where it is blocked: for emergency sight and for blocks.
CREATE FUNCTION likeverd_case_in_emergency(a_number text)
RETURNS TABLE (
    id bigint, trust_id bigint, division_id bigint, department_id bigint, patient_id bigint, conflicted bigint[])
LANGUAGE sql STABLE {BEHIND_THE_WALL} AS $$
    SELECT c.id, c.trust_id, c.division_id, c.department_id, c.patient_id, c.conflicted FROM cases_case c
    WHERE c.number = a_number AND c.trust_id = ANY ({TRUSTS_IN_CONTEXT})
$$;
"""
RESTRICT = "".join(
    f"CREATE POLICY blocked_is_closed ON {table} AS RESTRICTIVE USING (NOT {column} = ANY ({BLOCKED}) OR {AT_WORK});"
    for table, column in BLOCKABLE.items()
)


class Migration(migrations.Migration):
    dependencies = [("sight", "0001_initial"), ("organisations", "0003_context")]
    operations = [
        migrations.RunSQL("".join(protect(table) for table in TABLES) + ENTER + FIND + RESTRICT),
    ]
