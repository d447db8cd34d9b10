"""What a person wrote at a step, as the step asked for it, ready to be read again afterwards.

What a step asks depends on the case as it was then; here stands what is needed to read it when the case has moved on.
"""

from collections.abc import Sequence
from dataclasses import replace

from likeverd.core.case import CaseFacts, Ruleset
from likeverd.core.events import (
    AdviceConsidered,
    AdviceReceived,
    AdviceSought,
    Assessed,
    Event,
    Granted,
    GrantedWithConditions,
    MoveOffered,
    Prioritised,
    Recommended,
    Recorded,
    Refused,
    Stopped,
    TakenOver,
)
from likeverd.core.forms.model import Answers, Field, Kind, Option
from likeverd.core.lifecycle import transition
from likeverd.core.step_questions.elsewhere import WITHOUT_HOME_TRUST, of_the_home_trust
from likeverd.core.step_questions.evidence import ANSWER, INTERESTS
from likeverd.core.step_questions.shared import EXPLAINED
from likeverd.core.text import Text, unchanged

GOES_ON_AS = Field(
    "number",
    Kind.LINE,
    Text("Saken går videre som", "Saka går vidare som", "The case goes on as"),
    Text("Nummeret ved det nye sykehuset", "Nummeret ved det nye sjukehuset", "Its number there"),
    "I",
)
# Read where they were written, and left out where they were not.
ONLY_IF_WRITTEN = frozenset({EXPLAINED.key, WITHOUT_HOME_TRUST.key, "comment", "interests"})
# Of these the numbers of people are left out: a name or an id is in the log.
NUMBERS_OF_PEOPLE = frozenset({"expert_hpr", "receiver_hpr", "trust"})


def fields_and_answers(
    recorded: Recorded, facts: CaseFacts, ruleset: Ruleset
) -> tuple[Sequence[Field], Answers]:
    """The fields that the step asked, and what was answered."""
    written = _answers(recorded.event)
    fields = [each for each in _fields(recorded, facts, ruleset) if _is_read(each, written)]
    return fields, written


def _answers(event: Event) -> Answers:
    match event:
        case Assessed() | Prioritised() | Recommended():
            return event.assessment
        case Stopped():
            return {**event.payload(), **event.conversation}
        case Refused():
            return {**event.payload(), **event.conversation, **event.home_trust}
        case Granted() | GrantedWithConditions():
            return {**event.payload(), **event.home_trust}
        case AdviceReceived(number=number) | AdviceConsidered(number=number):
            return {**event.payload(), "advice": str(number)}
        case _:
            return event.payload()


def _fields(recorded: Recorded, facts: CaseFacts, ruleset: Ruleset) -> Sequence[Field]:
    event = recorded.event
    row = transition(recorded.state_before, recorded.action) if recorded.action else None
    asked = row.questions(facts, ruleset) if row else ()
    match event:
        case TakenOver():
            return (GOES_ON_AS,)
        case AdviceReceived() | AdviceConsidered():
            which = _which_advice(facts)
            rest = (ANSWER, INTERESTS) if isinstance(event, AdviceReceived) else asked
            return (which, *(each for each in rest if each.key != "advice"))
        case AdviceSought():
            return [_always_whom(each) for each in asked]
        case Granted() | GrantedWithConditions() | Refused() if event.home_trust:
            known = of_the_home_trust(replace(facts, home_trust=0, home_acknowledged=False))
            return (*(each for each in asked if each.key not in {k.key for k in known}), *known)
        case MoveOffered():
            return [each for each in asked if each.key == "why"]
        case _:
            return asked


def _always_whom(asked: Field) -> Field:
    """Who was asked is written for an invited expert too, by name."""
    return replace(asked, asked_when=None) if asked.key == "whom" else asked


def _which_advice(facts: CaseFacts) -> Field:
    label = Text("Råd fra", "Råd frå", "Advice from")
    options = tuple(
        Option(str(one.number), unchanged(f"{one.number}: {one.whom}")) for one in facts.advice
    )
    return Field("advice", Kind.CHOICE, label, label, "I", options=options)


def _is_read(asked: Field, written: Answers) -> bool:
    """Asked, and written where it is only for some."""
    if asked.key in NUMBERS_OF_PEOPLE:
        return False
    if asked.key in ONLY_IF_WRITTEN and not written.get(asked.key):
        return False
    return asked.is_asked(written)
