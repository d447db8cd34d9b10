"""The database's roles, and what each may do.

``likeverd_owner`` owns the schema and is used by migrations alone. ``likeverd_app`` serves people: it reads and writes
rows, behind row-level security, and can change no table. ``likeverd_job`` runs queued jobs and reads no case.
``likeverd_auditor`` reads the logs of all trusts, and nothing that an event says of a patient. ``likeverd_archive``
reads cases that have ended and hands them to the archive. ``likeverd_stats`` reads nothing but the aggregates that are
made for it. The statements here are those that docs/operations.md gives to the operator of a real server; all may be
repeated.
"""

from __future__ import annotations

import psycopg
from psycopg import sql

from likeverd.operations.embedded_postgres import Cluster

OWNER = "likeverd_owner"
APPLICATION = "likeverd_app"
JOB = "likeverd_job"
AUDITOR = "likeverd_auditor"
ARCHIVE = "likeverd_archive"
STATISTICS = "likeverd_stats"
ROLES = (OWNER, APPLICATION, JOB, AUDITOR, ARCHIVE, STATISTICS)
DATABASE = "likeverd"

# Run by the owner inside each new database, before the first migration.
SCHEMA_STATEMENTS = (
    (
        f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public"
        f" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APPLICATION}"
    ),
    f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APPLICATION}",
    f"GRANT USAGE ON SCHEMA public TO {APPLICATION}, {JOB}, {AUDITOR}, {ARCHIVE}, {STATISTICS}",
)

# Only added to: a right that is missing here is refused before any trigger is asked.
ONLY_ADDED_TO = (
    "cases_caseevent",
    "cases_eventcontent",
    "audit_accessentry",
    "audit_finding",
    "audit_signoff",
    "methods_registerchange",
    "audit_logexport",
    "timing_told",
    "packet_packetsettingsversion",
    "packet_packetmark",
    "precedents_approval",
    "precedents_dossierversion",
    "precedents_origin",
    "precedents_signal",
    "committee_attendance",
    "committee_declaration",
    "committee_mark",
    "committee_note",
    "committee_conclusion",
    "committee_minutes",
    "letters_lettertemplate",
    "letters_letter",
    "letters_letterfile",
    "letters_letterrelease",
    "verification_codestate",
    "verification_check",
    "archive_tombstone",
)
# Written by the database's own functions, or by the owner.
ONLY_READ = ("audit_chainhead", "audit_chainlink", "django_migrations")
LOGS = ("audit_accessentry", "audit_chainhead", "audit_chainlink", "cases_caseevent")
REGISTERS = (
    "organisations_person",
    "organisations_hospitaltrust",
    "organisations_unit",
    "organisations_membership",
    "organisations_deputyship",
)
# What a package for the archive is made of.
ARCHIVED = (
    "cases_case",
    "cases_patient",
    "cases_caseevent",
    "cases_eventcontent",
    "cases_routing",
    "documents_document",
    "letters_letter",
    "letters_letterfile",
    "letters_letterrelease",
    "packet_packetitem",
    "packet_packetmark",
    "committee_attendance",
    "committee_conclusion",
    "committee_declaration",
    "committee_item",
    "committee_mark",
    "committee_meeting",
    "committee_member",
    "committee_minutes",
    "committee_note",
    "methods_method",
    "methods_methodevent",
    "methods_registerentry",
    "operations_switchchange",
    "organisations_trustrulesversion",
    "django_migrations",
)
# A job reads and writes what belongs to no trust, and files that are to be examined.
JOB_RIGHTS = f"""DO $$
DECLARE one text;
BEGIN
    FOR one IN
        SELECT c.oid::regclass::text FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT EXISTS (
            SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'trust_id' AND NOT attisdropped)
          AND c.relname <> 'django_migrations'
    LOOP
        EXECUTE 'GRANT SELECT, INSERT, UPDATE, DELETE ON ' || one || ' TO {JOB}';
    END LOOP;
END $$"""  # noqa: S608 - made of names of our own
ALL_TRUSTS = f"""DO $$
DECLARE one text;
BEGIN
    FOREACH one IN ARRAY ARRAY{list(LOGS + REGISTERS[2:])!r} LOOP
        IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = one::regclass AND polname = 'auditor_reads') THEN
            EXECUTE 'CREATE POLICY auditor_reads ON ' || one || ' FOR SELECT TO {AUDITOR} USING (true)';
        END IF;
    END LOOP;
    IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = 'audit_chainhead'::regclass AND polname = 'job_reads') THEN
        CREATE POLICY job_reads ON audit_chainhead FOR SELECT TO {JOB} USING (true);
    END IF;
    -- A job sets the files of letters, and reads a letter only as long as it has none.
    IF NOT EXISTS (
        SELECT FROM pg_policy WHERE polrelid = 'letters_letter'::regclass AND polname = 'job_sets_files'
    ) THEN
        CREATE POLICY job_sets_files ON letters_letter AS RESTRICTIVE TO {JOB}
            USING (NOT EXISTS (SELECT FROM letters_letterfile f WHERE f.letter_id = id));
    END IF;
END $$"""  # noqa: S608 - made of names of our own
ENDED_CASES_ALONE = f"""DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = 'cases_case'::regclass AND polname = 'archive_reads_ended')
    THEN
        CREATE POLICY archive_reads_ended ON cases_case AS RESTRICTIVE TO {ARCHIVE}
            USING (ended_at IS NOT NULL OR first_deciders <> '{{}}');  -- a case that was reopened had ended
    END IF;
END $$"""
# Run by the owner after each migration.
AFTER_MIGRATION = (
    f"REVOKE UPDATE, DELETE, TRUNCATE ON {', '.join(ONLY_ADDED_TO)} FROM {APPLICATION}",
    f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {', '.join(ONLY_READ)} FROM {APPLICATION}",
    f"REVOKE UPDATE, DELETE ON exports_export FROM {APPLICATION}",
    f"GRANT UPDATE (content, emptied_at) ON exports_export TO {APPLICATION}",
    f"REVOKE UPDATE, DELETE ON organisations_membership, organisations_deputyship FROM {APPLICATION}",
    f"GRANT UPDATE (valid_to, ended_at, ended_by, end_reason) ON organisations_membership TO {APPLICATION}",
    f"GRANT UPDATE (revoked_at) ON organisations_deputyship TO {APPLICATION}",
    f"REVOKE UPDATE, DELETE ON organisations_absence FROM {APPLICATION}",
    f"GRANT UPDATE (ended_at) ON organisations_absence TO {APPLICATION}",
    f"REVOKE UPDATE, DELETE, TRUNCATE ON organisations_catchmentperiod FROM {APPLICATION}",
    f"GRANT UPDATE (replaced_at, replaced_reason) ON organisations_catchmentperiod TO {APPLICATION}",
    f"REVOKE UPDATE, DELETE, TRUNCATE ON patients_release, patients_statement, cases_routing FROM {APPLICATION}",
    f"REVOKE UPDATE, DELETE ON sight_emergencysight, sight_block FROM {APPLICATION}",
    f"GRANT UPDATE (ended_at) ON sight_emergencysight TO {APPLICATION}",
    f"GRANT UPDATE (lifted_at, lifted_by_id, lift_reason) ON sight_block TO {APPLICATION}",
    f"REVOKE UPDATE, DELETE, TRUNCATE ON committee_member FROM {APPLICATION}",
    f"GRANT UPDATE (ended_at, ended_by_id, end_reason) ON committee_member TO {APPLICATION}",
    f"REVOKE DELETE, TRUNCATE ON committee_meeting, committee_item, committee_numbering FROM {APPLICATION}",
    f"REVOKE UPDATE, DELETE, TRUNCATE ON methods_registerentry FROM {APPLICATION}",
    f"GRANT UPDATE (current) ON methods_registerentry TO {APPLICATION}",
    f"REVOKE DELETE, TRUNCATE ON precedents_precedent, precedents_dossier FROM {APPLICATION}",
    f"REVOKE UPDATE ON precedents_dossier FROM {APPLICATION}",
    f"REVOKE UPDATE, DELETE, TRUNCATE ON packet_packetitem FROM {APPLICATION}",
    f"GRANT UPDATE (standing, since) ON packet_packetitem TO {APPLICATION}",
    f"REVOKE UPDATE, DELETE, TRUNCATE ON verification_code FROM {APPLICATION}",
    f"GRANT EXECUTE ON FUNCTION verification_look_up, verification_note TO {APPLICATION}",
    f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {JOB}",
    JOB_RIGHTS,
    f"GRANT SELECT, UPDATE ON documents_document TO {JOB}",
    f"GRANT SELECT (id, trust_id, case_id, kind, content, made_at) ON letters_letter TO {JOB}",
    f"GRANT SELECT (letter_id), INSERT ON letters_letterfile TO {JOB}",
    f"GRANT SELECT (letter_id) ON letters_letterrelease TO {JOB}",
    f"GRANT SELECT ON audit_chainhead, organisations_unit, organisations_trustrulesversion, django_migrations TO {JOB}",
    f"GRANT SELECT ON organisations_membership, organisations_deputyship TO {JOB}",
    f"GRANT SELECT, INSERT ON audit_finding, timing_told TO {JOB}",
    f"GRANT EXECUTE ON FUNCTION timing_open_cases TO {APPLICATION}, {JOB}",
    f"GRANT EXECUTE ON FUNCTION audit_review_looks TO {APPLICATION}, {JOB}",
    f"GRANT SELECT ON {', '.join(LOGS + REGISTERS)} TO {AUDITOR}",
    ALL_TRUSTS,
    f"REVOKE DELETE, TRUNCATE ON archive_handover, archive_archivestep FROM {APPLICATION}",
    f"GRANT SELECT ON {', '.join((*ARCHIVED, *REGISTERS))} TO {ARCHIVE}",
    f"GRANT EXECUTE ON FUNCTION archive_queue, archive_figures TO {APPLICATION}",
    f"REVOKE UPDATE, DELETE, TRUNCATE ON archive_legalhold FROM {APPLICATION}",
    f"GRANT UPDATE (ended_at, ended_by_id, end_reason) ON archive_legalhold TO {APPLICATION}",
    f"REVOKE INSERT ON archive_tombstone FROM {APPLICATION}",
    f"GRANT UPDATE (standing, since) ON packet_packetitem TO {ARCHIVE}",
    f"GRANT INSERT ON packet_packetmark TO {ARCHIVE}",
    f"GRANT EXECUTE ON FUNCTION retention_facts, retention_delete, archive_catch_up TO {ARCHIVE}",
    f"GRANT SELECT, INSERT, UPDATE ON archive_handover, archive_archivestep TO {ARCHIVE}",
    ENDED_CASES_ALONE,
)


def ensure_roles(superuser: psycopg.Connection) -> None:
    """Make the roles where they are missing. Without password: the embedded server's folder guards the door."""
    for role in ROLES:
        found = superuser.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        if not found:
            superuser.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))


def ensure_database(superuser: psycopg.Connection, name: str) -> bool:
    """Make a database that the owner owns, where it is missing. Answers whether it was made. Needs autocommit."""
    if superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        return False
    superuser.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
            sql.Identifier(name), sql.Identifier(OWNER)
        )
    )
    guard_database(superuser, name)
    return True


def guard_database(superuser: psycopg.Connection, name: str) -> None:
    """Let nobody but our roles into a database, and let nobody but the owner make temporary tables."""
    superuser.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
    superuser.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
            sql.Identifier(name),
            sql.SQL(", ").join(sql.Identifier(role) for role in ROLES if role != OWNER),
        )
    )


def ensure_schema(owner: psycopg.Connection) -> None:
    """Give the application its rights on what the owner will make. May be repeated."""
    for statement in SCHEMA_STATEMENTS:
        owner.execute(sql.SQL(statement))


def prepare(cluster: Cluster, database: str = DATABASE) -> None:
    """Roles, database and rights on a running embedded server."""
    with psycopg.connect(cluster.connection_string(), autocommit=True) as superuser:
        ensure_roles(superuser)
        ensure_database(superuser, database)
    with psycopg.connect(cluster.connection_string(database, OWNER), autocommit=True) as owner:
        ensure_schema(owner)
