"""The patient reads the letter on own pages exactly as long as the answer may be seen, and nobody else does."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.patients.people import another_patients_case, release
from tests.support.house import House, build_house
from tests.support.journey import case_in_state
from tests.support.pdf import text_of
from tests.support.row_security import behind_the_wall

from likeverd.audit.models import AccessEntry
from likeverd.core.patient_view import Part, ReleaseWanted
from likeverd.core.timing.patient_days import NO_CONTACT, PlannedContact
from likeverd.core.vocabulary import Role, State
from likeverd.core.workdays import local_day
from likeverd.letters import actions
from likeverd.letters.models import Letter, LetterFile
from likeverd.organisations.selectors import actor_for
from likeverd.patients.actions import set_release
from likeverd.patients.context import enter_as_known_patient
from likeverd.patients.selectors import sees_the_answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: None) -> House:
    return build_house()


def signed_in(case):
    """A browser in which the patient of a case is signed in."""
    client = Client()
    assert client.post("/demo/pasienter/", {"patient": case.patient_id}).status_code == 302
    return client


def pages(case):
    names = ("letters:own_letter", "letters:own_letter_file")
    return [reverse(name, args=[case.number]) for name in names]


def statuses(client, case):
    return [client.get(page).status_code for page in pages(case)]


def give(case, days=0, language="nb"):
    """Given with a planned contact, so that no holiday of the real calendar holds it back."""
    today = local_day(timezone.now())
    contact = PlannedContact("Legen", today) if not days else NO_CONTACT
    wanted = ReleaseWanted(Part.OUTCOME, True, today + timedelta(days=days), contact)
    by, now = case.applicant, timezone.now()
    return actions.give_to_patient(case.number, language, wanted, by=by, now=now)


def case_page(client, case):
    return unescape(client.get(reverse("patients:case", args=[case.number])).content.decode())


def test_a_letter_is_read_when_it_is_given_and_not_before(house):
    case = case_in_state(house, State.REFUSED, now=timezone.now())
    release(case, Part.STATUS, Part.OUTCOME)
    client = signed_in(case)
    assert statuses(client, case) == [404, 404]  # the answer is shown, the letter is not given
    assert pages(case)[0] not in case_page(client, case)
    give(case, language="nn")
    assert statuses(client, case) == [200, 200]
    assert pages(case)[0] in case_page(client, case)
    page = unescape(client.get(pages(case)[0]).content.decode())
    assert "Kvifor" in page
    assert 'lang="nn"' in page
    file = client.get(pages(case)[1])
    assert file["Content-Disposition"] == f'attachment; filename="{case.number}.pdf"'
    assert case.patient.name in text_of(file.content)
    noted = AccessEntry.objects.filter(shown__contains=["letter"], practitioner=None)
    assert noted.filter(case=case.pk).count() == 4


def test_before_the_day_of_the_conversation_nothing_is_read(house):
    case = case_in_state(house, State.REFUSED, now=timezone.now())
    give(case, days=3)
    client = signed_in(case)
    assert statuses(client, case) == [404, 404]
    assert "avslått" not in case_page(client, case)
    in_a_week = timezone.now() + timedelta(days=8)
    assert sees_the_answer(case, in_a_week)
    assert not sees_the_answer(case, timezone.now())


def test_when_the_answer_is_no_longer_shown_the_letter_is_not_either(house):
    case = case_in_state(house, State.GRANTED, now=timezone.now())
    give(case)
    client = signed_in(case)
    assert statuses(client, case) == [200, 200]
    stop = ReleaseWanted(Part.OUTCOME, shown=False)
    set_release(case.number, stop, by=case.applicant, now=timezone.now())
    assert statuses(client, case) == [404, 404]


def test_nobody_elses_letter_is_there(house):
    case = case_in_state(house, State.GRANTED, now=timezone.now())
    give(case)
    other = another_patients_case(house, now=timezone.now())
    release(other)
    assert statuses(signed_in(other), case) == [404, 404]
    staff = Client()
    staff.force_login(case.applicant)
    assert statuses(staff, case) == [403, 403]
    assert statuses(Client(), case) == [302, 302]


def test_a_corrected_letter_is_read_in_place_of_the_first_with_a_note(house):
    case = case_in_state(house, State.GRANTED, now=timezone.now())
    first = give(case)
    actions.correct(
        case.number, first.pk, "Telefonen var feil.", by=case.applicant, now=timezone.now()
    )
    page = unescape(signed_in(case).get(pages(case)[0]).content.decode())
    assert "Dette brevet retter et tidligere brev." in page
    assert "Telefonen var feil." in page


def test_the_wall_shows_a_patient_letters_to_the_patient_alone(house):
    case = case_in_state(house, State.GRANTED, now=timezone.now())
    release(case, Part.STATUS, Part.OUTCOME)
    actions.make_waiting_files(now=timezone.now())
    with behind_the_wall(), transaction.atomic():
        enter_as_known_patient(case.patient_id)
        assert not Letter.objects.exists()  # made, and not given
        assert not LetterFile.objects.exists()
    give(case)
    with behind_the_wall(), transaction.atomic():
        enter_as_known_patient(case.patient_id)
        assert {row.kind for row in Letter.objects.all()} == {"patient"}
        assert LetterFile.objects.count() == 1
    other = another_patients_case(house, now=timezone.now())
    with behind_the_wall(), transaction.atomic():
        enter_as_known_patient(other.patient_id)
        assert not Letter.objects.exists()
        assert not LetterFile.objects.exists()
    with behind_the_wall(), transaction.atomic():
        actor_for(house.small.person(Role.MEDICAL_DIRECTOR), local_day(timezone.now()))
        assert not Letter.objects.exists()
