"""The only place where a step is allowed or refused.

``decide`` is pure: the same case, command, actor, moment and rules always give the same
answer, and nothing is written. The caller stores what is returned, or shows the refusals.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, cast

from likeverd.core import events
from likeverd.core.case import Actor, CaseFacts, Command, Grant, Question, Ruleset
from likeverd.core.duties import grant_for
from likeverd.core.events import Event, Recorded, evolve
from likeverd.core.forms.model import Answer, Answers
from likeverd.core.forms.reading import Fault, Reading, read_completely
from likeverd.core.lifecycle import Transition, actions_from, next_state, transition
from likeverd.core.reasons import reason, why_not_enough
from likeverd.core.reasons.basis import facts_behind, nothing_behind, rests_on_the_application
from likeverd.core.reasons.contradictions import contradictions
from likeverd.core.reasons.not_permitted import why_not_permitted
from likeverd.core.refusals import (
    AnswersIncomplete,
    FormIncomplete,
    NotInThisState,
    Refusal,
    Stale,
)
from likeverd.core.step_questions import changed_fields
from likeverd.core.step_questions.conversation import KEYS as TALK_KEYS
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
    reading = _read_step(row, case, command, ruleset)
    if reading.faults:
        return TurnedAway((AnswersIncomplete(reading.faults),))
    event = _BUILDERS[command.action](case, reading.answers, ruleset)
    recorded = _record(case, row, event, actor, grant, now, ruleset)
    return Accepted((recorded,), evolve(case, recorded))


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
    return Reading(reading.answers, _reasons_that_fall_short(case, command, reading, ruleset))


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
    if without:
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
    ),
    Action.GRANT_WITH_CONDITIONS: _granted_with_conditions,
    Action.REFUSE: lambda c, a, r: events.Refused(
        _codes(a),
        _words(a, "reasoning"),
        _words(a, "explained"),
        _conversation(a),
        _words(a, "departure"),
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
    Action.DECLARE_CONFLICT: lambda c, a, r: events.ConflictDeclared(_words(a, "explanation")),
}
