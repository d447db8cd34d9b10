"""Others than the trust itself who have a part in a case: columns, invitations, and what the wall lets them see."""

import django.contrib.postgres.fields
import django.db.models.deletion
import likeverd.core.vocabulary
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

from likeverd.operations.row_security import BEHIND_THE_WALL, protect, unprotect



def _listed(setting: str) -> str:
    """Ids in a setting of the transaction, asked for once in a statement; none where nobody has entered."""
    return f"coalesce((SELECT nullif(current_setting('likeverd.{setting}', true), ''))::bigint[], '{{}}')"


# Cases of other trusts in which the person has a part (core.elsewhere), with their patients and trusts: found once, at
# the entrance. A policy that asked the cases themselves would be planned anew in every statement, and would demand the
# right to read cases of the jobs, which read units and files of all trusts.
PARTS, PATIENTS, TRUSTS = _listed("parts"), _listed("part_patients"), _listed("part_trusts")
OF_CASE = f"case_id = ANY ({PARTS})"
# What of such a case comes out, beside what the trust's own people see.
SHARED = {
    "cases_case": f"id = ANY ({PARTS})",
    "cases_patient": f"id = ANY ({PATIENTS})",
    "cases_caseevent": OF_CASE,
    "cases_routing": OF_CASE,
    "cases_draftrevision": OF_CASE,
    "cases_invitation": OF_CASE,
    "documents_document": OF_CASE,
    "organisations_unit": f"trust_id = ANY ({TRUSTS})",
    "organisations_trustrulesversion": f"trust_id = ANY ({TRUSTS})",
}
# Steps that they take are written: the row, the event with its content, the receipt, an invitation that is used up.
WRITTEN = ("cases_caseevent", "cases_commandreceipt", "cases_invitation")
CONTENT = f"""
CREATE POLICY part_in_the_case ON cases_eventcontent FOR SELECT USING (
    trust_id = ANY ({TRUSTS}) AND event_id IN (SELECT id FROM cases_caseevent WHERE {OF_CASE}));
-- It is written just before its event.
CREATE POLICY part_in_the_case_written ON cases_eventcontent FOR INSERT WITH CHECK (trust_id = ANY ({TRUSTS}));
"""
POLICIES = (
    "".join(
        f"CREATE POLICY part_in_the_case ON {table} FOR SELECT USING ({condition});"
        for table, condition in SHARED.items()
    )
    + "".join(
        f"""
CREATE POLICY part_in_the_case_written ON {table} FOR INSERT WITH CHECK ({OF_CASE});
CREATE POLICY part_in_the_case_changed ON {table} FOR UPDATE USING ({OF_CASE}) WITH CHECK ({OF_CASE});
"""
        for table in WRITTEN
    )
    + f"""
CREATE POLICY part_in_the_case_changed ON cases_case FOR UPDATE
    USING (id = ANY ({PARTS})) WITH CHECK (id = ANY ({PARTS}));
CREATE POLICY part_in_the_case_seen ON cases_commandreceipt FOR SELECT USING ({OF_CASE});
"""
    + CONTENT
)
NO_POLICIES = (
    "".join(f"DROP POLICY part_in_the_case ON {table};" for table in SHARED)
    + "".join(
        f"DROP POLICY part_in_the_case_written ON {table}; DROP POLICY part_in_the_case_changed ON {table};"
        for table in WRITTEN
    )
    + """
DROP POLICY part_in_the_case_changed ON cases_case;
DROP POLICY part_in_the_case_seen ON cases_commandreceipt;
DROP POLICY part_in_the_case_written ON cases_eventcontent;
DROP POLICY part_in_the_case ON cases_eventcontent;
"""
)
ENTER = f"""
-- As before (sight 0002), and with it the trusts that the person directs, and the cases that the person is invited to.
-- A block holds for those who have a part from elsewhere too.
CREATE OR REPLACE FUNCTION likeverd_enter(a_person bigint, a_day date)
RETURNS TABLE (kind text, role varchar, trust bigint, unit bigint, deputy_for bigint, what bigint, of_case bigint)
LANGUAGE plpgsql VOLATILE {BEHIND_THE_WALL} AS $$
DECLARE
    trusts bigint[] := '{{}}';
    directs bigint[] := '{{}}';
    invited bigint[] := '{{}}';
    parts bigint[];
    opened bigint[] := '{{}}';
    blocked bigint[] := '{{}}';
BEGIN
    kind := 'grant';
    FOR role, trust, unit, deputy_for IN SELECT * FROM likeverd_grants(a_person, a_day) LOOP
        trusts := array_append(trusts, trust);
        IF role = 'medical_director' THEN directs := array_append(directs, trust); END IF;
        RETURN NEXT;
    END LOOP;
    role := NULL; unit := NULL; deputy_for := NULL;
    kind := 'invitation';
    FOR trust, what, of_case IN
        SELECT i.trust_id, i.id, i.case_id FROM cases_invitation i
        WHERE i.person_id = a_person AND i.ended_at IS NULL AND i.ends_at > clock_timestamp()
          AND EXISTS (SELECT FROM organisations_person WHERE id = a_person AND is_active)
    LOOP
        invited := array_append(invited, of_case);
        RETURN NEXT;
    END LOOP;
    parts := array(
        SELECT c.id FROM cases_case c WHERE c.home_trust_id = ANY (directs) AND c.furthest > 0
        UNION SELECT c.id FROM cases_case c WHERE c.review_trust_id = ANY (directs)
        UNION SELECT c.id FROM cases_case c
            WHERE c.receiving_person_id = a_person AND c.receiving_trust_id = ANY (trusts)
        UNION SELECT unnest(invited)
    );
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
        WITH closed AS (
            SELECT 'block' AS kind, b.trust_id, b.id AS what, c.id AS of_case FROM sight_block b
            JOIN cases_case c ON c.id = b.case_id
            WHERE b.lifted_at IS NULL AND (b.person_id IS NULL OR b.person_id = a_person)
            UNION ALL
            SELECT 'block', b.trust_id, b.id, c.id FROM sight_block b
            JOIN cases_patient p ON p.trust_id = b.trust_id AND p.identity_number = b.identity_number
            JOIN cases_case c ON c.patient_id = p.id
            WHERE b.lifted_at IS NULL AND b.identity_number <> '' AND (b.person_id IS NULL OR b.person_id = a_person)
            UNION ALL
            SELECT 'document', b.trust_id, b.document_id, d.case_id FROM sight_block b
            JOIN documents_document d ON d.id = b.document_id
            WHERE b.lifted_at IS NULL AND (b.person_id IS NULL OR b.person_id = a_person)
        )
        SELECT closed.kind, closed.trust_id, closed.what, closed.of_case FROM closed
        WHERE closed.trust_id = ANY (trusts) OR closed.of_case = ANY (parts)
    LOOP
        IF of_case = ANY (opened) THEN CONTINUE; END IF;
        IF kind = 'block' THEN blocked := array_append(blocked, of_case); END IF;
        RETURN NEXT;
    END LOOP;
    PERFORM set_config('likeverd.person', a_person::text, true);
    PERFORM set_config('likeverd.trusts', trusts::text, true);
    PERFORM set_config('likeverd.parts', parts::text, true),
        set_config('likeverd.part_patients', array(
            SELECT DISTINCT c.patient_id FROM cases_case c WHERE c.id = ANY (parts))::text, true),
        set_config('likeverd.part_trusts', array(
            SELECT DISTINCT c.trust_id FROM cases_case c WHERE c.id = ANY (parts))::text, true);
    PERFORM set_config('likeverd.blocked', blocked::text, true);
END
$$;

-- Whom to tell, and whom a number names, at a trust whose register is closed to the one who asks: an id, no more.
CREATE FUNCTION likeverd_directors(a_trust bigint, a_day date) RETURNS TABLE (person bigint)
LANGUAGE sql STABLE {BEHIND_THE_WALL} AS $$
    SELECT DISTINCT m.person_id FROM organisations_membership m JOIN organisations_person p ON p.id = m.person_id
    WHERE m.role = 'medical_director' AND m.trust_id = a_trust AND p.is_active
      AND m.valid_from <= a_day AND (m.valid_to IS NULL OR m.valid_to >= a_day)
    UNION
    SELECT d.person_id FROM organisations_deputyship d JOIN organisations_person p ON p.id = d.person_id
    WHERE d.role = 'medical_director' AND d.trust_id = a_trust AND p.is_active AND d.revoked_at IS NULL
      AND d.valid_from <= a_day AND d.valid_to >= a_day
$$;
CREATE FUNCTION likeverd_person_with_number(a_number text, a_role text, a_trust bigint, a_day date) RETURNS bigint
LANGUAGE sql STABLE {BEHIND_THE_WALL} AS $$
    SELECT p.id FROM organisations_person p
    WHERE p.hpr_number = a_number AND a_number <> '' AND p.is_active AND EXISTS (
        SELECT FROM organisations_membership m
        WHERE m.person_id = p.id AND (a_role = '' OR m.role = a_role) AND (a_trust IS NULL OR m.trust_id = a_trust)
          AND m.valid_from <= a_day AND (m.valid_to IS NULL OR m.valid_to >= a_day))
    ORDER BY p.id LIMIT 1
$$;
"""
GUARD = """
-- With a part in another trust's case the wall lets its row be written; whose it is, is never changed.
CREATE FUNCTION cases_keep_trust() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.trust_id <> OLD.trust_id THEN
        RAISE EXCEPTION 'row-level security: a case is not carried to another trust'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER trust_is_kept BEFORE UPDATE OF trust_id ON cases_case
    FOR EACH ROW EXECUTE FUNCTION cases_keep_trust();
CREATE TRIGGER trust_is_the_cases BEFORE INSERT ON cases_invitation FOR EACH ROW EXECUTE FUNCTION cases_fill_trust();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0010_committee_declarations'),
        ('methods', '0003_entries_and_history'),
        ('organisations', '0006_method_secretariat'),
        ('sight', '0002_context'),
        ('documents', '0003_quarantine'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('advice', models.PositiveSmallIntegerField()),
                ('begins_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='cases.case')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('trust', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.hospitaltrust')),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'ends_at'], name='invitations_of_person')],
                'constraints': [
                    models.UniqueConstraint(fields=('case', 'advice'), name='one_invitation_per_advice'),
                    models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='an_invitation_ends'),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name='case',
            name='known_state',
        ),
        migrations.RemoveConstraint(
            model_name='case',
            name='ended_cases_have_an_end',
        ),
        migrations.AddField(
            model_name='case',
            name='advice',
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name='case',
            name='first_deciders',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='case',
            name='home_acknowledged',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='case',
            name='home_trust',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.hospitaltrust'),
        ),
        migrations.AddField(
            model_name='case',
            name='receiving_person',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='case',
            name='receiving_trust',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.hospitaltrust'),
        ),
        migrations.AddField(
            model_name='case',
            name='review_trust',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.hospitaltrust'),
        ),
        migrations.AlterField(
            model_name='case',
            name='state',
            field=models.CharField(choices=[('draft', 'draft'), ('clinical_review', 'clinical_review'), ('anchoring', 'anchoring'), ('committee', 'committee'), ('decision', 'decision'), ('awaiting_answers', 'awaiting_answers'), ('returned', 'returned'), ('granted', 'granted'), ('granted_with_conditions', 'granted_with_conditions'), ('refused', 'refused'), ('wrong_scheme', 'wrong_scheme'), ('stopped', 'stopped'), ('withdrawn', 'withdrawn'), ('moved', 'moved'), ('closed_by_death', 'closed_by_death')], default=likeverd.core.vocabulary.State['DRAFT'], max_length=30),
        ),
        AddConstraintNotValid(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'clinical_review', 'anchoring', 'committee', 'decision', 'awaiting_answers', 'returned', 'granted', 'granted_with_conditions', 'refused', 'wrong_scheme', 'stopped', 'withdrawn', 'moved', 'closed_by_death'])), name='known_state'),
        ),
        AddConstraintNotValid(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state__in', ['draft', 'returned', 'awaiting_answers', 'clinical_review', 'anchoring', 'committee', 'decision'])), models.Q(('ended_at__isnull', False), ('state__in', ['granted', 'granted_with_conditions', 'refused', 'wrong_scheme', 'stopped', 'withdrawn', 'moved', 'closed_by_death'])), _connector='OR'), name='ended_cases_have_an_end'),
        ),
        migrations.RunSQL(
            protect("cases_invitation") + GUARD + ENTER + POLICIES,
            NO_POLICIES
            + "DROP FUNCTION likeverd_person_with_number(text, text, bigint, date);"
            + "DROP FUNCTION likeverd_directors(bigint, date);"
            + "DROP TRIGGER trust_is_kept ON cases_case; DROP FUNCTION cases_keep_trust();"
            + "DROP TRIGGER trust_is_the_cases ON cases_invitation;"
            + unprotect("cases_invitation"),
        ),
    ]
