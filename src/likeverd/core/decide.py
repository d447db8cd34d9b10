"""The only place where a step is allowed or refused.

``decide`` is pure: the same case, command, actor, moment and rules always give the same
answer, and nothing is written. The caller stores what is returned, or shows the refusals.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, cast

from likeverd.core import events, residence
from likeverd.core.case import Actor, CaseFacts, Command, Grant, Question, Ruleset
from likeverd.core.duties import grant_for
from likeverd.core.elsewhere import LookedUp, faults_of
from likeverd.core.events import Event, Recorded, evolve
from likeverd.core.forms.model import Answer, Answers
from likeverd.core.forms.prefill import URGENCY, URGENT
from likeverd.core.forms.reading import Fault, Reading, read_completely
from likeverd.core.lifecycle import Transition, actions_from, next_state, transition
from likeverd.core.reasons import reason, why_not_enough
from likeverd.core.reasons.basis import facts_behind, nothing_behind, rests_on_the_application
from likeverd.core.reasons.contradictions import contradictions
from likeverd.core.reasons.not_permitted import why_not_permitted
from likeverd.core.refusals import (
    AdviceNotConsidered,
    AnswersIncomplete,
    FormIncomplete,
    HomeTrustNotInvolved,
    NobodyReviews,
    NotInThisState,
    Refusal,
    Stale,
)
from likeverd.core.step_questions import changed_fields
from likeverd.core.step_questions.conversation import KEYS as TALK_KEYS
from likeverd.core.step_questions.elsewhere import HOME_TRUST_KEYS, WITHOUT_HOME_TRUST
from likeverd.core.step_questions.evidence import NAMED_EXPERT, to_consider, waiting
from likeverd.core.step_questions.shared import DOCUMENTS
from likeverd.core.vocabulary import Action, Duty


@dataclass(frozen=True, slots=True)
class Accepted:
    """The step is carried out: what happened, and the case afterwards."""

    events: tuple[Recorded, ...]
    case: CaseFacts


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """The step is not carried out, for these reasons; nothing has changed."""

    refusals: tuple[Refusal, ...]


def decide(
    case: CaseFacts, command: Command, actor: Actor, now: datetime, ruleset: Ruleset
) -> Accepted | TurnedAway:
    """Carry the command out on the case, or say why not.

    ``now`` is the moment of the step, with a time zone. The order of refusals is the order
    in which a person can do something about them: look at what is new, then have the right,
    then answer. Whether the person may see the case at all is asked before (``policy``).
    """
    if command.seen_version != case.version:
        return TurnedAway((Stale(case.version, case.state),))
    row = transition(case.state, command.action)
    if row is None:
        return TurnedAway((NotInThisState(command.action, case.state),))
    grant = grant_for(row, case, actor)
    if isinstance(grant, Refusal):
        return TurnedAway((grant,))
    if Duty.COMPLETE_FORM in row.duties:
        written = read_completely(ruleset.form.fields, case.answers, ruleset.today)
        if written.faults:
            return TurnedAway((FormIncomplete(written.faults),))
        case = replace(case, answers=written.answers)
        wrong = residence.faults(case.answers, case.catchments, case.trust_code, ruleset.today)
        if wrong:
            return TurnedAway((FormIncomplete(wrong),))
    kept_back = _what_keeps_it_back(case, command, ruleset)
    if kept_back is not None:
        return TurnedAway((kept_back,))
    reading = _read_step(row, case, command, ruleset)
    if reading.faults:
        return TurnedAway((AnswersIncomplete(reading.faults),))
    if command.action is Action.GIVE_ADVICE:
        event = _advice_given(case, reading.answers, ruleset, actor.person)
    else:
        event = _BUILDERS[command.action](case, reading.answers, ruleset)
    event = _resting_on(event, reading.answers)
    recorded = _record(case, row, event, actor, grant, now, ruleset)
    return Accepted((recorded,), evolve(case, recorded))


DECISIONS: Final = frozenset({Action.GRANT, Action.GRANT_WITH_CONDITIONS, Action.REFUSE})


def _what_keeps_it_back(case: CaseFacts, command: Command, ruleset: Ruleset) -> Refusal | None:
    """What others must have done before this step: advice considered, the home trust heard, a reviewer agreed."""
    if command.action is Action.REQUEST_REVIEW and not ruleset.trust.review_trust:
        return NobodyReviews()
    if command.action not in DECISIONS:
        return None
    if kept_back := keeps_decisions_back(case):
        return kept_back
    if case.home_trust is None or case.home_acknowledged:
        return None
    why = str(command.answers.get(WITHOUT_HOME_TRUST.key, "")).strip()
    return None if why else HomeTrustNotInvolved()


def keeps_decisions_back(case: CaseFacts) -> Refusal | None:
    """What must be done by others before anybody can decide, whatever is answered; None where nothing is.

    An urgent case can be decided without the home trust, by saying why [S4].
    """
    advice = to_consider(case)
    if advice:
        return AdviceNotConsidered(tuple(one.whom for one in advice))
    unknown_at_home = case.home_trust is not None and not case.home_acknowledged
    urgent = case.answers.get(URGENCY) == URGENT
    return HomeTrustNotInvolved() if unknown_at_home and not urgent else None


def available(case: CaseFacts, actor: Actor) -> tuple[Transition, ...]:
    """The steps that the person may take now; the same check as ``decide`` makes."""
    return tuple(
        row
        for row in actions_from(case.state)
        if not isinstance(grant_for(row, case, actor), Refusal)
    )


def _read_step(row: Transition, case: CaseFacts, command: Command, ruleset: Ruleset) -> Reading:
    refused = _reason_not_permitted(command)
    if refused:
        return Reading(dict(command.answers), refused)
    reading = read_completely(row.questions(case, ruleset), command.answers, ruleset.today)
    if reading.faults:
        return reading
    faults = _reasons_that_fall_short(case, command, reading, ruleset)
    faults += faults_of(command.action, reading.answers, case, ruleset.today)
    return Reading(reading.answers, faults)


def _outcome_and_key(command: Command, answers: Answers) -> tuple[str | None, str]:
    """What the coded reasons are for, and the field that they stand in."""
    if command.action is Action.RECOMMEND:
        outcome = str(answers.get("recommendation", ""))
        return outcome, f"reasons_{outcome}"
    return OUTCOME_OF.get(command.action), "reasons"


def _reason_not_permitted(command: Command) -> tuple[Fault, ...]:
    """A reason that may never be one is told with its rule, before anything else."""
    outcome, key = _outcome_and_key(command, command.answers)
    codes = command.answers.get(key)
    if outcome is None or not isinstance(codes, list):
        return ()
    found = why_not_permitted(outcome, [str(code) for code in codes])
    return (Fault(key, found.why),) if found else ()


def _reasons_that_fall_short(
    case: CaseFacts, command: Command, reading: Reading, ruleset: Ruleset
) -> tuple[Fault, ...]:
    outcome, key = _outcome_and_key(command, reading.answers)
    if outcome is None:
        return ()
    codes = cast("list[str]", reading.answers.get(key, []))
    words = why_not_enough(outcome, codes, ruleset.today)
    if words:
        return (Fault(key, words),)
    without = [
        found
        for code in codes
        if (found := reason(code)) is not None
        and rests_on_the_application(found)
        and not facts_behind(found, case.answers)
    ]
    if without and not reading.answers.get(DOCUMENTS):
        return (Fault(key, nothing_behind(without[0])),)
    if command.action in _EXPLAINS and not str(reading.answers.get("explained", "")).strip():
        return tuple(
            Fault("explained", found.words) for found in contradictions(codes, case.answers)[:1]
        )
    return ()


# The outcomes that stand; a recommendation and a return may be spoken of before they do.
_EXPLAINS: Final = frozenset(
    {Action.GRANT, Action.GRANT_WITH_CONDITIONS, Action.REFUSE, Action.REFER, Action.STOP}
)
OUTCOME_OF = {
    Action.GRANT: "grant",
    Action.GRANT_WITH_CONDITIONS: "grant_with_conditions",
    Action.REFUSE: "refuse",
    Action.REFER: "wrong_scheme",
    Action.STOP: "stop",
    Action.RETURN: "return",
}


def _record(
    case: CaseFacts,
    row: Transition,
    event: Event,
    actor: Actor,
    grant: Grant,
    now: datetime,
    ruleset: Ruleset,
) -> Recorded:
    return Recorded(
        sequence=case.version + 1,
        at=now,
        by=actor.person,
        role=grant.role,
        deputy_for=grant.deputy_for,
        action=row.action,
        state_before=case.state,
        state_after=next_state(row, case, ruleset),
        event=event,
    )


def _resting_on(event: Event, answers: Answers) -> Event:
    """The event with the files that its reasons rest on, where any were named."""
    named = tuple(cast("list[str]", answers.get(DOCUMENTS) or []))
    if named and isinstance(event, events.WITH_REASONS):
        return replace(event, documents=named)
    return event


Builder = Callable[[CaseFacts, Answers, Ruleset], Event]


def _words(answers: Answers, key: str) -> str:
    return str(answers.get(key, ""))


def _codes(answers: Answers) -> tuple[str, ...]:
    return tuple(cast("list[str]", answers["reasons"]))


def _conversation(answers: Answers) -> dict[str, str]:
    """What was said before a no, as far as it was asked and answered."""
    return {key: _words(answers, key) for key in TALK_KEYS if answers.get(key)}


def _questions_asked(case: CaseFacts, answers: Answers, ruleset: Ruleset) -> Event:
    rows = cast("list[Mapping[str, Answer]]", answers["questions"])
    return events.QuestionsAsked(
        questions=tuple(Question(str(row["field"]), str(row["question"])) for row in rows),
        answer_by=_words(answers, "answer_by"),
    )


def _questions_answered(case: CaseFacts, answers: Answers, ruleset: Ruleset) -> Event:
    keys = [field.key for field in changed_fields(case, ruleset)]
    changed = {
        key: answers[key]
        for key in keys
        if key in answers and answers[key] != case.answers.get(key)
    }
    return events.QuestionsAnswered(
        answers=tuple(_words(answers, f"answer_{number}") for number in range(len(case.questions))),
        changed=changed,
        earlier={key: case.answers.get(key) for key in changed},
    )


def _granted_with_conditions(case: CaseFacts, answers: Answers, ruleset: Ruleset) -> Event:
    return events.GrantedWithConditions(
        _codes(answers),
        _words(answers, "reasoning"),
        _words(answers, "valid_until"),
        _words(answers, "conditions"),
        _words(answers, "explained"),
        _words(answers, "departure"),
        _home_trust(answers),
    )


def _home_trust(answers: Answers) -> dict[str, str]:
    """What was said of the patient's home trust, as far as it was asked and answered."""
    return {key: _words(answers, key) for key in HOME_TRUST_KEYS if answers.get(key)}


def _advice_sought(case: CaseFacts, answers: Answers, ruleset: Ruleset) -> Event:
    expert = case.looked_up.get(LookedUp.EXPERT)
    named = answers["body"] == NAMED_EXPERT
    return events.AdviceSought(
        body=_words(answers, "body"),
        whom=str(case.looked_up[LookedUp.EXPERT_NAME]) if named else _words(answers, "whom"),
        question=_words(answers, "question"),
        answer_by=_words(answers, "answer_by"),
        expert=int(expert) if named and expert is not None else None,
        sight_until=_words(answers, "sight_until") if named else "",
    )


def _advice_given(case: CaseFacts, answers: Answers, ruleset: Ruleset, by: int) -> Event:
    mine = next(one for one in waiting(case, of_experts=True) if one.expert == by)
    day = ruleset.today.isoformat()
    return events.AdviceReceived(
        mine.number, day, _words(answers, "answer"), _words(answers, "interests")
    )


def _move_offered(case: CaseFacts, answers: Answers, ruleset: Ruleset) -> Event:
    found = case.looked_up
    return events.MoveOffered(
        int(found[LookedUp.TRUST]), int(found[LookedUp.RECEIVER]), _words(answers, "why")
    )


_BUILDERS: dict[Action, Builder] = {
    Action.HAND_TO_CONSULTANT: lambda c, a, r: events.HandedToConsultant(_words(a, "message")),
    Action.SUBMIT: lambda c, a, r: events.Submitted(c.answers),
    Action.RESUBMIT: lambda c, a, r: events.Resubmitted(c.answers),
    Action.ASSESS: lambda c, a, r: events.Assessed(a),
    Action.PRIORITISE: lambda c, a, r: events.Prioritised(a),
    Action.RECOMMEND: lambda c, a, r: events.Recommended(a),
    Action.ASK: _questions_asked,
    Action.ANSWER: _questions_answered,
    Action.RETURN: lambda c, a, r: events.ReturnedToApplicant(_codes(a), _words(a, "message")),
    Action.STOP: lambda c, a, r: events.Stopped(
        _codes(a), _words(a, "reasoning"), _words(a, "explained"), _conversation(a)
    ),
    Action.GRANT: lambda c, a, r: events.Granted(
        _codes(a),
        _words(a, "reasoning"),
        _words(a, "valid_until"),
        _words(a, "explained"),
        _words(a, "departure"),
        _home_trust(a),
    ),
    Action.GRANT_WITH_CONDITIONS: _granted_with_conditions,
    Action.REFUSE: lambda c, a, r: events.Refused(
        _codes(a),
        _words(a, "reasoning"),
        _words(a, "explained"),
        _conversation(a),
        _words(a, "departure"),
        _home_trust(a),
    ),
    Action.REFER: lambda c, a, r: events.Referred(
        _codes(a),
        _words(a, "reasoning"),
        _words(a, "right_scheme"),
        _words(a, "explained"),
        _words(a, "departure"),
    ),
    Action.WITHDRAW: lambda c, a, r: events.Withdrawn(_words(a, "reason")),
    Action.REGISTER_DEATH: lambda c, a, r: events.DeathRegistered(_words(a, "died_on")),
    Action.CONSIDER_CHANGE: lambda c, a, r: events.ChangeConsidered(
        c.method_changes, _words(a, "meaning"), _words(a, "reasoning")
    ),
    Action.ADD_REFERENCE: lambda c, a, r: events.ReferenceAdded(
        _words(a, "reference_kind"), _words(a, "title"), _words(a, "link"), _words(a, "shows")
    ),
    Action.SEEK_ADVICE: _advice_sought,
    Action.RECORD_ADVICE: lambda c, a, r: events.AdviceReceived(
        int(_words(a, "advice")), _words(a, "answered_on"), _words(a, "answer")
    ),
    Action.CONSIDER_ADVICE: lambda c, a, r: events.AdviceConsidered(
        int(_words(a, "advice")), _words(a, "followed"), _words(a, "why_not")
    ),
    Action.ACKNOWLEDGE: lambda c, a, r: events.HomeTrustAcknowledged(_words(a, "comment")),
    Action.OFFER_MOVE: _move_offered,
    Action.TAKE_OVER: lambda c, a, r: events.TakenOver(str(c.looked_up[LookedUp.SUCCESSOR])),
    Action.REQUEST_REVIEW: lambda c, a, r: events.ReviewRequested(
        _words(a, "new_facts"), _words(a, "source"), int(c.looked_up[LookedUp.TRUST])
    ),
    Action.UPHOLD: lambda c, a, r: events.Upheld(_words(a, "reasoning")),
    Action.REOPEN: lambda c, a, r: events.Reopened(_words(a, "reasoning")),
    Action.DECLARE_CONFLICT: lambda c, a, r: events.ConflictDeclared(_words(a, "explanation")),
}
