"""What happens beside the line: sources and advice, and what other trusts have to do with the case."""

from dataclasses import dataclass
from typing import ClassVar

from likeverd.core.events.base import Event


@dataclass(frozen=True, slots=True)
class ReferenceAdded(Event):
    """A source that bears on the case: what kind, where to find it, and what it shows."""

    kind: ClassVar[str] = "reference_added"
    reference_kind: str
    title: str
    link: str
    shows: str


@dataclass(frozen=True, slots=True)
class AdviceSought(Event):
    """Expert advice was asked for: of whom, what, and by when.

    ``expert`` is the person invited to see the case without identity, until ``sight_until``; None where nobody is.
    """

    kind: ClassVar[str] = "advice_sought"
    body: str
    whom: str
    question: str
    answer_by: str
    expert: int | None = None
    sight_until: str = ""


@dataclass(frozen=True, slots=True)
class AdviceReceived(Event):
    """Advice came: which (by its number in the case), when, and what it says."""

    kind: ClassVar[str] = "advice_received"
    number: int
    answered_on: str
    answer: str
    interests: str = ""


@dataclass(frozen=True, slots=True)
class AdviceConsidered(Event):
    """Whoever had the case said whether advice is followed, and why not where it is not."""

    kind: ClassVar[str] = "advice_considered"
    number: int
    followed: str
    why_not: str


@dataclass(frozen=True, slots=True)
class HomeTrustAcknowledged(Event):
    """The medical director where the patient lives has seen the case, and may have commented."""

    kind: ClassVar[str] = "home_trust_acknowledged"
    comment: str


@dataclass(frozen=True, slots=True)
class MoveOffered(Event):
    """The case was offered to a consultant of another trust, by ids; it stays until it is taken over."""

    kind: ClassVar[str] = "move_offered"
    trust: int
    person: int
    why: str


@dataclass(frozen=True, slots=True)
class TakenOver(Event):
    """The other trust took the case over; there it goes on under a number of its own."""

    kind: ClassVar[str] = "taken_over"
    number: str


@dataclass(frozen=True, slots=True)
class ReviewRequested(Event):
    """The applicant asked another trust to look at facts that the decision did not know."""

    kind: ClassVar[str] = "review_requested"
    new_facts: str
    source: str
    trust: int


@dataclass(frozen=True, slots=True)
class Upheld(Event):
    """The reviewing trust found that the new facts do not change the decision's ground."""

    kind: ClassVar[str] = "upheld"
    reasoning: str


@dataclass(frozen=True, slots=True)
class Reopened(Event):
    """The reviewing trust found that the case must be considered anew; the first decision is kept beside it."""

    kind: ClassVar[str] = "reopened"
    reasoning: str
