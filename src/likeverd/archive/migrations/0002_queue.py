"""Hand-overs behind the wall, and the function of the database that says that a case is due."""

from django.db import migrations

from likeverd.operations.row_security import BEHIND_THE_WALL, protect, unprotect

TABLES = ("archive_handover", "archive_archivestep")

QUEUE = f"""
-- That a case, as it stands after its newest event, is due for the archive. Whoever takes the step may belong to another
-- trust (a review), and so cannot write this itself. Nothing is due of a case that runs or was never sent.
-- A package that is due, and that nobody is making, takes the new events with it.
CREATE FUNCTION archive_queue(a_case bigint, a_version integer, a_moment timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE {BEHIND_THE_WALL} AS $$
DECLARE
    of_trust bigint;
    waiting bigint;
    made bigint;
BEGIN
    SELECT c.trust_id INTO of_trust FROM cases_case c
        WHERE c.id = a_case AND c.ended_at IS NOT NULL AND c.submitted_at IS NOT NULL;
    IF NOT FOUND THEN RETURN; END IF;
    SELECT s.hand_over_id INTO waiting FROM archive_archivestep s
        WHERE s.case_id = a_case AND s.kind = 'package' AND s.state <> 'confirmed'
        ORDER BY s.hand_over_id DESC LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF FOUND THEN
        UPDATE archive_handover SET through = a_version, queued_at = greatest(queued_at, a_moment) WHERE id = waiting;
        RETURN;
    END IF;
    INSERT INTO archive_handover (trust_id, case_id, number, through, since, queued_at, receiver, state)
        SELECT of_trust, a_case, coalesce(max(h.number) + 1, 0), a_version, coalesce(max(h.through), 0), a_moment,
            '', 'due' FROM archive_handover h WHERE h.case_id = a_case
        RETURNING id INTO made;
    INSERT INTO archive_archivestep (trust_id, case_id, hand_over_id, position, kind, key, external_id, state, attempts,
            next_attempt_at, answered, trouble, reference, files)
        VALUES (of_trust, a_case, made, 0, 'package', '', '', 'due', 0, a_moment, false, '', '', '[]');
END
$$;
REVOKE EXECUTE ON FUNCTION archive_queue(bigint, integer, timestamptz) FROM PUBLIC;

-- For those who run the house: how many hand-overs there are in each state, and since when the oldest waits. No case.
CREATE FUNCTION archive_figures() RETURNS TABLE (state varchar, how_many bigint, oldest timestamptz)
LANGUAGE sql STABLE {BEHIND_THE_WALL} AS $$
    SELECT h.state, count(*), min(h.queued_at) FROM archive_handover h GROUP BY h.state
$$;
REVOKE EXECUTE ON FUNCTION archive_figures() FROM PUBLIC;
"""
TRIGGERS = "".join(
    f"""
CREATE TRIGGER trust_is_the_cases BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION cases_fill_trust();
"""
    for table in TABLES
)


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0001_initial"),
        ("patients", "0002_patient_context"),
        ("cases", "0004_content_apart"),
    ]
    operations = [
        migrations.RunSQL(
            "".join(protect(table) for table in TABLES) + TRIGGERS + QUEUE,
            "DROP FUNCTION archive_figures(); DROP FUNCTION archive_queue(bigint, integer, timestamptz);"
            + "".join(
                f"DROP TRIGGER trust_is_the_cases ON {table};" + unprotect(table)
                for table in reversed(TABLES)
            ),
        ),
    ]
