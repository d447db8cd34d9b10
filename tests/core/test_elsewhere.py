"""Who from outside the trust may do what, evidence and advice, and the review of new facts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.core.cases import (
    APPLICANT,
    DIRECTOR,
    HELPER,
    LEAD,
    NOW,
    OTHER_TRUST,
    TODAY,
    TRUST,
    actor,
    case,
    command,
    good_answers,
    ready_for,
    ruleset,
)

from likeverd.core.case import Actor, Advice, Grant, Handler
from likeverd.core.decide import Accepted, available, decide
from likeverd.core.elsewhere import LookedUp, Part, moved_answers, part_of
from likeverd.core.lifecycle import REVIEWABLE
from likeverd.core.refusals import (
    AdviceNotConsidered,
    AnswersIncomplete,
    HomeTrustNotInvolved,
    NoAdviceWaits,
    NobodyReviews,
    NotFromHere,
    NotInvited,
    SameHands,
    UnderReview,
)
from likeverd.core.vocabulary import Action, Role, State, depth

RULES = ruleset()
HOME, REVIEWER, EXPERT, RECEIVER = 301, 302, 303, 304
AT_HOME = Actor(HOME, (Grant(Role.MEDICAL_DIRECTOR, OTHER_TRUST),))
REVIEWS = Actor(REVIEWER, (Grant(Role.MEDICAL_DIRECTOR, OTHER_TRUST),))
ADVISES = Actor(EXPERT, (Grant(Role.TREATING_CONSULTANT, OTHER_TRUST, 77),))
RECEIVES = Actor(RECEIVER, (Grant(Role.TREATING_CONSULTANT, OTHER_TRUST, 77),))


def at(state: State, **changes):
    return replace(case(state=state, furthest=depth(State.DECISION)), **changes)


def take(action, facts, who, **answers):
    given = {**good_answers(action, facts), **answers}
    return decide(facts, command(action, facts, answers=given), who, NOW, RULES)


def refused(outcome):
    assert not isinstance(outcome, Accepted)
    return outcome.refusals[0]


def fault(outcome):
    found = refused(outcome)
    assert isinstance(found, AnswersIncomplete)
    return found.faults[0].field


# The patient lives elsewhere


@pytest.mark.parametrize("action", [Action.GRANT, Action.GRANT_WITH_CONDITIONS, Action.REFUSE])
def test_nothing_is_decided_before_the_director_at_home_has_acknowledged(action):
    facts = at(State.DECISION, home_trust=OTHER_TRUST)
    director = actor(Role.MEDICAL_DIRECTOR)
    assert refused(take(action, facts, director)) == HomeTrustNotInvolved()
    known = take(Action.ACKNOWLEDGE, facts, AT_HOME, comment="Vi følger opp hjemme.").case
    assert known.home_acknowledged
    assert fault(take(action, known, director)) == "who_pays"
    outcome = take(action, known, director, who_pays="home_trust")
    assert isinstance(outcome, Accepted), outcome
    assert outcome.events[0].event.home_trust == {"who_pays": "home_trust"}


def test_an_urgent_case_alone_is_decided_without_and_says_why():
    why = {"who_pays": "treating_trust", "without_home_trust": "Ringte tre ganger."}
    ordinary = at(State.DECISION, home_trust=OTHER_TRUST)
    ordinary = replace(ordinary, answers={**ordinary.answers, "urgency": "ordinary"})
    director = actor(Role.MEDICAL_DIRECTOR)
    assert refused(take(Action.GRANT, ordinary, director, **why)) == HomeTrustNotInvolved()
    urgent = replace(ordinary, answers={**ordinary.answers, "urgency": "urgent"})
    assert refused(take(Action.GRANT, urgent, director, who_pays="treating_trust"))
    event = take(Action.GRANT, urgent, director, **why).events[0].event
    assert event.home_trust == why


def test_wrong_scheme_is_told_without_waiting():
    facts = at(State.DECISION, home_trust=OTHER_TRUST)
    assert isinstance(take(Action.REFER, facts, actor(Role.MEDICAL_DIRECTOR)), Accepted)


def test_only_the_director_at_home_acknowledges():
    facts = at(State.ANCHORING, home_trust=OTHER_TRUST)
    for who in (actor(Role.MEDICAL_DIRECTOR), RECEIVES, actor(Role.TREATING_CONSULTANT)):
        assert refused(take(Action.ACKNOWLEDGE, facts, who)) == NotFromHere(Action.ACKNOWLEDGE)
    nowhere = at(State.ANCHORING)
    assert refused(take(Action.ACKNOWLEDGE, nowhere, AT_HOME)) == NotFromHere(Action.ACKNOWLEDGE)


def test_the_part_from_elsewhere_is_no_part_in_the_line():
    facts = at(State.DECISION, home_trust=OTHER_TRUST)
    assert [row.action for row in available(facts, AT_HOME)] == [Action.ACKNOWLEDGE]


# Moving


def test_a_case_moves_when_the_one_it_is_offered_to_takes_it_over():
    facts = ready_for(Action.OFFER_MOVE, at(State.ANCHORING), APPLICANT)
    facts = replace(facts, looked_up={LookedUp.TRUST: OTHER_TRUST, LookedUp.RECEIVER: RECEIVER})
    offered = take(Action.OFFER_MOVE, facts, actor(Role.TREATING_CONSULTANT)).case
    assert offered.state is State.ANCHORING
    assert (offered.receiving_trust, offered.receiving_person) == (OTHER_TRUST, RECEIVER)
    offered = replace(offered, looked_up={LookedUp.SUCCESSOR: "HB-2026-000007"})
    assert refused(take(Action.TAKE_OVER, offered, REVIEWS)) == NotFromHere(Action.TAKE_OVER)
    outcome = take(Action.TAKE_OVER, offered, RECEIVES)
    assert outcome.case.state is State.MOVED
    assert outcome.events[0].event.number == "HB-2026-000007"


def test_a_move_names_another_trust_and_a_consultant_there():
    facts = at(State.DECISION)
    applicant = actor(Role.TREATING_CONSULTANT)
    assert fault(take(Action.OFFER_MOVE, facts, applicant)) == "receiver_hpr"
    own = replace(facts, looked_up={LookedUp.TRUST: TRUST, LookedUp.RECEIVER: RECEIVER})
    assert fault(take(Action.OFFER_MOVE, own, applicant)) == "trust"
    offered = replace(facts, receiving_trust=OTHER_TRUST, receiving_person=RECEIVER)
    assert fault(take(Action.TAKE_OVER, offered, RECEIVES)) == "department"


def test_at_the_patients_own_trust_the_home_trust_is_that_one():
    answers = {"catchment": "other", "home_trust": "bergen", "diagnoses": []}
    assert moved_answers(answers, at_home=True) == {"catchment": "own", "diagnoses": []}
    assert moved_answers(answers, at_home=False) == answers


# Evidence


def test_advice_that_came_is_considered_before_the_decision():
    director = actor(Role.MEDICAL_DIRECTOR)
    facts = at(State.DECISION, advice=(Advice(1, "ern", "ERN"), Advice(2, "ern", "CPMS")))
    assert isinstance(take(Action.GRANT, facts, director), Accepted)  # nobody waits for advice
    recorded = take(Action.RECORD_ADVICE, facts, actor(Role.TREATING_CONSULTANT), advice="2").case
    assert [one.answered for one in recorded.advice] == [False, True]
    assert refused(take(Action.GRANT, recorded, director)) == AdviceNotConsidered(("CPMS",))
    without = take(Action.CONSIDER_ADVICE, recorded, director, advice="2", why_not="")
    assert fault(without) == "why_not"
    considered = take(Action.CONSIDER_ADVICE, recorded, director, advice="2").case
    assert isinstance(take(Action.GRANT, considered, director), Accepted)
    again = take(Action.CONSIDER_ADVICE, considered, director, advice="2")
    assert refused(again) == NoAdviceWaits()


def test_an_invited_expert_advises_once_and_does_nothing_else():
    facts = at(State.DECISION, looked_up={LookedUp.EXPERT: EXPERT, LookedUp.EXPERT_NAME: "E. X."})
    until = (TODAY + timedelta(days=30)).isoformat()
    named = {"body": "named_expert", "expert_hpr": "1234567", "sight_until": until}
    director = actor(Role.MEDICAL_DIRECTOR)
    asked = take(Action.SEEK_ADVICE, facts, director, **named).case
    assert asked.advice == (Advice(1, "named_expert", "E. X.", EXPERT, until),)
    assert [row.action for row in available(asked, ADVISES)] == [Action.GIVE_ADVICE]
    assert refused(take(Action.GIVE_ADVICE, asked, RECEIVES)) == NotInvited()
    given = take(Action.GIVE_ADVICE, asked, ADVISES)
    assert given.events[0].event.interests == "ingen"
    assert given.case.advice[0].answered
    assert refused(take(Action.GIVE_ADVICE, given.case, ADVISES)) == NotInvited()
    # What an invited expert is to say, nobody else records.
    assert refused(take(Action.RECORD_ADVICE, asked, director)) == NoAdviceWaits()


@pytest.mark.parametrize(
    ("known", "days", "field"),
    [
        ({}, 30, "expert_hpr"),
        ({LookedUp.EXPERT: APPLICANT, LookedUp.EXPERT_NAME: "A"}, 30, "expert_hpr"),
        ({LookedUp.EXPERT: LEAD, LookedUp.EXPERT_NAME: "L"}, 30, "expert_hpr"),
        ({LookedUp.EXPERT: EXPERT, LookedUp.EXPERT_NAME: "E"}, 61, "sight_until"),
        ({LookedUp.EXPERT: EXPERT, LookedUp.EXPERT_NAME: "E"}, -1, "sight_until"),
    ],
)
def test_an_expert_is_somebody_else_and_for_a_time(known, days, field):
    hands = (Handler(LEAD, State.CLINICAL_REVIEW, False),)
    facts = at(State.DECISION, looked_up=known, handlers=hands)
    until = (TODAY + timedelta(days=days)).isoformat()
    named = {"body": "named_expert", "expert_hpr": "1234567", "sight_until": until}
    assert fault(take(Action.SEEK_ADVICE, facts, actor(Role.MEDICAL_DIRECTOR), **named)) == field


def test_the_last_day_of_an_invitation_may_be_sixty_days_ahead():
    facts = at(State.DECISION, looked_up={LookedUp.EXPERT: EXPERT, LookedUp.EXPERT_NAME: "E"})
    until = (TODAY + timedelta(days=60)).isoformat()
    named = {"body": "named_expert", "expert_hpr": "1234567", "sight_until": until}
    assert isinstance(
        take(Action.SEEK_ADVICE, facts, actor(Role.MEDICAL_DIRECTOR), **named), Accepted
    )


# New facts after the decision


@pytest.mark.parametrize("state", REVIEWABLE)
def test_another_trust_reviews_new_facts_once_at_a_time(state):
    facts = at(state, looked_up={LookedUp.TRUST: OTHER_TRUST})
    applicant = actor(Role.TREATING_CONSULTANT)
    asked = take(Action.REQUEST_REVIEW, facts, applicant).case
    assert (asked.state, asked.review_trust) == (state, OTHER_TRUST)
    assert refused(take(Action.REQUEST_REVIEW, asked, applicant)) == UnderReview()
    assert refused(take(Action.UPHOLD, asked, actor(Role.MEDICAL_DIRECTOR))) == NotFromHere(
        Action.UPHOLD
    )
    upheld = take(Action.UPHOLD, asked, REVIEWS).case
    assert (upheld.state, upheld.review_trust) == (state, None)
    assert isinstance(take(Action.REQUEST_REVIEW, upheld, applicant), Accepted)


def test_whoever_decided_first_takes_no_step_again_unless_as_a_registered_deputy_for_another():
    hand = Handler(DIRECTOR, State.DECISION, False)
    facts = at(State.REFUSED, handlers=(hand,), review_trust=OTHER_TRUST)
    reopened = take(Action.REOPEN, facts, REVIEWS).case
    assert reopened.state is State.RETURNED
    assert reopened.first_deciders == {DIRECTOR}
    again = replace(reopened, state=State.DECISION)
    assert refused(take(Action.GRANT, again, actor(Role.MEDICAL_DIRECTOR))) == SameHands(
        State.DECISION
    )
    assert isinstance(take(Action.GRANT, again, actor(Role.MEDICAL_DIRECTOR, 999)), Accepted)


def test_nobody_reviews_a_case_in_which_the_person_has_had_a_hand():
    for changes in (
        {"handlers": (Handler(REVIEWER, State.DECISION, False),)},
        {"helpers": frozenset({REVIEWER})},
        {"applicant": REVIEWER},
    ):
        facts = at(State.REFUSED, review_trust=OTHER_TRUST, **changes)
        assert refused(take(Action.REOPEN, facts, REVIEWS)) == NotFromHere(Action.REOPEN)


def test_a_trust_without_an_agreement_says_so():
    alone = replace(RULES, trust=replace(RULES.trust, review_trust=""))
    facts = at(State.REFUSED)
    outcome = decide(
        facts,
        command(Action.REQUEST_REVIEW, facts),
        actor(Role.TREATING_CONSULTANT),
        NOW,
        alone,
    )
    assert refused(outcome) == NobodyReviews()


# Parts


def part(who, **changes):
    nothing = dict.fromkeys(
        ("home_trust", "receiving_trust", "receiving_person", "review_trust"), None
    )
    return part_of(who, sent=True, **{**nothing, **changes})


def test_parts():
    assert part(AT_HOME) is None
    assert part(AT_HOME, home_trust=OTHER_TRUST) is Part.HOME_TRUST
    assert (
        part_of(
            AT_HOME,
            home_trust=OTHER_TRUST,
            receiving_trust=None,
            receiving_person=None,
            review_trust=None,
            sent=False,
        )
        is None
    )
    assert part(AT_HOME, home_trust=TRUST) is None
    assert part(RECEIVES, receiving_trust=OTHER_TRUST, receiving_person=RECEIVER) is Part.RECEIVER
    assert part(ADVISES, receiving_trust=OTHER_TRUST, receiving_person=RECEIVER) is None
    assert part(RECEIVES, receiving_trust=TRUST, receiving_person=RECEIVER) is None
    assert part(REVIEWS, review_trust=OTHER_TRUST) is Part.REVIEWER
    assert part(RECEIVES, review_trust=OTHER_TRUST, home_trust=OTHER_TRUST) is None


def test_helpers_and_leads_are_no_guests():
    for person in (HELPER, LEAD):
        assert (
            part(Actor(person, (Grant(Role.HELPER, OTHER_TRUST),)), home_trust=OTHER_TRUST) is None
        )
