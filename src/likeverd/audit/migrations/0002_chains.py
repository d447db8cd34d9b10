"""Hash chains: each row of a log becomes a link of its trust's chain, in the same transaction, by the database itself.

A link's text holds the hash of the link before it, so that no row can be changed, left out or put in between without
every later hash telling. The head is locked from the insertion to the end of the transaction; several rows of one
statement lock it once. Chains are always taken in the order of the trusts.
"""

from django.db import migrations

from likeverd.operations.row_security import BEHIND_THE_WALL, protect, unprotect

TABLES = ("audit_accessentry", "audit_chainhead", "audit_chainlink")

FORWARD = f"""
CREATE FUNCTION audit_moment(moment timestamptz) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

-- The beginning of a link's text: which chain, which place in it, and the hash of the link before.
CREATE FUNCTION audit_link_head(a_log text, a_trust bigint, a_sequence bigint, a_previous text)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT '{{"log":"' || a_log || '","trust":' || a_trust || ',"sequence":' || a_sequence
        || ',"previous":"' || a_previous || '",'
$$;

-- Adds links to one chain: the row each vouches for, and the rest of its text, which says what the row says.
CREATE FUNCTION audit_extend(a_log text, a_trust bigint, a_records bigint[], a_bodies text[]) RETURNS void
LANGUAGE plpgsql {BEHIND_THE_WALL} AS $$
DECLARE
    head audit_chainhead;
    recorded_at text;
    body text;
    link_text text;
    texts text[] := '{{}}';
    hashes text[] := '{{}}';
    place bigint := 0;
BEGIN
    SELECT * INTO head FROM audit_chainhead WHERE trust_id = a_trust AND log = a_log FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO audit_chainhead (trust_id, log, sequence, hash) VALUES (a_trust, a_log, 0, repeat('0', 64))
            ON CONFLICT DO NOTHING;
        SELECT * INTO head FROM audit_chainhead WHERE trust_id = a_trust AND log = a_log FOR UPDATE;
    END IF;
    recorded_at := '"recorded_at":"' || audit_moment(clock_timestamp()) || '",';
    FOREACH body IN ARRAY a_bodies LOOP
        place := place + 1;
        link_text := audit_link_head(a_log, a_trust, head.sequence + place, head.hash) || recorded_at || body;
        head.hash := encode(sha256(convert_to(link_text, 'UTF8')), 'hex');
        texts[place] := link_text;
        hashes[place] := head.hash;
    END LOOP;
    INSERT INTO audit_chainlink (log, trust_id, sequence, record, entry, hash)
        SELECT a_log, a_trust, head.sequence + link.place, link.record, link.entry, link.hash
        FROM unnest(a_records, texts, hashes) WITH ORDINALITY AS link (record, entry, hash, place);
    UPDATE audit_chainhead SET sequence = head.sequence + place, hash = head.hash WHERE id = head.id;
END
$$;

-- What a link says of a row of the access log: the rest of its text.
CREATE FUNCTION audit_access_body(seen audit_accessentry) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT substr(row_to_json(said)::text, 2) FROM (SELECT
        seen.id AS record, audit_moment(seen.at) AS at, seen.kind, seen.practitioner_id AS practitioner, seen.hpr_nr,
        seen.role, seen.legal_entity, seen.department, seen.purpose_of_use, seen.purpose_of_use_details,
        seen.decision_ref, seen."case", seen.patient, seen.document, seen.emergency, seen.shown, seen.page
    ) said
$$;

CREATE FUNCTION audit_chain_access() RETURNS trigger LANGUAGE plpgsql {BEHIND_THE_WALL} AS $$
DECLARE one record;
BEGIN
    FOR one IN
        SELECT seen.trust_id, array_agg(seen.id ORDER BY seen.id) AS records,
            array_agg(audit_access_body(seen) ORDER BY seen.id) AS bodies
        FROM added JOIN audit_accessentry seen ON seen.id = added.id
        GROUP BY seen.trust_id ORDER BY seen.trust_id
    LOOP
        PERFORM audit_extend('access', one.trust_id, one.records, one.bodies);
    END LOOP;
    RETURN NULL;
END
$$;

CREATE TRIGGER access_is_chained AFTER INSERT ON audit_accessentry
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_chain_access();

CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER access_is_append_only BEFORE UPDATE OR DELETE ON audit_accessentry
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER access_is_not_truncated BEFORE TRUNCATE ON audit_accessentry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER links_are_append_only BEFORE UPDATE OR DELETE ON audit_chainlink
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER links_are_not_truncated BEFORE TRUNCATE ON audit_chainlink
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER heads_are_not_removed BEFORE DELETE ON audit_chainhead
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();

REVOKE EXECUTE ON FUNCTION audit_extend(text, bigint, bigint[], text[]) FROM PUBLIC;
""" + "".join(protect(table) for table in TABLES) + """
-- To be noted takes no right: also what was refused, and what the patient sees, is written.
CREATE POLICY anybody_adds ON audit_accessentry FOR INSERT WITH CHECK (true);
"""

BACKWARD = "DROP POLICY anybody_adds ON audit_accessentry;" + "".join(unprotect(table) for table in TABLES) + """
DROP TRIGGER heads_are_not_removed ON audit_chainhead;
DROP TRIGGER links_are_not_truncated ON audit_chainlink;
DROP TRIGGER links_are_append_only ON audit_chainlink;
DROP TRIGGER access_is_not_truncated ON audit_accessentry;
DROP TRIGGER access_is_append_only ON audit_accessentry;
DROP FUNCTION audit_refuse_change();
DROP TRIGGER access_is_chained ON audit_accessentry;
DROP FUNCTION audit_chain_access();
DROP FUNCTION audit_access_body(audit_accessentry);
DROP FUNCTION audit_extend(text, bigint, bigint[], text[]);
DROP FUNCTION audit_link_head(text, bigint, bigint, text);
DROP FUNCTION audit_moment(timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("organisations", "0003_context")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
