"""The wall in a patient's context: released cases of that patient come out, and not a row of anything else."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.db.utils import DatabaseError, ProgrammingError
from django.utils import timezone
from tests.patients.people import ANOTHER_NUMBER, another_patients_case, release
from tests.support.copies import copies_of
from tests.support.house import NOON, build_house
from tests.support.journey import PATIENT_NUMBER, begin, case_in_state, complete, sent_as_far_as
from tests.support.row_security import behind_the_wall

from likeverd.audit.models import AccessEntry
from likeverd.cases.models import Case, CaseEvent, DraftRevision, EventContent, Patient
from likeverd.core.patient_view import Part
from likeverd.core.vocabulary import Action, Role, State
from likeverd.documents.models import Document
from likeverd.organisations.context import enter, everything
from likeverd.organisations.models import Membership
from likeverd.patients.context import enter_as_known_patient, enter_as_patient
from likeverd.patients.models import Release, Statement
from likeverd.sight.models import Block, EmergencySight

TODAY = NOON.date()
TABLES_WITH_A_TRUST = """
    SELECT c.relname FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'trust_id' AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY 1
"""
# What comes out for a patient; of these organisations_* holds names and promises of the trust, and nothing of anybody.
OPEN = {
    "audit_accessentry",
    "cases_case",
    "cases_caseevent",
    "cases_eventcontent",
    "cases_patient",
    "documents_document",
    "organisations_trustrulesversion",
    "organisations_unit",
    "patients_release",
    "patients_statement",
    "sight_block",
    "sight_emergencysight",
}


def fill(case, patient_number):
    """A row of every kind that can belong to a case."""
    now = timezone.now()
    shared = {"case": case, "trust_id": case.trust_id}
    Document.objects.create(
        case=case,
        kind=Document.ATTACHMENT,
        name="fil.pdf",
        media_type="application/pdf",
        size=5,
        checksum="0" * 64,
        content=b"%PDF-",
        added_by=case.applicant,
        added_at=now,
    )
    EmergencySight.objects.create(
        **shared,
        person=case.applicant,
        reason="acute_care",
        words="Fordi det hastet veldig.",
        begins_at=now,
        ends_at=now + timedelta(hours=1),
    )
    Block.objects.create(**shared, reason="Ba om det.", set_by=case.applicant, set_at=now)
    Block.objects.create(
        trust_id=case.trust_id,
        identity_number=patient_number,
        reason="Ba om det.",
        set_by=case.applicant,
        set_at=now,
    )
    Statement.objects.create(case=case, patient=case.patient, words="Mine ord.", written_at=now)
    with connection.cursor() as cursor:
        for number in (case.pk, None):
            cursor.execute(
                "INSERT INTO audit_accessentry (trust_id, at, kind, hpr_nr, role, purpose_of_use, "
                'purpose_of_use_details, decision_ref, "case", patient, shown, page) VALUES '
                "(%s, now(), 'read', '', '', 'TREAT', 'applicant', '', %s, %s, '{}', 'x')",
                [case.trust_id, number, case.patient_id],
            )


@pytest.fixture
def world(fresh_database):
    """Two patients with rows of every kind; the first at two trusts, two names, and one case that is not released."""
    house = build_house()
    mine = sent_as_far_as(house, Action.SUBMIT)
    small = begin(house, house.small)
    married = Patient.objects.create(
        trust=mine.trust,
        identity_number=PATIENT_NUMBER,
        identity_kind=mine.patient.identity_kind,
        name="Oppdiktet Gift",
    )
    second = complete(begin(house, house.innlandet, why_new="nytt"))
    Case.objects.filter(pk=second.pk).update(patient=married)
    second.refresh_from_db()
    hidden = complete(begin(house, house.innlandet, why_new="enda en"))
    other = another_patients_case(house)
    for case, number in ((mine, PATIENT_NUMBER), (small, PATIENT_NUMBER), (other, ANOTHER_NUMBER)):
        fill(case, number)
    fill(hidden, PATIENT_NUMBER)
    for case in (mine, small, second, other):
        release(case)
    return house, mine, small, second, hidden, other


def seen():
    """Everything that has a case, by the ids of the cases."""
    return {
        "cases": set(Case.objects.values_list("pk", flat=True)),
        "events": set(CaseEvent.objects.values_list("case_id", flat=True)),
        "contents": set(
            CaseEvent.objects.filter(pk__in=EventContent.objects.values("pk")).values_list(
                "case_id", flat=True
            )
        ),
        "documents": set(Document.objects.values_list("case_id", flat=True)),
        "sights": set(EmergencySight.objects.values_list("case_id", flat=True)),
        "releases": set(Release.objects.values_list("case_id", flat=True)),
        "statements": set(Statement.objects.values_list("case_id", flat=True)),
    }


def test_a_patient_sees_own_released_cases_at_every_trust_and_under_every_name(world):
    _, mine, small, second, hidden, other = world
    with behind_the_wall(), transaction.atomic():
        context = enter_as_patient(PATIENT_NUMBER)
        assert {case.pk for case in Case.objects.all()} == {mine.pk, small.pk, second.pk}
        assert set(context.patients) == {mine.patient_id, small.patient_id, second.patient_id}
        for kind, cases in seen().items():
            assert cases <= {mine.pk, small.pk, second.pk}, kind
            assert mine.pk in cases, kind
        assert set(Patient.objects.values_list("identity_number", flat=True)) == {PATIENT_NUMBER}
        assert set(AccessEntry.objects.values_list("patient", flat=True)) <= set(context.patients)
        assert set(AccessEntry.objects.values_list("case", flat=True)) == {mine.pk, small.pk, None}
        blocks = Block.objects.all()
        assert (
            len(blocks) == 5
        )  # two of cases, three of the number, of which one stands with the hidden case
        assert {block.identity_number for block in blocks} == {"", PATIENT_NUMBER}
        assert hidden.pk not in {block.case_id for block in blocks}
        assert other.pk not in {block.case_id for block in blocks}


def test_of_everything_else_not_a_row_comes_out(world):
    with behind_the_wall(), transaction.atomic(), connection.cursor() as cursor:
        enter_as_patient(PATIENT_NUMBER)
        cursor.execute(TABLES_WITH_A_TRUST)
        tables = [row[0] for row in cursor.fetchall()]
        assert set(tables) >= OPEN
        for table in set(tables) - OPEN:
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - a name from the catalogue
            assert cursor.fetchone() == (0,), table
        assert not Membership.objects.exists()
        assert not DraftRevision.objects.exists()


def test_the_row_of_a_person_opens_the_same_as_the_number(world):
    _, mine, small, second, _, other = world
    with behind_the_wall():
        for row in (mine.patient_id, small.patient_id, second.patient_id):
            with transaction.atomic():
                enter_as_known_patient(row)
                assert Case.objects.count() == 3
        with transaction.atomic():
            enter_as_known_patient(other.patient_id)
            assert [case.pk for case in Case.objects.all()] == [other.pk]


@pytest.mark.parametrize("who", ["", "0", "00000000000", "%", "' OR true --"])
def test_nobody_sees_anything_by_being_nobody(world, who):
    with behind_the_wall(), transaction.atomic():
        assert enter_as_patient(who).rows == ()
        assert not any(seen().values())
        assert not Patient.objects.exists()
        assert not Block.objects.exists()
        assert not AccessEntry.objects.exists()
    with behind_the_wall(), transaction.atomic():
        assert enter_as_known_patient(0).rows == ()
        assert not any(seen().values())


def test_the_context_ends_with_the_transaction_and_with_another_entry(world):
    house, mine, *_ = world
    director = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    with behind_the_wall():
        with transaction.atomic():
            enter_as_patient(PATIENT_NUMBER)
            assert Case.objects.exists()
        assert not any(seen().values())
        with transaction.atomic():
            enter_as_patient(ANOTHER_NUMBER)
            enter(director.pk, TODAY)
            assert Membership.objects.exists()
            assert mine.pk in seen()["releases"]
            enter_as_patient(ANOTHER_NUMBER)
            assert mine.pk not in seen()["releases"]
            assert not Membership.objects.exists()
            everything("the test counts all")
            assert Case.objects.count() == 5


def test_what_staff_see_is_not_changed(world):
    house, mine, small, second, hidden, other = world
    with behind_the_wall(), transaction.atomic():
        enter(house.innlandet.person(Role.MEDICAL_DIRECTOR).pk, TODAY)
        blocked = {mine.pk, hidden.pk, second.pk, other.pk} - seen()["cases"]
        assert blocked == {mine.pk, hidden.pk, second.pk, other.pk}  # fill() blocks the numbers
        assert set(Release.objects.values_list("case_id", flat=True)) == {
            mine.pk,
            second.pk,
            other.pk,
        }
        assert small.pk not in set(Release.objects.values_list("case_id", flat=True))


def test_a_patient_changes_nothing_and_adds_only_own_words(world):
    _, mine, _, _, hidden, other = world
    with behind_the_wall(), transaction.atomic():
        enter_as_patient(PATIENT_NUMBER)
        row = {"words": "Hei", "written_at": timezone.now()}
        Statement.objects.create(case=mine, patient=mine.patient, **row)
        for foreign in (hidden, other):
            with pytest.raises(DatabaseError, match=r"row-level|null value"), transaction.atomic():
                Statement.objects.create(case=foreign, patient=foreign.patient, **row)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Case.objects.filter(pk=mine.pk).update(urgent=True)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Release.objects.create(
                case=mine, part=Part.OUTCOME, shown=True, by=mine.applicant, at=timezone.now()
            )


def test_releases_and_statements_are_never_changed(world):
    for statement in (
        "UPDATE patients_release SET shown = true",
        "DELETE FROM patients_release",
        "UPDATE patients_statement SET words = 'x'",
        "DELETE FROM patients_statement",
        "TRUNCATE patients_statement",
    ):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_the_usual_time_is_told_from_enough_cases_alone(fresh_database):
    house = build_house()
    ended = case_in_state(house, State.GRANTED)
    asked = [ended.trust_id]
    copies = copies_of(ended, 9)
    Case.objects.update(ended_at=F("submitted_at") + timedelta(days=11, hours=20))
    with connection.cursor() as cursor:
        cursor.execute("SELECT likeverd_usual_days(%s)", asked)
        assert cursor.fetchone() == (12,)
        Case.objects.filter(pk=copies[0].pk).update(submitted_at=None)
        cursor.execute("SELECT likeverd_usual_days(%s)", asked)
        assert cursor.fetchone() == (None,)
