"""Codes of decisions: behind the wall, only added to, and asked by strangers through two functions alone."""

import django.db.models.deletion
from django.db import migrations, models

from likeverd.operations.row_security import BEHIND_THE_WALL, protect, unprotect

TABLES = ("verification_code", "verification_codestate", "verification_check")
OF_PART = (
    "case_id = ANY (coalesce((SELECT nullif(current_setting('likeverd.parts', true), ''))::bigint[], '{}'))"
)
# A director of another trust who sets a decision aside (cases 0011) closes its code with the same step.
PARTS = "".join(
    f"""
CREATE POLICY part_in_the_case ON {table} FOR SELECT USING ({OF_PART});
CREATE POLICY part_in_the_case_written ON {table} FOR INSERT WITH CHECK ({OF_PART});
CREATE TRIGGER trust_is_the_cases BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION cases_fill_trust();
"""
    for table in TABLES[:2]
)
NO_PARTS = "".join(
    f"""
DROP TRIGGER trust_is_the_cases ON {table};
DROP POLICY part_in_the_case_written ON {table};
DROP POLICY part_in_the_case ON {table};
"""
    for table in TABLES[:2]
)
GUARD = "".join(
    f"""
CREATE TRIGGER rows_are_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER rows_are_not_truncated BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
    for table in TABLES[1:]
)
UNGUARD = "".join(
    f"DROP TRIGGER rows_are_not_truncated ON {table}; DROP TRIGGER rows_are_append_only ON {table};"
    for table in TABLES[1:]
)
# For the page that is open to all: what holds for a code whose digest is known, and of the case nothing else.
ASKED = f"""
CREATE FUNCTION verification_look_up(digests text[])
RETURNS TABLE (code bigint, drug varchar, valid_until date, trust varchar)
LANGUAGE sql STABLE {BEHIND_THE_WALL} AS $$
    SELECT c.id, s.drug, s.valid_until, t.name
    FROM verification_code c
    JOIN organisations_hospitaltrust t ON t.id = c.trust_id
    CROSS JOIN LATERAL (
        SELECT drug, valid_until FROM verification_codestate WHERE code_id = c.id ORDER BY id DESC LIMIT 1) s
    WHERE c.digest = ANY (digests)
$$;
CREATE FUNCTION verification_note(a_code bigint, a_verdict text, a_place text, a_moment timestamptz) RETURNS void
LANGUAGE sql VOLATILE {BEHIND_THE_WALL} AS $$
    INSERT INTO verification_check (trust_id, code_id, verdict, place, at)
    VALUES ((SELECT trust_id FROM verification_code WHERE id = a_code), a_code, a_verdict, a_place, a_moment)
$$;
REVOKE EXECUTE ON FUNCTION verification_look_up, verification_note FROM PUBLIC;
"""
NOT_ASKED = "DROP FUNCTION verification_note; DROP FUNCTION verification_look_up;"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('audit', '0003_log_review'),
        ('cases', '0012_elsewhere_indexes'),
        ('organisations', '0009_keepers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Code',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seed', models.UUIDField()),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='verification_code', to='cases.case')),
                ('trust', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.hospitaltrust')),
            ],
        ),
        migrations.CreateModel(
            name='CodeState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('drug', models.CharField(max_length=300)),
                ('valid_until', models.DateField(null=True)),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('code', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='states', to='verification.code')),
                ('trust', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.hospitaltrust')),
            ],
        ),
        migrations.CreateModel(
            name='Use',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.CharField(max_length=64)),
                ('window', models.DateTimeField()),
                ('points', models.PositiveIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('who', 'window'), name='one_use_per_window')],
            },
        ),
        migrations.CreateModel(
            name='Check',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('valid', 'valid'), ('expired', 'expired'), ('withdrawn', 'withdrawn'), ('unknown', 'unknown'), ('mistyped', 'mistyped')], max_length=12)),
                ('place', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('trust', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.hospitaltrust')),
                ('code', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='verification.code')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ['valid', 'expired', 'withdrawn', 'unknown', 'mistyped'])), name='known_verdict')],
            },
        ),
        migrations.RunSQL(
            "".join(protect(table) for table in TABLES) + PARTS + GUARD + ASKED,
            NOT_ASKED + UNGUARD + NO_PARTS + "".join(unprotect(table) for table in TABLES),
        ),
    ]
