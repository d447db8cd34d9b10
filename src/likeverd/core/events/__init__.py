"""What can happen to a case: one type per event, and how an event changes the facts.

An event is never changed or deleted. The state of a case is what its events make of it:
``evolve`` is the only function that knows how.
"""

from likeverd.core.events.base import Event
from likeverd.core.events.beside import (
    AdviceConsidered,
    AdviceReceived,
    AdviceSought,
    HomeTrustAcknowledged,
    MoveOffered,
    ReferenceAdded,
    Reopened,
    ReviewRequested,
    TakenOver,
    Upheld,
)
from likeverd.core.events.endings import (
    WITH_REASONS,
    DeathRegistered,
    Granted,
    GrantedWithConditions,
    Referred,
    Refused,
    Stopped,
    Withdrawn,
)
from likeverd.core.events.line import (
    Assessed,
    ChangeConsidered,
    ConflictDeclared,
    Created,
    HandedToConsultant,
    Prioritised,
    QuestionsAnswered,
    QuestionsAsked,
    Recommended,
    Resubmitted,
    ReturnedToApplicant,
    Submitted,
)
from likeverd.core.events.log import (
    EVENT_TYPES,
    ROUND_BEGINS,
    ROUND_ENDS,
    Recorded,
    evolve,
    restore,
    with_answers_changed,
)

__all__ = [
    "EVENT_TYPES",
    "ROUND_BEGINS",
    "ROUND_ENDS",
    "WITH_REASONS",
    "AdviceConsidered",
    "AdviceReceived",
    "AdviceSought",
    "Assessed",
    "ChangeConsidered",
    "ConflictDeclared",
    "Created",
    "DeathRegistered",
    "Event",
    "Granted",
    "GrantedWithConditions",
    "HandedToConsultant",
    "HomeTrustAcknowledged",
    "MoveOffered",
    "Prioritised",
    "QuestionsAnswered",
    "QuestionsAsked",
    "Recommended",
    "Recorded",
    "ReferenceAdded",
    "Referred",
    "Refused",
    "Reopened",
    "Resubmitted",
    "ReturnedToApplicant",
    "ReviewRequested",
    "Stopped",
    "Submitted",
    "TakenOver",
    "Upheld",
    "Withdrawn",
    "evolve",
    "restore",
    "with_answers_changed",
]
