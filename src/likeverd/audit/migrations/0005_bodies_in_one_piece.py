"""What a link says of a row, in a form that PostgreSQL can write into the query that asks.

The same text as before, to the byte. A function whose body is one expression over its row is not called row by row:
checking a chain takes half the time for it. The row type names the text's parts; ``audit_moment`` says STABLE, since
``to_char`` does, and is written out for the same reason.
"""

from django.db import migrations

MOMENT = """
CREATE OR REPLACE FUNCTION audit_moment(moment timestamptz) RETURNS text LANGUAGE sql {volatility} PARALLEL SAFE AS $$
    SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;
"""
FORWARD = MOMENT.format(volatility="STABLE") + """
CREATE TYPE audit_event_said AS (
    record bigint, "case" bigint, case_sequence integer, kind varchar, at text, "by" bigint, role varchar,
    deputy_for bigint, action varchar, state_before varchar, state_after varchar, content varchar);
CREATE TYPE audit_access_said AS (
    record bigint, at text, kind varchar, practitioner bigint, hpr_nr varchar, role varchar, legal_entity bigint,
    department bigint, purpose_of_use varchar, purpose_of_use_details varchar, decision_ref varchar, "case" bigint,
    patient bigint, document bigint, emergency bigint, shown varchar[], page varchar);

CREATE OR REPLACE FUNCTION audit_event_body(event cases_caseevent) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT substr(row_to_json(ROW(
        event.id, event.case_id, event.sequence, event.kind, audit_moment(event.at), event.by_id, event.role,
        event.deputy_for_id, event.action, event.state_before, event.state_after, event.content_hash
    )::audit_event_said)::text, 2)
$$;
CREATE OR REPLACE FUNCTION audit_access_body(seen audit_accessentry) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT substr(row_to_json(ROW(
        seen.id, audit_moment(seen.at), seen.kind, seen.practitioner_id, seen.hpr_nr, seen.role, seen.legal_entity,
        seen.department, seen.purpose_of_use, seen.purpose_of_use_details, seen.decision_ref, seen."case",
        seen.patient, seen.document, seen.emergency, seen.shown, seen.page
    )::audit_access_said)::text, 2)
$$;
"""
BACKWARD = MOMENT.format(volatility="IMMUTABLE") + """
CREATE OR REPLACE FUNCTION audit_event_body(event cases_caseevent) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT substr(row_to_json(said)::text, 2) FROM (SELECT
        event.id AS record, event.case_id AS "case", event.sequence AS case_sequence, event.kind,
        audit_moment(event.at) AS at, event.by_id AS "by", event.role, event.deputy_for_id AS deputy_for, event.action,
        event.state_before, event.state_after, event.content_hash AS content
    ) said
$$;
CREATE OR REPLACE FUNCTION audit_access_body(seen audit_accessentry) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT substr(row_to_json(said)::text, 2) FROM (SELECT
        seen.id AS record, audit_moment(seen.at) AS at, seen.kind, seen.practitioner_id AS practitioner, seen.hpr_nr,
        seen.role, seen.legal_entity, seen.department, seen.purpose_of_use, seen.purpose_of_use_details,
        seen.decision_ref, seen."case", seen.patient, seen.document, seen.emergency, seen.shown, seen.page
    ) said
$$;
DROP TYPE audit_access_said;
DROP TYPE audit_event_said;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_log_exports"), ("cases", "0009_changes_of_the_method")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
