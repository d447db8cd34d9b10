"""Findings of log review and their sign-offs, and what the rules may read of the log."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from likeverd.operations.row_security import BEHIND_THE_WALL, TRUSTS_IN_CONTEXT, protect, unprotect

TABLES = ('audit_finding', 'audit_signoff')
LOOKS = 'audit_review_looks(bigint, timestamptz, timestamptz, bytea[], bytea[])'

APPEND_ONLY = ''.join(f"""
CREATE TRIGGER rows_are_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER rows_are_not_truncated BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
""" for table in TABLES)

FORWARD = f"""
-- Surnames of a name, «Nordmann, Kari» or «Kari Nordmann-Hansen», in small letters whatever the server's collation.
CREATE FUNCTION audit_surnames(a_name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT string_to_array(translate(lower(regexp_replace(
        btrim(split_part(a_name, ',', 1)), '^.*\\s', '')), 'ÆØÅÄÖÜÉ', 'æøåäöüé'), '-')
$$;

-- What the rules read of one trust's log: every opening of a case by staff, and whether the case is about themselves or
-- about somebody with their surname. Compared here, so that neither names nor numbers leave; numbers as the keyed
-- hashes of sign-in, of which the caller gives the pads (HMAC-SHA256) and never the key.
CREATE FUNCTION {LOOKS.replace('(bigint, timestamptz, timestamptz, bytea[], bytea[])',
    '(a_trust bigint, a_from timestamptz, a_until timestamptz, a_inner bytea[], a_outer bytea[])')}
RETURNS TABLE (at timestamptz, person bigint, kind text, ground text, of_case bigint, number text, role text,
    patient bigint, emergency bigint, own_record boolean, same_surname boolean)
LANGUAGE plpgsql STABLE {BEHIND_THE_WALL} AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH looks AS (
        SELECT e.* FROM audit_accessentry e
        WHERE e.trust_id = a_trust AND e.trust_id = ANY ({TRUSTS_IN_CONTEXT}) AND e.at >= a_from AND e.at < a_until
          AND e.kind <> 'list' AND e.practitioner_id IS NOT NULL AND e."case" IS NOT NULL
    ), known AS (
        SELECT p.id, audit_surnames(p.name) AS surnames, array(
            SELECT encode(sha256(pad.o || sha256(pad.i || convert_to(p.identity_number, 'UTF8'))), 'hex')
            FROM unnest(a_inner, a_outer) AS pad (i, o)) AS digests
        FROM cases_patient p WHERE p.trust_id = a_trust AND p.id IN (SELECT l.patient FROM looks l)
    )
    SELECT l.at, l.practitioner_id, l.kind::text, l.purpose_of_use_details::text, l."case", l.decision_ref::text,
        l.role::text, l.patient, l.emergency,
        EXISTS (
            SELECT FROM accounts_personlink link
            WHERE link.person_id = l.practitioner_id AND link.digest = ANY (k.digests)
              AND (link.ended_at IS NULL OR link.ended_at > l.at)),
        coalesce(k.surnames && audit_surnames(staff.name), false)
    FROM looks l
    JOIN organisations_person staff ON staff.id = l.practitioner_id
    LEFT JOIN known k ON k.id = l.patient
    ORDER BY l.at, l.id;
END
$$;
REVOKE EXECUTE ON FUNCTION {LOOKS} FROM PUBLIC;
""" + ''.join(protect(table) for table in TABLES) + APPEND_ONLY

BACKWARD = f"""
DROP FUNCTION {LOOKS};
DROP FUNCTION audit_surnames(text);
""" + ''.join(
    f'DROP TRIGGER rows_are_append_only ON {table}; DROP TRIGGER rows_are_not_truncated ON {table};'
    for table in TABLES
) + ''.join(unprotect(table) for table in TABLES)


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_chains'),
        ('accounts', '0002_who_gets_in'),
        ('cases', '0005_wall_and_chain'),
        ('organisations', '0004_access_managers_and_log_reviewers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(choices=[('emergency', 'Nødinnsyn'), ('own_record', 'Egen sak'), ('same_surname', 'Samme etternavn'), ('many_staff', 'Mange ansatte, én pasient'), ('no_tie', 'Mange saker uten tilknytning'), ('outside_hours', 'Utenom arbeidstid'), ('many_lookups', 'Svært mange oppslag')], max_length=20)),
                ('key', models.CharField(max_length=80)),
                ('role', models.CharField(blank=True, max_length=40)),
                ('ground', models.CharField(blank=True, max_length=24)),
                ('case', models.BigIntegerField(blank=True, null=True)),
                ('number', models.CharField(blank=True, max_length=24)),
                ('patient', models.BigIntegerField(blank=True, null=True)),
                ('emergency', models.BigIntegerField(blank=True, null=True)),
                ('begins', models.DateField()),
                ('ends', models.DateField()),
                ('facts', models.JSONField(default=dict)),
                ('found_at', models.DateTimeField()),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('trust', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.hospitaltrust')),
            ],
            options={
                'indexes': [models.Index(fields=['trust', '-id'], name='findings_of_trust')],
                'constraints': [
                    models.UniqueConstraint(fields=('trust', 'rule', 'key'), name='a_finding_is_kept_once'),
                    models.CheckConstraint(condition=models.Q(('ends__gte', models.F('begins'))), name='a_finding_ends_after_it_begins'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('in_order', 'I orden'), ('follow_up', 'Må følges opp'), ('misuse', 'Urettmessig innsyn')], max_length=12)),
                ('words', models.CharField(max_length=1000)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to='audit.finding')),
                ('trust', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.hospitaltrust')),
            ],
            options={
                'indexes': [models.Index(fields=['finding', '-id'], name='sign_offs_of_finding')],
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_sign_off_has_words')],
            },
        ),
        migrations.AddIndex(
            model_name='accessentry',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['at'], name='access_in_period'),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
