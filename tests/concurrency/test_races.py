"""Two people do conflicting steps on one case at once, a thousand times: one wins each time."""

import threading
from collections import Counter

from django.utils import timezone
from tests.support.copies import copies_of, torn_cases
from tests.support.house import LONG_AGO, add_person, build_house
from tests.support.journey import PATIENT_NUMBER, answers_for, begin, case_in_state
from tests.support.threads import pool_of

from likeverd.cases import actions
from likeverd.cases.actions import NewCase
from likeverd.cases.models import Case, CaseEvent
from likeverd.cases.refused import NotCarriedOut
from likeverd.core.case import Command
from likeverd.core.refusals import Stale
from likeverd.core.vocabulary import Action, Role, State
from likeverd.organisations.models import Deputyship, Membership
from likeverd.outbox.models import Message

RACES_OF_EACH = 250


def contenders(house):
    """Four pairs of conflicting steps: state, and each person with the step that is tried."""
    hospital = house.innlandet
    lead = hospital.person(Role.CLINICAL_LEAD_REVIEWER)
    second_lead = add_person(hospital, "leder.to", Role.CLINICAL_LEAD_REVIEWER, hospital.department)
    member = hospital.person(Role.ASSESSMENT_COMMITTEE)
    second_member = add_person(hospital, "komite.to", Role.ASSESSMENT_COMMITTEE, None)
    director = hospital.person(Role.MEDICAL_DIRECTOR)
    deputy = add_person(hospital, "stedfortreder", Role.HELPER, hospital.department)
    Deputyship.objects.create(
        person=deputy,
        deputy_for=director,
        trust=hospital.trust,
        role=Role.MEDICAL_DIRECTOR,
        valid_from=LONG_AGO,
        valid_to=timezone.localdate(),
        registered_by="test",
        reason="ferie",
    )
    consultant = hospital.person(Role.TREATING_CONSULTANT)
    manager = hospital.person(Role.ANCHORING_MANAGER)
    assert Membership.objects.filter(person=deputy).count() == 1
    return [
        (State.CLINICAL_REVIEW, (lead, Action.ASSESS), (second_lead, Action.STOP)),
        (State.COMMITTEE, (member, Action.RECOMMEND), (second_member, Action.ASK)),
        (State.DECISION, (director, Action.GRANT), (deputy, Action.REFUSE)),
        (State.ANCHORING, (consultant, Action.WITHDRAW), (manager, Action.PRIORITISE)),
    ]


def try_step(number, version, person, action, start, now):
    """One person's step from an own thread and connection; answers what came of it."""
    start.wait()
    try:
        actions.take_step(
            number,
            # After some of these there is a clear pattern, and the other answer says why it departs.
            Command(action, version, {**answers_for(action, now), "departure": "Fordi."}),
            by=person,
            now=now,
        )
    except NotCarriedOut as refused:
        return refused.refusals[0]
    return None


def test_one_wins_each_of_a_thousand_races(fresh_database, record_property):
    house = build_house()
    now = timezone.now()
    won: Counter[str] = Counter()
    races = 0
    with pool_of(2) as pool:
        for state, one, other in contenders(house):
            first = case_in_state(house, state, now=now)
            for case in copies_of(first, RACES_OF_EACH):
                messages = Message.objects.filter(about=case.number).count()
                start = threading.Barrier(2)
                tried = [
                    pool.submit(try_step, case.number, case.version, who, action, start, now)
                    for who, action in (one, other)
                ]
                outcomes = [attempt.result(timeout=30) for attempt in tried]
                races += 1
                assert outcomes.count(None) == 1, outcomes
                lost = next(outcome for outcome in outcomes if outcome is not None)
                assert isinstance(lost, Stale)
                assert lost.current_version == case.version + 1
                events = CaseEvent.objects.filter(case=case)
                assert events.count() == case.version + 1
                winner = (one, other)[outcomes.index(None)]
                newest = events.get(sequence=case.version + 1)
                assert (newest.by_id, newest.action) == (winner[0].pk, winner[1])
                assert Message.objects.filter(about=case.number).count() >= messages
                won[winner[1]] += 1
    assert races == 4 * RACES_OF_EACH
    assert torn_cases() == []
    told = ", ".join(f"{action} {count}" for action, count in won.items())
    record_property("seen", f"{races} races, one won each: {told}")


def test_a_double_click_is_one_step(fresh_database, record_property):
    house = build_house()
    now = timezone.now()
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    first = case_in_state(house, State.CLINICAL_REVIEW, now=now)

    def click(case, start):
        start.wait()
        command = Command(Action.ASSESS, case.version, answers_for(Action.ASSESS, now))
        done = actions.take_step(case.number, command, by=lead, now=now, key=f"key-{case.pk}")
        return done.version

    with pool_of(8) as pool:
        for case in copies_of(first, 50):
            start = threading.Barrier(8)
            clicks = [pool.submit(click, case, start) for _ in range(8)]
            assert {attempt.result(timeout=30) for attempt in clicks} == {case.version + 1}
            assert CaseEvent.objects.filter(case=case).count() == case.version + 1
    assert torn_cases() == []
    record_property("seen", "400 clicks, 50 keys, 50 steps")


def test_a_double_click_begins_one_draft(fresh_database):
    house = build_house()
    now = timezone.now()
    consultant = house.innlandet.person(Role.TREATING_CONSULTANT)
    wanted = NewCase(
        department=house.innlandet.department.pk,
        method=house.method.pk,
        identity_number=PATIENT_NUMBER,
        patient_name="Oppdiktet Person",
        applicant=consultant.pk,
        why_new="ny",
    )

    def click(start):
        start.wait()
        begun = actions.begin(wanted, by=consultant, now=now, synthetic_allowed=True, key="one")
        return begun.number

    with pool_of(4) as pool:
        start = threading.Barrier(4)
        clicks = [pool.submit(click, start) for _ in range(4)]
        assert len({attempt.result(timeout=30) for attempt in clicks}) == 1
    assert Case.objects.count() == 1
    assert torn_cases() == []


def test_two_tabs_saving_at_once_lose_nothing(fresh_database):
    house = build_house()
    now = timezone.now()
    case = begin(house, house.innlandet, now=now)
    consultant = house.innlandet.person(Role.TREATING_CONSULTANT)
    keys = ["plan_purpose", "plan_goals", "plan_duration", "plan_monitoring"]

    def write(key, start):
        start.wait()
        saved = actions.save_draft(
            case.number,
            {key: f"tekst i {key}", "product": f"skrevet av {key}"},
            by=consultant,
            now=now,
            seen_revision=case.draft_revision,
        )
        return saved.set_aside

    with pool_of(4) as pool:
        start = threading.Barrier(4)
        tried = [pool.submit(write, key, start) for key in keys]
        aside = [attempt.result(timeout=30) for attempt in tried]
    case.refresh_from_db()
    for key in keys:
        assert case.answers[key] == f"tekst i {key}"
    kept = {case.answers["product"], *(words.get("product") for words in aside)} - {None}
    assert kept == {f"skrevet av {key}" for key in keys}
    stored = case.revisions.exclude(set_aside={}).values_list("set_aside", flat=True)
    assert {row["product"] for row in stored} == kept - {case.answers["product"]}
