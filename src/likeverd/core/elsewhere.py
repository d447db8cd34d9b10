"""Who from outside the trust has a part in a case, and which: one case each, for one reason, as long as it lasts.

Where the patient lives in another catchment area, both medical directors are involved [S4]. New facts after a decision
are reviewed by another trust, so that nobody judges an own decision; a case that moves is taken over by the consultant
it is offered to; an expert who is asked sees the case without identity, and leaves advice (all own readings, "I").
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from likeverd.core.case import Actor, CaseFacts, Grant
from likeverd.core.forms.model import Answers
from likeverd.core.forms.reading import Fault, parse_date
from likeverd.core.lifecycle import Transition
from likeverd.core.refusals import NotFromHere, NotInvited, Refusal
from likeverd.core.step_questions.evidence import NAMED_EXPERT
from likeverd.core.text import Text
from likeverd.core.vocabulary import Action, Duty, Role

LONGEST_INVITATION: Final = timedelta(days=60)
TOO_LONG: Final = Text(
    "Velg en dag høyst 60 dager fram.",
    "Vel ein dag høgst 60 dagar fram.",
    "Choose a day at most 60 days ahead.",
)
NO_SUCH_PERSON: Final = Text(
    "Fant ingen med dette nummeret som har rollen. Sjekk nummeret, eller be tilgangsansvarlig registrere rollen.",
    "Fann ingen med dette nummeret som har rolla. Sjekk nummeret, eller be tilgangsansvarleg registrere rolla.",
    "Found nobody with this number who has the role. Check the number, or ask the access manager to register it.",
)
HAS_HAD_THE_CASE: Final = Text(
    "Velg en som ikke har søkt eller vurdert i denne saken.",
    "Vel ein som ikkje har søkt eller vurdert i denne saka.",
    "Choose somebody who has not applied or assessed in this case.",
)
OWN_TRUST: Final = Text(
    "Velg et annet helseforetak enn deres eget.",
    "Vel eit anna helseføretak enn dykkar eige.",
    "Choose another trust than your own.",
)
NO_DEPARTMENT: Final = Text(
    "Skriv koden til en avdeling der du er overlege.",
    "Skriv koden til ei avdeling der du er overlege.",
    "Write the code of a department where you are a consultant.",
)
ELSEWHERE: Final = frozenset(
    {
        Action.ACKNOWLEDGE,
        Action.TAKE_OVER,
        Action.UPHOLD,
        Action.REOPEN,
        Action.GIVE_ADVICE,
    }
)


class LookedUp(StrEnum):
    """What the door finds in the registers for a step, since the rules know neither persons nor trusts by name."""

    EXPERT = "expert"  # id of a person with any role
    EXPERT_NAME = "expert_name"
    RECEIVER = "receiver"  # id of a consultant at the receiving trust
    TRUST = "trust"  # id of the receiving, or the reviewing, trust
    SUCCESSOR = "successor"  # number of the case at the trust that takes over


class Part(StrEnum):
    """What somebody from outside the trust has to do with a case."""

    HOME_TRUST = "home_trust"
    REVIEWER = "reviewer"
    RECEIVER = "receiver"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a part lets a person see: who the patient is, and exact amounts of money."""

    identity: bool
    prices: bool


SEEN: Final = {
    Part.HOME_TRUST: Seen(identity=True, prices=True),
    Part.RECEIVER: Seen(identity=True, prices=True),
    Part.REVIEWER: Seen(identity=False, prices=True),
    Part.EXPERT: Seen(identity=False, prices=False),
}


def from_elsewhere(row: Transition, case: CaseFacts, actor: Actor) -> Grant | Refusal:
    """The grant by which somebody outside the case's own line may take the step, or why not.

    Nobody judges an own application, or a case in which the person has had a hand.
    """
    if Duty.INVITED in row.duties:
        invited = any(one.expert == actor.person and not one.answered for one in case.advice)
        return next(iter(actor.grants), NotInvited()) if invited else NotInvited()
    if Duty.RECEIVING_PERSON in row.duties and case.receiving_person != actor.person:
        return NotFromHere(row.action)
    trust = {
        Duty.HOME_TRUST: case.home_trust,
        Duty.REVIEWING_TRUST: case.review_trust,
        Duty.RECEIVING_PERSON: case.receiving_trust,
    }[row.duties[0]]
    if Duty.REVIEWING_TRUST in row.duties and actor.person in _hands(case):
        return NotFromHere(row.action)
    held = [grant for grant in actor.grants if grant.role in row.roles and grant.trust == trust]
    held.sort(key=lambda grant: grant.deputy_for is not None)
    return held[0] if trust is not None and held else NotFromHere(row.action)


def _hands(case: CaseFacts) -> frozenset[int]:
    """Everybody who has applied, helped or assessed in the case."""
    return case.helpers | {hand.person for hand in case.handlers} | {case.applicant}


def faults_of(action: Action, answers: Answers, case: CaseFacts, today: date) -> tuple[Fault, ...]:
    """What is wrong with a step that names somebody elsewhere, at the fields."""
    found = case.looked_up
    if action is Action.SEEK_ADVICE and answers.get("body") == NAMED_EXPERT:
        until = parse_date(answers.get("sight_until"))
        if LookedUp.EXPERT not in found:
            return (Fault("expert_hpr", NO_SUCH_PERSON),)
        if found[LookedUp.EXPERT] in _hands(case) | case.conflicted:
            return (Fault("expert_hpr", HAS_HAD_THE_CASE),)
        if until is not None and until - today > LONGEST_INVITATION:
            return (Fault("sight_until", TOO_LONG),)
    if action is Action.OFFER_MOVE:
        if found.get(LookedUp.TRUST) == case.trust:
            return (Fault("trust", OWN_TRUST),)
        if LookedUp.RECEIVER not in found:
            return (Fault("receiver_hpr", NO_SUCH_PERSON),)
    if action is Action.TAKE_OVER and LookedUp.SUCCESSOR not in found:
        return (Fault("department", NO_DEPARTMENT),)
    return ()


def moved_answers(answers: Answers, *, at_home: bool) -> dict[str, object]:
    """The answers of a case that goes on at another trust; at the patient's own trust the home trust is that one."""
    if not at_home:
        return dict(answers)
    return {**{k: v for k, v in answers.items() if k != "home_trust"}, "catchment": "own"}


def part_of(
    actor: Actor,
    *,
    home_trust: int | None,
    receiving_trust: int | None,
    receiving_person: int | None,
    review_trust: int | None,
    sent: bool,
) -> Part | None:
    """The part that the person has in a case from outside its trust, by its role there; the one that shows most first.

    An invitation is no role, and is asked for apart. ``sent``: whether the application has ever been sent.
    """
    directs = {grant.trust for grant in actor.grants if grant.role is Role.MEDICAL_DIRECTOR}
    consults = {grant.trust for grant in actor.grants if grant.role is Role.TREATING_CONSULTANT}
    if home_trust in directs and sent:
        return Part.HOME_TRUST
    if receiving_person == actor.person and receiving_trust in consults:
        return Part.RECEIVER
    if review_trust in directs:
        return Part.REVIEWER
    return None
