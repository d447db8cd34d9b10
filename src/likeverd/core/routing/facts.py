"""What the guide is told: one method, one indication, one day, and what is known about the patient.

Three-valued facts are true, false or ``None`` for not known. ``None`` for a whole part
(``trial``, ``group_exception``) says that none is known.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from likeverd.core.method_events import EventKind, MethodKind


class Scope(StrEnum):
    """Whether the question is about one patient or about a group."""

    INDIVIDUAL = "individual"
    GROUP = "group"


class Authorisation(StrEnum):
    """Marketing authorisation for this use."""

    FULL = "full"
    CONDITIONAL = "conditional"
    NONE = "none"
    OTHER_INDICATION = "other_indication"
    NOT_APPLICABLE = "not_applicable"


class EstablishedTreatment(StrEnum):
    """What became of the established treatment."""

    CONTRAINDICATED = "contraindicated"
    STOPPED_SIDE_EFFECTS = "stopped_side_effects"
    INEFFECTIVE = "ineffective"
    UNTRIED = "untried"


class TrialStatus(StrEnum):
    """Whether a clinical trial takes patients."""

    OPEN = "open"
    CLOSED = "closed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """A public event of a method. ``in_force`` is for introductions; ``None`` is the day itself."""

    day: date
    event: EventKind
    in_force: date | None = None


@dataclass(frozen=True, slots=True)
class Method:
    """A method that has a place in the national system, and what has happened to it, in any order.

    ``decided_unseen_since``: from this day a source tells that there is a decision, but not which.
    """

    kind: MethodKind
    events: tuple[DatedEvent, ...] = ()
    method_id: str | None = None
    decided_unseen_since: date | None = None


@dataclass(frozen=True, slots=True)
class GroupException:
    """A group exception in force from the first day to the last, both counted in."""

    first: date
    last: date | None = None
    covers_patient: bool | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """A clinical trial of the method. ``status`` is ``None`` where nobody has looked."""

    status: TrialStatus | None = None
    eligible: bool | None = None


@dataclass(frozen=True, slots=True)
class Patient:
    """How the patient came to the question."""

    already_on_treatment: bool | None = None
    privately_started: bool | None = None
    in_trial: bool | None = None


@dataclass(frozen=True, slots=True)
class Criteria:
    """What the doctor can document about the patient."""

    established_treatment: EstablishedTreatment | None = None
    larger_effect_documented: bool | None = None
    differs_from_refused_group: bool | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the rules ask. ``method`` is ``None`` where the national system does not know it."""

    on: date
    scope: Scope = Scope.INDIVIDUAL
    method: Method | None = None
    marketing_authorisation: Authorisation | None = None
    group_exception: GroupException | None = None
    conditions_met: bool | None = None
    trial: Trial | None = None
    on_national_cup_list: bool | None = None
    patient: Patient = Patient()
    criteria: Criteria = Criteria()
