"""What happens in the life of a seeded case, step by step, before the rules have had a look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from random import Random
from typing import Final

from likeverd.cases.seeding import endings, figures, wording
from likeverd.core.vocabulary import STEPS, Action, State

# Stand in for days until the case has a calendar; no text contains them otherwise.
LATER: Final = "2199-12-31"
EARLIER: Final = "1901-01-01"


class Slot(IntEnum):
    """Who acts in a plot, before it is known which person that is."""

    APPLICANT = 1
    HELPER = 2
    LEAD = 3
    MANAGER = 4
    MEMBER = 5
    OTHER_MEMBER = 6
    DIRECTOR = 7


@dataclass(frozen=True, slots=True)
class Move:
    """A step that somebody takes, with what is answered."""

    action: Action
    by: Slot
    answers: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Script:
    """How a life goes. ``route`` is the scheme that the case is referred to, if it is.

    ``written`` tells how much of the application is written: ``begun``, ``half`` or ``whole``.
    """

    moves: tuple[Move, ...]
    helped: bool
    paper: bool
    route: str
    written: str


AT: Final = {
    State.CLINICAL_REVIEW: Slot.LEAD,
    State.ANCHORING: Slot.MANAGER,
    State.COMMITTEE: Slot.MEMBER,
    State.DECISION: Slot.DIRECTOR,
}
RECOMMENDED_FOR: Final = {
    State.GRANTED: "grant",
    State.GRANTED_WITH_CONDITIONS: "grant_with_conditions",
    State.REFUSED: "refuse",
    State.WRONG_SCHEME: "wrong_scheme",
}
OTHERWISE: Final = {
    "grant": "grant_with_conditions",
    "grant_with_conditions": "refuse",
    "refuse": "grant_with_conditions",
    "wrong_scheme": "refuse",
}
ENDINGS: Final[Mapping[str, Sequence[endings.Ending]]] = {
    "grant": endings.GRANTS,
    "grant_with_conditions": endings.GRANTS_WITH_CONDITIONS,
    "refuse": endings.REFUSALS,
}
IN_THE_REGISTER: Final = endings.REFERRALS[:2]


def script(state: State, chain: Sequence[State], chance: Random) -> Script:
    """A life that ends in a state, along a trust's chain of steps."""
    paper = chance.random() < figures.FROM_PAPER
    helped = paper or chance.random() < figures.PREPARED_BY_HELPER
    if state is State.DRAFT:
        return _draft(chance, helped=helped, paper=paper)
    right, referral = chance.choice(IN_THE_REGISTER)
    moves = [*_handed(chance, helped=helped), Move(Action.SUBMIT, Slot.APPLICANT, {})]
    goal = _last_step(state, chain, chance)
    if state is not State.RETURNED and chance.random() < figures.RETURNED_ONCE:
        moves += [_returned(chance, chain[0]), Move(Action.RESUBMIT, Slot.APPLICANT, {})]
    outcome = RECOMMENDED_FOR.get(state) or chance.choice(("refuse", "grant_with_conditions"))
    for step in chain[: chain.index(goal) + 1]:
        moves += _on_the_way(step, chance, last=step is goal and state in (*STEPS, State.RETURNED))
        if step is not goal:
            moves.append(_forward(step, outcome, referral, chance))
    moves += _last_moves(state, goal, right, referral, chance)
    route = right if state is State.WRONG_SCHEME else ""
    return Script(tuple(moves), helped, paper, route, "whole")


def _draft(chance: Random, *, helped: bool, paper: bool) -> Script:
    written = chance.choice(("begun", "half", "half", "whole"))
    handed = _handed(chance, helped=helped and written == "whole")
    return Script(tuple(handed), helped, paper, "", written)


def _handed(chance: Random, *, helped: bool) -> list[Move]:
    if not helped:
        return []
    message = wording.HELPER_MESSAGE if chance.random() < 0.5 else ""
    return [Move(Action.HAND_TO_CONSULTANT, Slot.HELPER, {"message": message})]


def _last_step(state: State, chain: Sequence[State], chance: Random) -> State:
    """The step of the chain where the case ends, or from which it leaves the chain."""
    if state in chain:
        return state
    if state in RECOMMENDED_FOR:
        return State.DECISION
    may_ask: list[State] = [step for step in chain if AT[step] in (Slot.MEMBER, Slot.DIRECTOR)]
    choices: dict[State, list[State]] = {
        State.AWAITING_ANSWERS: may_ask,
        State.STOPPED: [step for step in chain if AT[step] in (Slot.LEAD, Slot.MANAGER)],
    }
    return chance.choice(choices.get(state, list(chain)))


def _on_the_way(step: State, chance: Random, *, last: bool) -> list[Move]:
    """What may happen at a step before it is finished: a conflict, questions with answers."""
    moves = []
    if step is State.COMMITTEE and chance.random() < figures.CONFLICT_OF_INTEREST:
        answers = {"explanation": wording.CONFLICT}
        moves.append(Move(Action.DECLARE_CONFLICT, Slot.OTHER_MEMBER, answers))
    may_ask = step is State.COMMITTEE or (step is State.DECISION and not last)
    if may_ask and chance.random() < figures.ASKED_ONCE:
        asked = _asked(step, chance)
        count = len(asked.answers["questions"])  # type: ignore[arg-type]
        replies = {f"answer_{n}": chance.choice(wording.REPLIES) for n in range(count)}
        moves += [asked, Move(Action.ANSWER, Slot.APPLICANT, replies)]
    return moves


def _asked(step: State, chance: Random) -> Move:
    rows = [{"field": field, "question": text} for field, text in chance.choice(wording.QUESTIONS)]
    return Move(Action.ASK, AT[step], {"questions": rows, "answer_by": LATER})


def _returned(chance: Random, step: State) -> Move:
    ending = chance.choice(endings.RETURNS)
    answers = {"reasons": list(ending.reasons), "message": ending.reasoning}
    return Move(Action.RETURN, AT[step], answers)


def _forward(step: State, outcome: str, referral: endings.Ending, chance: Random) -> Move:
    """The step's own assessment, which sends the case on."""
    in_doubt = outcome in ("refuse", "wrong_scheme") and chance.random() < 0.6
    if step is State.CLINICAL_REVIEW:
        answers = wording.assessment(chance.randrange(6), in_doubt=in_doubt)
        return Move(Action.ASSESS, Slot.LEAD, answers)
    if step is State.ANCHORING:
        benefit = chance.choice(("small", "moderate") if in_doubt else ("moderate", "large"))
        use = chance.choice(("moderate", "large", "very_large"))
        severity = chance.choice(("large", "very_large"))
        return Move(Action.PRIORITISE, Slot.MANAGER, wording.priorities(benefit, use, severity))
    if chance.random() < figures.DIRECTOR_DEVIATES:
        outcome = OTHERWISE[outcome]
    ending = referral if outcome == "wrong_scheme" else chance.choice(ENDINGS[outcome])
    dissent = wording.DISSENT if chance.random() < figures.DISSENT else ""
    answers = wording.recommendation(outcome, ending, dissent)
    return Move(Action.RECOMMEND, Slot.MEMBER, answers)


def _last_moves(
    state: State, goal: State, right: str, referral: endings.Ending, chance: Random
) -> list[Move]:
    by = AT[goal]
    match state:
        case State.GRANTED:
            answers = _decided("grant", chance) | {"valid_until": LATER}
            return [Move(Action.GRANT, by, answers)]
        case State.GRANTED_WITH_CONDITIONS:
            more = {"valid_until": LATER, "conditions": chance.choice(endings.CONDITIONS)}
            return [
                Move(
                    Action.GRANT_WITH_CONDITIONS,
                    by,
                    _decided("grant_with_conditions", chance) | more,
                )
            ]
        case State.REFUSED:
            return [Move(Action.REFUSE, by, _decided("refuse", chance))]
        case State.WRONG_SCHEME:
            answers = endings.ending_answers(referral) | {"right_scheme": right}
            return [Move(Action.REFER, by, answers)]
        case State.STOPPED:
            answers = endings.no_answers(chance.choice(endings.STOPS))
            return [Move(Action.STOP, by, answers)]
        case State.WITHDRAWN:
            answers = {"reason": chance.choice(wording.WITHDRAWALS)}
            return [Move(Action.WITHDRAW, Slot.APPLICANT, answers)]
        case State.CLOSED_BY_DEATH:
            return [Move(Action.REGISTER_DEATH, Slot.APPLICANT, {"died_on": EARLIER})]
        case State.AWAITING_ANSWERS:
            return [_asked(goal, chance)]
        case State.RETURNED:
            return [_returned(chance, goal)]
        case _:
            return []


def _decided(outcome: str, chance: Random) -> dict[str, object]:
    answers = endings.no_answers if outcome == "refuse" else endings.ending_answers
    return dict(answers(chance.choice(ENDINGS[outcome])))
