"""A case through the whole procedure, by the people whose steps it is."""

from datetime import date, timedelta

import pytest
from tests.support.house import NOON, add_person, build_house
from tests.support.journey import PATIENT_NUMBER, begin, complete, sent_as_far_as, step

from likeverd.cases import actions, lists, policy
from likeverd.cases.actions import NewCase
from likeverd.cases.beginning import known_by_another_name
from likeverd.cases.models import CaseEvent
from likeverd.cases.refused import CaseNotFound, NotCarriedOut
from likeverd.core.forms.reading import parse_date
from likeverd.core.refusals import SameHands
from likeverd.core.vocabulary import Action, Role, State
from likeverd.organisations.selectors import actor_for
from likeverd.outbox.models import Message

pytestmark = pytest.mark.django_db


def test_a_case_goes_through_the_whole_chain_of_innlandet():
    house = build_house()
    case = sent_as_far_as(house, Action.RECOMMEND)
    assert case.state == State.DECISION
    case = step(case, Action.GRANT, house.innlandet.person(Role.MEDICAL_DIRECTOR))
    assert case.state == State.GRANTED
    kinds = list(CaseEvent.objects.filter(case=case).values_list("kind", flat=True))
    assert kinds == ["created", "submitted", "assessed", "prioritised", "recommended", "granted"]
    assert case.version == 6
    assert case.ended_at == NOON


def test_a_shorter_chain_goes_from_the_clinical_lead_straight_to_the_director():
    house = build_house()
    case = complete(begin(house, house.small))
    case = step(case, Action.SUBMIT, house.small.person(Role.TREATING_CONSULTANT))
    case = step(case, Action.ASSESS, house.small.person(Role.CLINICAL_LEAD_REVIEWER))
    assert case.state == State.DECISION
    case = step(case, Action.REFUSE, house.small.person(Role.MEDICAL_DIRECTOR))
    assert case.state == State.REFUSED


def test_the_list_follows_the_case():
    house = build_house()
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    manager = house.innlandet.person(Role.ANCHORING_MANAGER)
    case = sent_as_far_as(house, Action.SUBMIT)

    def waits(person):
        found = lists.waiting(actor_for(person, NOON.date()), lists.Filters())
        return [row.case.number for row in found.rows]

    assert waits(lead) == [case.number]
    assert waits(manager) == []
    step(case, Action.ASSESS, lead)
    assert waits(lead) == []
    assert waits(manager) == [case.number]


def test_next_handlers_are_told_without_any_patient_data():
    house = build_house()
    case = sent_as_far_as(house, Action.SUBMIT)
    message = Message.objects.get(to_person=house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER))
    assert case.number in message.subject
    for secret in ("Oppdiktet Person", case.patient.identity_number, "Demolimab"):
        assert secret not in message.subject + message.body


def test_a_foreign_trust_cannot_see_or_act():
    house = build_house()
    case = sent_as_far_as(house, Action.RECOMMEND)
    stranger = house.small.person(Role.MEDICAL_DIRECTOR)
    with pytest.raises(CaseNotFound):
        step(case, Action.GRANT, stranger)
    assert not lists.of_my_units(actor_for(stranger, NOON.date()), lists.Filters()).rows


def test_a_declared_conflict_takes_the_person_off_the_case_and_out_of_its_sight():
    house = build_house()
    case = sent_as_far_as(house, Action.PRIORITISE)
    member = house.innlandet.person(Role.ASSESSMENT_COMMITTEE)
    step(case, Action.DECLARE_CONFLICT, member)
    case.refresh_from_db()
    assert case.state == State.COMMITTEE
    assert member not in policy.who(case, NOON.date())
    with pytest.raises(CaseNotFound):
        step(case, Action.RECOMMEND, member)


def test_nobody_holds_two_steps():
    house = build_house()
    hospital = house.innlandet
    lead = hospital.person(Role.CLINICAL_LEAD_REVIEWER)
    both = add_person(hospital, "to.roller", Role.ANCHORING_MANAGER, hospital.division)
    from likeverd.organisations.models import Membership

    Membership.objects.create(
        person=lead,
        trust=hospital.trust,
        unit=hospital.division,
        role=Role.ANCHORING_MANAGER,
        valid_from=NOON.date(),
        granted_by="test",
        reason="test",
    )
    case = sent_as_far_as(house, Action.ASSESS)
    with pytest.raises(NotCarriedOut) as refused:
        step(case, Action.PRIORITISE, lead)
    assert refused.value.refusals == (SameHands(State.CLINICAL_REVIEW),)
    assert lead not in policy.who(case, NOON.date())
    assert step(case, Action.PRIORITISE, both).state == State.COMMITTEE


@pytest.mark.parametrize("action", [Action.WITHDRAW, Action.REGISTER_DEATH, Action.ANSWER])
def test_a_case_that_waits_for_answers_can_go_every_way_out(action):
    house = build_house()
    case = sent_as_far_as(house, Action.PRIORITISE)
    case = step(case, Action.ASK, house.innlandet.person(Role.ASSESSMENT_COMMITTEE))
    assert case.state == State.AWAITING_ANSWERS
    case = step(case, action, house.innlandet.person(Role.TREATING_CONSULTANT))
    assert case.questions == []
    assert case.asked_from == ""


def test_a_question_moves_the_promise_by_the_time_it_stood_still():
    house = build_house()
    case = sent_as_far_as(house, Action.PRIORITISE)
    promised = case.due_on
    assert promised == date(2026, 11, 24)
    member = house.innlandet.person(Role.ASSESSMENT_COMMITTEE)
    case = step(case, Action.ASK, member)
    assert case.due_on == parse_date(case.events.last().kept.content["answer_by"])
    later = NOON + timedelta(days=7)
    case = step(case, Action.ANSWER, case.applicant, now=later)
    assert case.due_on == promised + timedelta(days=7)
    assert case.due_before_pause is None


def test_a_case_keeps_the_name_it_was_written_with():
    house = build_house()
    first = begin(house, house.innlandet)
    consultant = house.innlandet.person(Role.TREATING_CONSULTANT)
    wanted = NewCase(
        department=house.innlandet.department.pk,
        method=house.method.pk,
        identity_number=PATIENT_NUMBER,
        patient_name="Et Annet Navn",
        applicant=consultant.pk,
        why_new="ny",
    )
    second = actions.begin(wanted, by=consultant, now=NOON, synthetic_allowed=True)
    assert second.patient.name == "Et Annet Navn"
    assert second.earlier_case == first
    first.refresh_from_db()
    assert first.patient.name == "Oppdiktet Person"
    trust = house.innlandet.trust.pk
    assert known_by_another_name(trust, PATIENT_NUMBER, "Tredje Navn")
    assert not known_by_another_name(trust, PATIENT_NUMBER, "et annet navn")
