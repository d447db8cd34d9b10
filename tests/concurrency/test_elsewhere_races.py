"""Somebody from another trust and somebody in the line do conflicting steps at once: one wins each time."""

import threading
from collections import Counter
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone
from tests.support.copies import copies_of, torn_cases
from tests.support.house import add_hospital, build_house
from tests.support.journey import answers_for, case_in_state
from tests.support.threads import pool_of

from likeverd.cases import actions
from likeverd.cases.models import Case, Invitation
from likeverd.cases.refused import CaseNotFound, NotCarriedOut
from likeverd.core.case import Command
from likeverd.core.refusals import Stale
from likeverd.core.vocabulary import Action, Role, State

ROUNDS = 40
FULL = ("clinical_review", "anchoring", "committee", "decision")


def tried(number, command, person, start, now):
    """None where the step was carried out, otherwise why not."""
    start.wait()
    try:
        actions.take_step(number, command, by=person, now=now)
    except NotCarriedOut as refused:
        return refused.refusals[0]
    except CaseNotFound as gone:
        return gone
    return None


def race(pool, case, *steps):
    """What came of each of the steps, taken at once."""
    start = threading.Barrier(len(steps))
    now = timezone.now()
    going = [
        pool.submit(
            tried,
            case.number,
            Command(action, case.version, {**answers_for(action, now), **more}),
            person,
            start,
            now,
        )
        for person, action, more in steps
    ]
    return [one.result(timeout=30) for one in going]


def test_a_case_is_taken_over_or_decided_and_never_both(fresh_database, record_property):
    house = build_house()
    bergen = add_hospital(
        house.innlandet.trust.regional_authority, "bergen", "Helse Bergen HF", "HB", FULL
    )
    receiver = bergen.person(Role.TREATING_CONSULTANT)
    first = case_in_state(house, State.DECISION, now=timezone.now())
    Case.objects.filter(pk=first.pk).update(receiving_trust=bergen.trust, receiving_person=receiver)
    first.refresh_from_db()
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    won: Counter[str] = Counter()
    with pool_of(2) as pool:
        for case in copies_of(first, ROUNDS):
            outcomes = race(
                pool, case, (receiver, Action.TAKE_OVER, {}), (director, Action.GRANT, {})
            )
            assert outcomes.count(None) == 1, outcomes
            taken_over = outcomes[0] is None
            # A case that was decided first leaves no draft behind at the other trust.
            assert Case.objects.filter(earlier_case=case).exists() is taken_over
            case.refresh_from_db()
            assert case.state == (State.MOVED if taken_over else State.GRANTED)
            won["taken over" if taken_over else "decided"] += 1
    assert torn_cases() == []
    record_property("seen", f"{ROUNDS} races, one won each: {dict(won)}")


def test_two_experts_advise_at_once_and_both_are_heard(fresh_database):
    """Advice is given on the version that was on the screen: the second looks at what is new, and advises then."""
    house = build_house()
    bergen = add_hospital(
        house.innlandet.trust.regional_authority, "bergen", "Helse Bergen HF", "HB", FULL
    )
    experts = [bergen.person(Role.TREATING_CONSULTANT), bergen.person(Role.CLINICAL_LEAD_REVIEWER)]
    first = case_in_state(house, State.DECISION, now=timezone.now())
    asked = [
        {
            "number": number,
            "body": "named_expert",
            "whom": expert.name,
            "expert": expert.pk,
            "sight_until": "2099-01-01",
            "answered": False,
            "considered": False,
        }
        for number, expert in enumerate(experts, start=1)
    ]
    Case.objects.filter(pk=first.pk).update(advice=asked)
    first.refresh_from_db()
    advice = {"answer": "Ja.", "interests": "ingen"}
    with pool_of(2) as pool:
        for case in copies_of(first, ROUNDS):
            for one in asked:
                Invitation.objects.create(
                    case=case,
                    person_id=one["expert"],
                    advice=one["number"],
                    invited_by=house.innlandet.person(Role.MEDICAL_DIRECTOR),
                    begins_at=timezone.now() - timedelta(minutes=1),
                    ends_at=timezone.now() + timedelta(days=1),
                )
            steps = [(expert, Action.GIVE_ADVICE, advice) for expert in experts]
            outcomes = race(pool, case, *steps)
            assert outcomes.count(None) == 1, outcomes
            assert isinstance(outcomes[1 - outcomes.index(None)], Stale)
            late = experts[1 - outcomes.index(None)]
            again = Command(Action.GIVE_ADVICE, case.version, advice)
            actions.take_step(
                case.number,
                replace(again, seen_version=case.version + 1),
                by=late,
                now=timezone.now(),
            )
            case.refresh_from_db()
            assert [one["answered"] for one in case.advice] == [True, True]
            assert not Invitation.objects.filter(case=case, ended_at__isnull=True).exists()
    assert torn_cases() == []
