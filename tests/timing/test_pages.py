"""The case page and the lists tell of time; each chooses reminders; the owner of the form sees counts."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.support.copies import copies_of
from tests.support.example_application import EXAMPLE_APPLICATION
from tests.support.house import build_house
from tests.support.journey import answers_for, begin, case_in_state, sent_as_far_as, step

from likeverd.cases import actions as case_actions
from likeverd.core.case import Command
from likeverd.core.question_rates import RETURNED
from likeverd.core.timing.reminders import Reminder
from likeverd.core.vocabulary import Action, Role, State
from likeverd.core.workdays import local_day
from likeverd.organisations.models import TrustRulesVersion
from likeverd.organisations.selectors import forget_trust_rules
from likeverd.timing.models import ReminderChoice
from likeverd.timing.selectors import choices_of
from likeverd.web.formats import day

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = local_day(NOW)


@pytest.fixture
def house(db):
    return build_house()


def read(client, person, address) -> str:
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def sent(house, start_by, *, urgency="ordinary"):
    case = begin(house, house.innlandet, now=NOW)
    answers = EXAMPLE_APPLICATION | {"start_by": start_by.isoformat(), "urgency": urgency}
    case = case_actions.save_draft(
        case.number, answers, by=case.applicant, now=NOW, seen_revision=case.draft_revision
    ).case
    return step(case, Action.SUBMIT, case.applicant, now=NOW)


def test_a_date_that_can_be_met_says_how_and_when_to_act(client, house):
    case = sent(house, TODAY + timedelta(days=60))
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    page = read(client, lead, reverse("cases:case", args=[case.number]))
    assert "Rekkes: vanlig linje" in page
    assert "Bare for saker som haster." in page  # the leader of the committee alone
    assert "Avgjort innen" in page
    assert "handle innen" in read(client, lead, reverse("cases:work_list"))


def test_a_date_that_no_way_meets_says_so(client, house):
    case = sent(house, TODAY)
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    assert "Ingen vei rekker det" in read(client, lead, reverse("cases:case", args=[case.number]))
    assert "ingen vei rekker det" in read(client, lead, reverse("cases:work_list"))


def test_a_pause_names_what_is_missing_and_who_has_it(client, house):
    case = case_in_state(house, State.AWAITING_ANSWERS, now=NOW)
    member = house.innlandet.person(Role.ASSESSMENT_COMMITTEE)
    page = read(client, member, reverse("cases:case", args=[case.number]))
    assert "Venter på: Diagnoser" in page
    assert f"Hos: {case.applicant.name}" in page
    assert "igjen når klokka går" in page
    waiting = read(client, case.applicant, reverse("cases:work_list"))
    assert f"Klokka står stille: venter på {case.applicant.name}" in waiting


def test_a_return_names_its_reasons_and_each_role_its_time(client, house):
    case = case_in_state(house, State.RETURNED, now=NOW)
    page = read(client, case.applicant, reverse("cases:case", args=[case.number]))
    assert "Venter på:" in page
    assert "Fagansvarlig leder: " in page
    assert "Pauser" in page


def test_reminders_are_shown_changed_and_kept(client, house):
    person = house.innlandet.person(Role.ANCHORING_MANAGER)
    address = reverse("timing:reminders")
    page = read(client, person, address)
    assert "Dette kan ikke slås av" in page
    assert "En sak som haster, er ikke sett på" in page
    assert client.post(address, {"reminders": ["step"], "every": "7"}).status_code == 422
    assert client.post(address, {"reminders": ["step", "late"], "every": "5"}).status_code == 302
    choices = choices_of(person)
    assert choices[Reminder.STEP].on
    assert not choices[Reminder.ABOVE].on
    assert choices[Reminder.LATE].every == 5
    # nobody can smuggle in the one that stays
    client.post(address, {"reminders": ["first_look"], "every": "1"})
    assert not ReminderChoice.objects.filter(reminder="first_look").exists()


def asked_about(house, field: str):
    """A case in which the committee asked about a field."""
    case = sent_as_far_as(house, Action.PRIORITISE, now=NOW)
    member = house.innlandet.person(Role.ASSESSMENT_COMMITTEE)
    answers = answers_for(Action.ASK, NOW) | {
        "questions": [{"field": field, "question": "Hva?"}, {"field": field, "question": "Hvor?"}]
    }
    command = Command(Action.ASK, case.version, answers)
    return case_actions.take_step(case.number, command, by=member, now=NOW)


def test_rates_per_field_for_the_owner_alone_and_not_of_few_cases(client, house):
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    address = reverse("timing:question_rates")
    for _ in range(3):
        asked_about(house, "diagnoses")
    few = read(client, director, address)
    assert "Færre enn 5 saker" in few
    assert "Diagnoser</th>" not in few
    for _ in range(2):
        case = asked_about(house, "urgency_reason")
    page = read(client, director, address)
    assert "5 saker" in page
    assert '>Diagnoser</th><td data-label="Saker">3</td><td data-label="Andel">60 %</td>' in page
    assert "1–2" in page  # two cases only
    assert "<svg" in page
    assert case.number not in page
    for role in Role:
        if role is not Role.MEDICAL_DIRECTOR:
            client.force_login(house.innlandet.person(role))
            assert client.get(address).status_code == 403


def test_a_trust_may_name_another_owner_of_the_form(client, house):
    version = TrustRulesVersion.objects.get(trust=house.innlandet.trust)
    version.document["form_owner"] = "clinical_lead_reviewer"
    version.save()
    forget_trust_rules()
    try:
        client.force_login(house.innlandet.person(Role.MEDICAL_DIRECTOR))
        assert client.get(reverse("timing:question_rates")).status_code == 403
        client.force_login(house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER))
        assert client.get(reverse("timing:question_rates")).status_code == 200
    finally:
        forget_trust_rules()


def test_a_period_that_makes_no_sense_is_told_and_kept(client, house):
    client.force_login(house.innlandet.person(Role.MEDICAL_DIRECTOR))
    address = reverse("timing:question_rates")
    answer = client.get(address, {"fra": "i fjor"})
    assert answer.status_code == 422
    assert "i fjor" in answer.content.decode()
    backwards = {"fra": day(TODAY), "til": day(TODAY - timedelta(days=1))}
    assert client.get(address, backwards).status_code == 422
    assert client.get(address, {"fra": day(TODAY), "til": day(TODAY)}).status_code == 200


def test_the_page_asks_as_much_of_many_cases_as_of_few(
    client, house, django_assert_max_num_queries
):
    case = asked_about(house, "diagnoses")
    client.force_login(house.innlandet.person(Role.MEDICAL_DIRECTOR))
    client.get(reverse("timing:question_rates"))
    copies_of(case, 30)
    with django_assert_max_num_queries(14):
        client.get(reverse("timing:question_rates"))
    assert RETURNED.startswith("*")
