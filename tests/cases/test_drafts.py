"""Nothing typed is lost: merging, faulty answers, and what may be written when."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.support.house import NOON, add_person, build_house
from tests.support.journey import (
    PATIENT_NUMBER,
    begin,
    case_in_state,
    complete,
    sent_as_far_as,
    step,
)

from likeverd.cases import actions
from likeverd.cases.actions import NewCase
from likeverd.cases.refused import CaseNotFound, NotCarriedOut
from likeverd.core.case import Command
from likeverd.core.refusals import EarlierCase, FormIncomplete, NotADraft, Stale
from likeverd.core.vocabulary import Action, Role, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return build_house()


def save(case, given, revision=None, by=None):
    return actions.save_draft(
        case.number,
        given,
        by=by or case.applicant,
        now=NOON,
        seen_revision=case.draft_revision if revision is None else revision,
    )


def test_two_tabs_that_write_in_different_fields_are_merged(house):
    case = begin(house, house.innlandet)
    save(case, {"plan_goals": "fra den ene"}, revision=1)
    saved = save(case, {"plan_purpose": "fra den andre"}, revision=1)
    assert saved.case.answers["plan_goals"] == "fra den ene"
    assert saved.case.answers["plan_purpose"] == "fra den andre"
    assert saved.set_aside == {}


def test_the_same_field_keeps_the_first_words_and_hands_the_others_back(house):
    case = begin(house, house.innlandet)
    save(case, {"plan_goals": "først"}, revision=1)
    saved = save(case, {"plan_goals": "sist"}, revision=1)
    assert saved.case.answers["plan_goals"] == "først"
    assert saved.set_aside == {"plan_goals": "sist"}
    assert case.revisions.filter(set_aside={"plan_goals": "sist"}).exists()


def test_an_answer_that_cannot_be_read_is_kept_as_typed_and_stops_the_sending(house):
    case = complete(begin(house, house.innlandet))
    saved = save(case, {"yearly_cost": "mye"})
    assert saved.case.answers["yearly_cost"] == "mye"
    with pytest.raises(NotCarriedOut) as refused:
        step(case, Action.SUBMIT, case.applicant)
    (refusal,) = refused.value.refusals
    assert isinstance(refusal, FormIncomplete)
    assert [fault.field for fault in refusal.missing] == ["yearly_cost"]


def test_an_answer_to_a_question_that_is_no_longer_asked_stays_in_the_draft_but_is_not_sent(house):
    case = complete(begin(house, house.innlandet))
    form_field = "private_treatment_details"
    saved = save(case, {"private_treatment": "no", form_field: "noe"})
    assert saved.case.answers[form_field] == "noe"
    sent = step(case, Action.SUBMIT, case.applicant)
    assert form_field not in sent.answers


def test_what_is_sent_is_what_was_on_the_screen(house):
    case = complete(begin(house, house.innlandet))
    seen = case.draft_revision
    save(case, {"plan_goals": "endret i en annen fane"})
    with pytest.raises(NotCarriedOut) as refused:
        actions.take_step(
            case.number,
            Command(Action.SUBMIT, 1),
            by=case.applicant,
            now=NOON,
            seen_revision=seen,
        )
    assert isinstance(refused.value.refusals[0], Stale)


def test_a_sent_application_is_not_written_in(house):
    case = sent_as_far_as(house, Action.SUBMIT)
    with pytest.raises(NotCarriedOut) as refused:
        save(case, {"plan_goals": "for sent"})
    assert refused.value.refusals == (NotADraft(State.CLINICAL_REVIEW),)


def test_a_returned_application_is_written_in_again_and_every_step_looks_anew(house):
    case = case_in_state(house, State.RETURNED)
    save(case, {"plan_goals": "rettet"})
    case = step(case, Action.RESUBMIT, case.applicant)
    assert case.state == State.CLINICAL_REVIEW
    assert case.answers["plan_goals"] == "rettet"


def test_a_draft_is_nobody_elses(house):
    case = begin(house, house.innlandet)
    for role in Role:
        if role is Role.TREATING_CONSULTANT:
            continue
        with pytest.raises(CaseNotFound):
            save(case, {"plan_goals": "x"}, by=house.innlandet.person(role))


def test_a_helper_prepares_and_the_consultant_sends(house):
    helper = house.innlandet.person(Role.HELPER)
    consultant = house.innlandet.person(Role.TREATING_CONSULTANT)
    wanted = NewCase(
        department=house.innlandet.department.pk,
        method=house.method.pk,
        identity_number=PATIENT_NUMBER,
        patient_name="Oppdiktet Person",
        applicant=consultant.pk,
        paper_received=NOON.date() - timedelta(days=1),
    )
    case = actions.begin(wanted, by=helper, now=NOON, synthetic_allowed=True)
    assert case.paper
    complete_by_helper = save(case, {"plan_goals": "skrevet inn"}, by=helper)
    assert complete_by_helper.case.answers["plan_goals"] == "skrevet inn"
    step(case, Action.HAND_TO_CONSULTANT, helper)
    case.refresh_from_db()
    assert case.ready_for_consultant
    with pytest.raises(NotCarriedOut):
        step(case, Action.SUBMIT, helper)
    case = step(complete(case), Action.SUBMIT, consultant)
    assert case.state == State.CLINICAL_REVIEW


def test_an_earlier_case_must_be_renewed_or_explained(house):
    first = case_in_state(house, State.GRANTED)
    with pytest.raises(NotCarriedOut) as refused:
        begin(house, house.innlandet, why_new="")
    assert refused.value.refusals == (EarlierCase((first.number,)),)
    consultant = house.innlandet.person(Role.TREATING_CONSULTANT)
    wanted = NewCase(
        department=house.innlandet.department.pk,
        method=house.method.pk,
        identity_number=PATIENT_NUMBER,
        patient_name="Oppdiktet Person",
        applicant=consultant.pk,
        renews=first.number,
    )
    renewed = actions.begin(wanted, by=consultant, now=NOON, synthetic_allowed=True)
    assert renewed.earlier_case == first
    assert renewed.answers["plan_goals"] == first.answers["plan_goals"]
    assert "patient_informed" not in renewed.answers
    assert "start_by" not in renewed.answers


def other_consultant(house):
    return add_person(
        house.innlandet,
        "annen.overlege",
        Role.TREATING_CONSULTANT,
        house.innlandet.other_department,
    )


def wanted_by(house, person, **changes):
    wanted = NewCase(
        department=house.innlandet.other_department.pk,
        method=house.method.pk,
        identity_number=PATIENT_NUMBER,
        patient_name="Oppdiktet Person",
        applicant=person.pk,
    )
    return replace(wanted, **changes)


def test_a_case_that_may_not_be_seen_cannot_be_renewed(house):
    first = case_in_state(house, State.GRANTED)
    person = other_consultant(house)
    with pytest.raises(CaseNotFound):
        actions.begin(
            wanted_by(house, person, renews=first.number),
            by=person,
            now=NOON,
            synthetic_allowed=True,
        )


def test_a_new_case_beside_another_takes_none_of_its_answers(house):
    first = case_in_state(house, State.GRANTED)
    person = other_consultant(house)
    begun = actions.begin(
        wanted_by(house, person, why_new="Annet forløp."),
        by=person,
        now=NOON,
        synthetic_allowed=True,
    )
    assert begun.earlier_case == first
    assert set(begun.answers) == {"product"}


def test_a_synthetic_number_is_refused_where_patients_are_real(house):
    consultant = house.innlandet.person(Role.TREATING_CONSULTANT)
    wanted = NewCase(
        house.innlandet.department.pk, house.method.pk, PATIENT_NUMBER, "Navn", consultant.pk
    )
    with pytest.raises(NotCarriedOut) as refused:
        actions.begin(wanted, by=consultant, now=NOON, synthetic_allowed=False)
    assert [fault.field for fault in refused.value.refusals[0].faults] == ["identity_number"]
