"""Deletion when the time has come: holds and tombstones behind the wall, and the one function that deletes a case.

Events stay, with the salted hashes of what they said, so that the hash chain is whole; what they said goes, and with it
every row of any table that refers to the case. An event names its case by a number alone from here on.
"""

from django.db import migrations

from likeverd.operations.row_security import BEHIND_THE_WALL, protect, unprotect

TABLES = ("archive_legalhold", "archive_tombstone")
GUARD = """
CREATE TRIGGER rows_are_append_only BEFORE UPDATE OR DELETE ON archive_tombstone
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER rows_are_not_truncated BEFORE TRUNCATE ON archive_tombstone
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER rows_are_not_deleted BEFORE DELETE ON archive_legalhold
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER rows_are_not_truncated BEFORE TRUNCATE ON archive_legalhold
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
UNGUARD = """
DROP TRIGGER rows_are_not_truncated ON archive_legalhold;
DROP TRIGGER rows_are_not_deleted ON archive_legalhold;
DROP TRIGGER rows_are_not_truncated ON archive_tombstone;
DROP TRIGGER rows_are_append_only ON archive_tombstone;
"""
# An event outlives its case: the foreign key goes, and nothing else of the column changes.
FREE_THE_EVENTS = """
DO $$
DECLARE one text;
BEGIN
    FOR one IN SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = 'cases_caseevent'::regclass
        AND confrelid = 'cases_case'::regclass
    LOOP
        EXECUTE format('ALTER TABLE cases_caseevent DROP CONSTRAINT %I', one);
    END LOOP;
END $$;
"""
BIND_THE_EVENTS = """
ALTER TABLE cases_caseevent ADD CONSTRAINT cases_caseevent_case_fk
    FOREIGN KEY (case_id) REFERENCES cases_case (id) DEFERRABLE INITIALLY DEFERRED NOT VALID;
"""
FUNCTIONS = f"""
-- What retention needs to know of cases (core.retention): one, or all that could be past their time. No word of any.
CREATE FUNCTION retention_facts(a_case bigint) RETURNS TABLE (case_id bigint, number varchar, trust varchar, sent boolean,
    ended boolean, counted_from date, archived boolean, held boolean)
LANGUAGE sql STABLE {BEHIND_THE_WALL} AS $$
    SELECT c.id, c.number, t.code, c.submitted_at IS NOT NULL, c.ended_at IS NOT NULL AND c.review_trust_id IS NULL,
        greatest(
            (coalesce(c.ended_at, c.created_at) AT TIME ZONE 'Europe/Oslo')::date,
            (SELECT (max(e.at) AT TIME ZONE 'Europe/Oslo')::date FROM cases_caseevent e WHERE e.case_id = c.id),
            (SELECT (max(r.saved_at) AT TIME ZONE 'Europe/Oslo')::date FROM cases_draftrevision r
             WHERE r.case_id = c.id AND c.submitted_at IS NULL),
            (SELECT max((k.body::jsonb ->> 'valid_until')::date) FROM cases_caseevent e
             JOIN cases_eventcontent k ON k.event_id = e.id
             WHERE e.case_id = c.id AND e.kind IN ('granted', 'granted_with_conditions'))),
        EXISTS (SELECT FROM archive_handover h WHERE h.case_id = c.id AND h.through >= c.version)
            AND NOT EXISTS (SELECT FROM archive_handover h WHERE h.case_id = c.id AND h.state <> 'confirmed'),
        EXISTS (SELECT FROM archive_legalhold l WHERE l.number = c.number AND l.trust_id = c.trust_id
            AND l.ended_at IS NULL AND (l.until IS NULL OR l.until >= (now() AT TIME ZONE 'Europe/Oslo')::date))
    FROM cases_case c JOIN organisations_hospitaltrust t ON t.id = c.trust_id
    WHERE (a_case IS NULL OR c.id = a_case) AND (c.ended_at IS NOT NULL OR c.submitted_at IS NULL)
    ORDER BY c.id
$$;

-- Delete the rows of a table that fit, and before them every row anywhere that refers to them. A later case that names
-- this one as its earlier case stays, and forgets it. Answers how many rows went, by table.
CREATE FUNCTION retention_remove(a_table regclass, a_condition text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    referring record;
    went jsonb := '{{}}';
    how_many bigint;
BEGIN
    FOR referring IN
        SELECT c.conrelid::regclass AS child, here.attname AS of_child, there.attname AS of_parent
        FROM pg_constraint c
        JOIN pg_attribute here ON here.attrelid = c.conrelid AND here.attnum = c.conkey[1]
        JOIN pg_attribute there ON there.attrelid = c.confrelid AND there.attnum = c.confkey[1]
        WHERE c.contype = 'f' AND c.confrelid = a_table ORDER BY c.conrelid::regclass::text, here.attname
    LOOP
        IF referring.child = a_table THEN
            -- Those that stay forget it; a letter that corrects another of the same case goes with it.
            EXECUTE format('UPDATE %s SET %I = NULL WHERE %I IN (SELECT %I FROM %s WHERE %s) AND NOT (%s)',
                referring.child, referring.of_child, referring.of_child, referring.of_parent, a_table, a_condition,
                a_condition);
        ELSE
            went := went || retention_remove(referring.child, format('%I IN (SELECT %I FROM %s WHERE %s)',
                referring.of_child, referring.of_parent, a_table, a_condition));
        END IF;
    END LOOP;
    EXECUTE format('DELETE FROM %s WHERE %s', a_table, a_condition);
    GET DIAGNOSTICS how_many = ROW_COUNT;
    RETURN CASE WHEN how_many = 0 THEN went ELSE went || jsonb_build_object(a_table::text,
        how_many + coalesce((went ->> a_table::text)::bigint, 0)) END;
END
$$;

-- Delete one case whose time has come, by the database's own clock and the trust's own settings; whatever the caller
-- thinks. Answers 'deleted', or why not: runs, not_yet, held, not_archived; 'gone' where there is no such case.
CREATE FUNCTION retention_delete(a_case bigint, a_run uuid, a_name text) RETURNS text
LANGUAGE plpgsql VOLATILE {BEHIND_THE_WALL} AS $$
DECLARE
    today date := (clock_timestamp() AT TIME ZONE 'Europe/Oslo')::date;
    one cases_case%ROWTYPE;
    facts record;
    settings jsonb;
    last_day date;
    went jsonb;
    named jsonb;
BEGIN
    SELECT * INTO one FROM cases_case WHERE id = a_case FOR UPDATE;
    IF NOT FOUND THEN RETURN 'gone'; END IF;
    SELECT * INTO facts FROM retention_facts(a_case);
    IF NOT FOUND OR (facts.sent AND NOT facts.ended) THEN RETURN 'runs'; END IF;
    SELECT v.document -> 'retention' INTO settings FROM organisations_trustrulesversion v
        WHERE v.trust_id = one.trust_id AND v.valid_from <= today ORDER BY v.valid_from DESC LIMIT 1;
    IF facts.sent THEN
        last_day := (facts.counted_from
            + make_interval(years => greatest(coalesce((settings ->> 'years')::int, 10), 10)))::date;
    ELSE
        last_day := facts.counted_from + greatest(coalesce((settings ->> 'draft_days')::int, 365), 30);
    END IF;
    IF today <= last_day THEN RETURN 'not_yet'; END IF;
    IF facts.held THEN RETURN 'held'; END IF;
    IF facts.sent AND NOT facts.archived THEN RETURN 'not_archived'; END IF;

    SELECT coalesce(jsonb_agg(s.reference ORDER BY s.id) FILTER (WHERE s.reference <> ''), '[]') INTO named
        FROM archive_archivestep s WHERE s.case_id = a_case;
    PERFORM set_config('likeverd.deleting', 'on', true);
    UPDATE precedents_precedent SET wording = NULL
        WHERE id IN (SELECT o.precedent_id FROM precedents_origin o WHERE o.case_id = a_case);
    DELETE FROM cases_eventcontent WHERE event_id IN (SELECT e.id FROM cases_caseevent e WHERE e.case_id = a_case);
    DELETE FROM outbox_message WHERE about = one.number;
    went := retention_remove('cases_case'::regclass, format('id = %s', a_case));
    DELETE FROM cases_patient p WHERE p.id = one.patient_id
        AND NOT EXISTS (SELECT FROM cases_case c WHERE c.patient_id = p.id);
    PERFORM set_config('likeverd.deleting', '', true);
    INSERT INTO archive_tombstone (trust_id, "case", number, sent_on, ended_on, kept_until, basis, "references", removed,
            run, asked_by, deleted_at)
        VALUES (one.trust_id, a_case, one.number, (one.submitted_at AT TIME ZONE 'Europe/Oslo')::date,
            (one.ended_at AT TIME ZONE 'Europe/Oslo')::date, last_day,
            CASE WHEN facts.sent THEN 'retention.years ' ELSE 'retention.draft_days ' END
                || coalesce(settings ->> 'source', 'S4'),
            named, went, a_run, a_name, clock_timestamp());
    RETURN 'deleted';
END
$$;

-- Cases that ended before there was an archive to hand them to. Answers how many were said to be due.
CREATE FUNCTION archive_catch_up(a_moment timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE {BEHIND_THE_WALL} AS $$
DECLARE one record; how_many bigint := 0;
BEGIN
    FOR one IN SELECT c.id, c.version FROM cases_case c WHERE c.ended_at IS NOT NULL AND c.submitted_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM archive_handover h WHERE h.case_id = c.id) ORDER BY c.id
    LOOP
        PERFORM archive_queue(one.id, one.version, a_moment);
        how_many := how_many + 1;
    END LOOP;
    RETURN how_many;
END
$$;
REVOKE EXECUTE ON FUNCTION retention_facts(bigint) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION retention_remove(regclass, text) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION retention_delete(bigint, uuid, text) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION archive_catch_up(timestamptz) FROM PUBLIC;
"""
NO_FUNCTIONS = """
DROP FUNCTION archive_catch_up(timestamptz);
DROP FUNCTION retention_delete(bigint, uuid, text);
DROP FUNCTION retention_remove(regclass, text);
DROP FUNCTION retention_facts(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0003_retention"),
        ("audit", "0007_lawful_deletion"),
        ("cases", "0012_elsewhere_indexes"),
        ("committee", "0002_walls"),
        ("documents", "0003_quarantine"),
        ("outbox", "0002_to_an_address"),
        ("patients", "0003_planned_contact"),
        ("precedents", "0002_walls_and_counts"),
        ("sight", "0002_context"),
        ("timing", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(
            "".join(protect(table) for table in TABLES) + GUARD,
            UNGUARD + "".join(unprotect(table) for table in reversed(TABLES)),
        ),
        migrations.RunSQL(FREE_THE_EVENTS, BIND_THE_EVENTS),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
    ]
