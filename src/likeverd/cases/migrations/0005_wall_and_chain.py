"""Row-level security on everything that belongs to a case, and the hash chain of case events."""

from django.db import migrations

from likeverd.operations.row_security import BEHIND_THE_WALL, protect, unprotect

TABLES = (
    "cases_patient",
    "cases_case",
    "cases_caseevent",
    "cases_eventcontent",
    "cases_draftrevision",
    "cases_commandreceipt",
)

FORWARD = f"""
-- What a link of the chain says of an event: the rest of its text. Of the content only its salted hash.
CREATE FUNCTION audit_event_body(event cases_caseevent) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT substr(row_to_json(said)::text, 2) FROM (SELECT
        event.id AS record, event.case_id AS "case", event.sequence AS case_sequence, event.kind,
        audit_moment(event.at) AS at, event.by_id AS "by", event.role, event.deputy_for_id AS deputy_for, event.action,
        event.state_before, event.state_after, event.content_hash AS content
    ) said
$$;

CREATE FUNCTION audit_chain_events() RETURNS trigger LANGUAGE plpgsql {BEHIND_THE_WALL} AS $$
DECLARE one record;
BEGIN
    FOR one IN
        SELECT event.trust_id, array_agg(event.id ORDER BY event.id) AS records,
            array_agg(audit_event_body(event) ORDER BY event.id) AS bodies
        FROM added JOIN cases_caseevent event ON event.id = added.id
        GROUP BY event.trust_id ORDER BY event.trust_id
    LOOP
        PERFORM audit_extend('case_events', one.trust_id, one.records, one.bodies);
    END LOOP;
    RETURN NULL;
END
$$;

-- Events from before the chains become their first links.
DO $$
DECLARE one record;
BEGIN
    FOR one IN
        SELECT trust_id, array_agg(id ORDER BY id) AS records,
            array_agg(audit_event_body(event) ORDER BY id) AS bodies
        FROM cases_caseevent event GROUP BY trust_id ORDER BY trust_id
    LOOP
        PERFORM audit_extend('case_events', one.trust_id, one.records, one.bodies);
    END LOOP;
END
$$;

CREATE TRIGGER events_are_chained AFTER INSERT ON cases_caseevent
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_chain_events();

CREATE TRIGGER content_is_not_changed BEFORE UPDATE ON cases_eventcontent
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER content_is_not_truncated BEFORE TRUNCATE ON cases_eventcontent
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
""" + "".join(protect(table) for table in TABLES)

BACKWARD = "".join(unprotect(table) for table in TABLES) + """
DROP TRIGGER content_is_not_truncated ON cases_eventcontent;
DROP TRIGGER content_is_not_changed ON cases_eventcontent;
DROP TRIGGER events_are_chained ON cases_caseevent;
DROP FUNCTION audit_chain_events();
DROP FUNCTION audit_event_body(cases_caseevent);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_content_apart"), ("audit", "0002_chains")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
