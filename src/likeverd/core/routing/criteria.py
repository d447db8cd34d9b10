"""What must be met on each route, and whether it is: the checklist beside the verdict."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from likeverd.core.routing.facts import Authorisation, EstablishedTreatment, TrialStatus
from likeverd.core.routing.rules.clarifying import must_be_asked
from likeverd.core.routing.rules.exceptions import judged
from likeverd.core.routing.situation import GroupState, Situation
from likeverd.core.routing.standing import Status
from likeverd.core.routing.vocabulary import Route

Measure = Callable[[Situation], bool | None]


class CriterionId(StrEnum):
    """The criteria of the routes."""

    INTRODUCED_IN_FORCE = "introduced_in_force"
    CONDITIONS_MET = "conditions_met"
    UNDER_ASSESSMENT_OR_OPENED = "under_assessment_or_opened"
    MARKETING_AUTHORISATION = "marketing_authorisation"
    ESTABLISHED_TREATMENT = "established_treatment"
    LARGER_EFFECT = "larger_effect"
    GROUP_EXCEPTION_IN_FORCE = "group_exception_in_force"
    COVERED_BY_GROUP_EXCEPTION = "covered_by_group_exception"
    REFUSED = "refused"
    DIFFERS_FROM_REFUSED_GROUP = "differs_from_refused_group"
    NOT_IN_THE_SYSTEM = "not_in_the_system"
    AUTHORISED_FOR_OTHER_INDICATION = "authorised_for_other_indication"
    NOT_AUTHORISED = "not_authorised"
    ON_NATIONAL_LIST = "on_national_list"
    TRIAL_OPEN = "trial_open"
    ELIGIBLE_FOR_TRIAL = "eligible_for_trial"
    STUDY_ONLY = "study_only"
    TRIAL_IMPOSSIBLE = "trial_impossible"
    AUTHORISED = "authorised"
    ALREADY_ON_TREATMENT = "already_on_treatment"
    NOT_PRIVATELY_STARTED = "not_privately_started"
    SECRETARIAT_MUST_SETTLE = "secretariat_must_settle"


class Criterion(NamedTuple):
    """One criterion, and whether it is met; ``None`` where that is not known or not settled."""

    id: CriterionId
    met: bool | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A criterion with its measure. ``medicines_only``: devices and procedures have no such criterion."""

    id: CriterionId
    measure: Measure
    medicines_only: bool = False
    statuses: frozenset[Status] | None = None

    @property
    def outcomes(self) -> dict[bool | None, Criterion]:
        """The three things that it can come to, made once."""
        return {met: Criterion(self.id, met) for met in (True, False, None)}


def _authorisation(s: Situation) -> bool | None:
    if s.authorisation in (None, Authorisation.CONDITIONAL):
        return None  # of the conditional one the sources say different things
    return s.authorisation is Authorisation.FULL


def _established(s: Situation) -> bool | None:
    if s.established is None:
        return None
    return s.established in (
        EstablishedTreatment.CONTRAINDICATED,
        EstablishedTreatment.STOPPED_SIDE_EFFECTS,
    )


def _authorisation_is(wanted: Authorisation) -> Measure:
    return lambda s: (
        False
        if not s.medicine
        else (None if s.authorisation is None else s.authorisation is wanted)
    )


def _authorised(s: Situation) -> bool | None:
    if s.authorisation is None:
        return None
    return s.authorisation in (Authorisation.FULL, Authorisation.CONDITIONAL)


def _trial_open(s: Situation) -> bool | None:
    return s.trial is TrialStatus.OPEN


def _trial_impossible(s: Situation) -> bool | None:
    if s.trial is None:
        return None
    if s.trial is TrialStatus.OPEN:
        return None if s.eligible is None else not s.eligible
    return True


def _asked(s: Situation) -> bool | None:
    if must_be_asked(s):
        return s.status is not Status.AWAITING_INTRODUCTION
    unanswered = s.status is Status.INTRODUCED_WITH_CONDITIONS and s.conditions_met is None
    return None if unanswered else False


def _introduced(s: Situation) -> bool | None:
    if s.status in (Status.INTRODUCED, Status.INTRODUCED_WITH_CONDITIONS):
        return True if s.doubt is None else None
    return False


_KNOWN_TO_NOBODY: Final = Measured(
    CriterionId.NOT_IN_THE_SYSTEM, lambda s: s.status is Status.NOT_KNOWN
)
_ASSESSED: Final = Measured(CriterionId.UNDER_ASSESSMENT_OR_OPENED, judged)

CRITERIA: Final[dict[Route, tuple[Measured, ...]]] = {
    Route.ORDINARY_USE: (
        Measured(CriterionId.INTRODUCED_IN_FORCE, _introduced),
        Measured(
            CriterionId.CONDITIONS_MET,
            lambda s: s.conditions_met,
            statuses=frozenset({Status.INTRODUCED_WITH_CONDITIONS}),
        ),
    ),
    Route.INDIVIDUAL_EXCEPTION: (
        _ASSESSED,
        Measured(CriterionId.MARKETING_AUTHORISATION, _authorisation, medicines_only=True),
        Measured(CriterionId.ESTABLISHED_TREATMENT, _established),
        Measured(CriterionId.LARGER_EFFECT, lambda s: s.larger_effect),
    ),
    Route.GROUP_EXCEPTION: (_ASSESSED,),
    Route.GROUP_EXCEPTION_USE: (
        Measured(CriterionId.GROUP_EXCEPTION_IN_FORCE, lambda s: s.group is GroupState.IN_FORCE),
        Measured(CriterionId.COVERED_BY_GROUP_EXCEPTION, lambda s: s.covers_patient),
    ),
    Route.ACCESS_SCHEME: (
        Measured(CriterionId.REFUSED, lambda s: s.status is Status.NOT_INTRODUCED),
        Measured(CriterionId.DIFFERS_FROM_REFUSED_GROUP, lambda s: s.differs),
    ),
    Route.OFF_LABEL: (
        _KNOWN_TO_NOBODY,
        Measured(
            CriterionId.AUTHORISED_FOR_OTHER_INDICATION,
            _authorisation_is(Authorisation.OTHER_INDICATION),
        ),
    ),
    Route.APPROVAL_EXEMPTION: (
        _KNOWN_TO_NOBODY,
        Measured(CriterionId.NOT_AUTHORISED, _authorisation_is(Authorisation.NONE)),
    ),
    Route.COMPASSIONATE_USE: (
        Measured(CriterionId.NOT_AUTHORISED, _authorisation_is(Authorisation.NONE)),
        Measured(CriterionId.ON_NATIONAL_LIST, lambda s: s.on_cup_list),
    ),
    Route.CLINICAL_TRIAL: (
        Measured(CriterionId.TRIAL_OPEN, _trial_open),
        Measured(CriterionId.ELIGIBLE_FOR_TRIAL, lambda s: s.eligible),
    ),
    Route.INVESTIGATIONAL_TREATMENT: (
        Measured(CriterionId.STUDY_ONLY, lambda s: s.status is Status.STUDY_ONLY),
        Measured(CriterionId.TRIAL_IMPOSSIBLE, _trial_impossible),
    ),
    Route.PROPOSE_METHOD: (
        _KNOWN_TO_NOBODY,
        Measured(CriterionId.AUTHORISED, _authorised, medicines_only=True),
    ),
    Route.CONTINUE_TREATMENT: (
        Measured(CriterionId.ALREADY_ON_TREATMENT, lambda s: s.already),
        Measured(
            CriterionId.NOT_PRIVATELY_STARTED,
            lambda s: None if s.privately is None else not s.privately,
        ),
    ),
    Route.CLARIFY_WITH_SECRETARIAT: (Measured(CriterionId.SECRETARIAT_MUST_SETTLE, _asked),),
}


def criteria_for(route: Route, status: Status, *, medicine: bool) -> tuple[Measured, ...]:
    """The criteria of a route for a method of this status and kind."""
    return tuple(
        one
        for one in CRITERIA[route]
        if (medicine or not one.medicines_only) and (one.statuses is None or status in one.statuses)
    )
