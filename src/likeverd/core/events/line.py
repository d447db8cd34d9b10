"""What happens to an application on its way through the line."""

from dataclasses import dataclass, field
from typing import ClassVar

from likeverd.core.case import Question
from likeverd.core.events.base import Event
from likeverd.core.forms.model import Answers


@dataclass(frozen=True, slots=True)
class Created(Event):
    """A draft was begun, for whom and by which rules; ``paper`` when keyed in from paper."""

    kind: ClassVar[str] = "created"
    form_version: str
    trust_rules_version: str
    paper: bool = False
    earlier_case: str = ""
    why_new: str = ""


@dataclass(frozen=True, slots=True)
class HandedToConsultant(Event):
    """A helper has prepared the application; the consultant must read and send it."""

    kind: ClassVar[str] = "handed_to_consultant"
    message: str = ""


@dataclass(frozen=True, slots=True)
class Submitted(Event):
    """The consultant sent the application, with these answers."""

    kind: ClassVar[str] = "submitted"
    answers: Answers


@dataclass(frozen=True, slots=True)
class Resubmitted(Event):
    """A returned application was sent again; every step looks at it anew."""

    kind: ClassVar[str] = "resubmitted"
    answers: Answers


@dataclass(frozen=True, slots=True)
class Assessed(Event):
    """The clinical lead assured quality and assessed the case professionally."""

    kind: ClassVar[str] = "assessed"
    step_of_a_handler: ClassVar[bool] = True
    assessment: Answers


@dataclass(frozen=True, slots=True)
class Prioritised(Event):
    """The division director assessed benefit, resource use and severity."""

    kind: ClassVar[str] = "prioritised"
    step_of_a_handler: ClassVar[bool] = True
    assessment: Answers


@dataclass(frozen=True, slots=True)
class Recommended(Event):
    """The assessment committee made its recommendation."""

    kind: ClassVar[str] = "recommended"
    step_of_a_handler: ClassVar[bool] = True
    assessment: Answers


@dataclass(frozen=True, slots=True)
class QuestionsAsked(Event):
    """A bundled list of questions went to the applicant; the clock stands still."""

    kind: ClassVar[str] = "questions_asked"
    step_of_a_handler: ClassVar[bool] = True
    questions: tuple[Question, ...]
    answer_by: str


@dataclass(frozen=True, slots=True)
class QuestionsAnswered(Event):
    """The applicant answered; ``changed`` are new answers in the form, ``earlier`` the old."""

    kind: ClassVar[str] = "questions_answered"
    answers: tuple[str, ...]
    changed: Answers = field(default_factory=dict)
    earlier: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReturnedToApplicant(Event):
    """A handler sent the whole application back, with coded reasons and a message."""

    kind: ClassVar[str] = "returned_to_applicant"
    step_of_a_handler: ClassVar[bool] = True
    reasons: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class ConflictDeclared(Event):
    """A handler declared a conflict of interest and is off the case."""

    kind: ClassVar[str] = "conflict_declared"
    explanation: str


@dataclass(frozen=True, slots=True)
class ChangeConsidered(Event):
    """Somebody of the case said what a change of the method's status means for it.

    ``changes`` are ids in the register's history; ``meaning`` a code of ``step_questions.CHANGE_MEANINGS``.
    """

    kind: ClassVar[str] = "change_considered"
    changes: tuple[str, ...]
    meaning: str
    reasoning: str
