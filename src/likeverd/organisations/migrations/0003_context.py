"""Who asks, and for which trusts: the context of a transaction, set from the grants by the database itself."""

from django.db import migrations

from likeverd.operations.row_security import BEHIND_THE_WALL, protect, unprotect

TABLES = (
    "organisations_unit",
    "organisations_membership",
    "organisations_deputyship",
    "organisations_trustrulesversion",
)

FORWARD = f"""
-- The person's grants in force on the day; with them the rest of the transaction sees those trusts and no others.
-- A deputy has a role only while the one whose place it is has it too.
CREATE FUNCTION likeverd_enter(a_person bigint, a_day date)
RETURNS TABLE (role varchar, trust bigint, unit bigint, deputy_for bigint)
LANGUAGE plpgsql VOLATILE {BEHIND_THE_WALL} AS $$
DECLARE trusts bigint[] := '{{}}';
BEGIN
    FOR role, trust, unit, deputy_for IN SELECT * FROM likeverd_grants(a_person, a_day) LOOP
        trusts := array_append(trusts, trust);
        RETURN NEXT;
    END LOOP;
    PERFORM set_config('likeverd.person', a_person::text, true);
    PERFORM set_config('likeverd.trusts', trusts::text, true);
END
$$;

CREATE FUNCTION likeverd_grants(a_person bigint, a_day date)
RETURNS TABLE (role varchar, trust bigint, unit bigint, deputy_for bigint)
LANGUAGE sql STABLE {BEHIND_THE_WALL} AS $$
    SELECT m.role, m.trust_id, m.unit_id, NULL::bigint
    FROM organisations_membership m
    WHERE m.person_id = a_person AND m.valid_from <= a_day AND (m.valid_to IS NULL OR m.valid_to >= a_day)
      AND EXISTS (SELECT FROM organisations_person WHERE id = a_person AND is_active)
    UNION ALL
    SELECT d.role, d.trust_id, d.unit_id, d.deputy_for_id
    FROM organisations_deputyship d
    WHERE d.person_id = a_person AND d.valid_from <= a_day AND d.valid_to >= a_day AND d.revoked_at IS NULL
      AND EXISTS (SELECT FROM organisations_person WHERE id = a_person AND is_active)
      AND EXISTS (
        SELECT FROM organisations_membership m
        JOIN organisations_person principal ON principal.id = m.person_id
        WHERE m.person_id = d.deputy_for_id AND m.role = d.role AND m.trust_id = d.trust_id
          AND m.unit_id IS NOT DISTINCT FROM d.unit_id AND principal.is_active
          AND m.valid_from <= a_day AND (m.valid_to IS NULL OR m.valid_to >= a_day)
      )
$$;

-- For work that belongs to no single trust: imports of registers, seeds, the demonstration's list of people.
CREATE FUNCTION likeverd_enter_everything() RETURNS void
LANGUAGE plpgsql VOLATILE {BEHIND_THE_WALL} AS $$
BEGIN
    PERFORM set_config('likeverd.person', '', true);
    PERFORM set_config(
        'likeverd.trusts', (SELECT coalesce(array_agg(id), '{{}}') FROM organisations_hospitaltrust)::text, true);
END
$$;

REVOKE EXECUTE ON FUNCTION likeverd_grants(bigint, date) FROM PUBLIC;
""" + "".join(protect(table) for table in TABLES)

BACKWARD = "".join(unprotect(table) for table in TABLES) + """
DROP FUNCTION likeverd_enter_everything();
DROP FUNCTION likeverd_enter(bigint, date);
DROP FUNCTION likeverd_grants(bigint, date);
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_deputies_can_be_ended")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
