"""The words of an answer: routes, verdicts, who decides, criteria, and the facts that can be asked for."""

from enum import StrEnum
from typing import Final


class Route(StrEnum):
    """A way to a treatment, or away from a closed door. The order is that of every answer."""

    ORDINARY_USE = "ordinary_use"
    INDIVIDUAL_EXCEPTION = "individual_exception"
    GROUP_EXCEPTION = "group_exception"
    GROUP_EXCEPTION_USE = "group_exception_use"
    ACCESS_SCHEME = "access_scheme"
    OFF_LABEL = "off_label"
    APPROVAL_EXEMPTION = "approval_exemption"
    COMPASSIONATE_USE = "compassionate_use"
    CLINICAL_TRIAL = "clinical_trial"
    INVESTIGATIONAL_TREATMENT = "investigational_treatment"
    PROPOSE_METHOD = "propose_method"
    CONTINUE_TREATMENT = "continue_treatment"
    CLARIFY_WITH_SECRETARIAT = "clarify_with_secretariat"


class Verdict(StrEnum):
    """``unclear``: a fact is missing, or the sources conflict and somebody must settle it."""

    OPEN = "open"
    CLOSED = "closed"
    UNCLEAR = "unclear"


class Decider(StrEnum):
    """Who says yes or no on a route, or settles what the sources leave open."""

    TREATING_CONSULTANT = "treating_consultant"
    MEDICAL_DIRECTOR = "medical_director"
    MEDICAL_DIRECTORS_MEETING = "medical_directors_meeting"
    INTERREGIONAL_COMMITTEE = "interregional_committee"
    MEDICINES_AGENCY_AND_MEDICAL_DIRECTOR = "medicines_agency_and_medical_director"
    TRIAL_INVESTIGATOR = "trial_investigator"
    COMMISSIONING_FORUM = "commissioning_forum"
    NEW_METHODS_SECRETARIAT = "new_methods_secretariat"


class Fact(StrEnum):
    """A fact that can be asked for, under its place in ``likeverd route``'s input."""

    COVERS_PATIENT = "group_exception.covers_patient"
    MARKETING_AUTHORISATION = "marketing_authorisation"
    CONDITIONS_MET = "conditions_met"
    ESTABLISHED_TREATMENT = "criteria.established_treatment"
    LARGER_EFFECT = "criteria.larger_effect_documented"
    DIFFERS = "criteria.differs_from_refused_group"
    TRIAL_STATUS = "trial.status"
    TRIAL_ELIGIBLE = "trial.eligible"
    ON_CUP_LIST = "on_national_cup_list"
    ALREADY_ON_TREATMENT = "patient.already_on_treatment"
    PRIVATELY_STARTED = "patient.privately_started"
    IN_TRIAL = "patient.in_trial"


DECIDER_OF: Final = {
    Route.ORDINARY_USE: Decider.TREATING_CONSULTANT,
    Route.INDIVIDUAL_EXCEPTION: Decider.MEDICAL_DIRECTOR,
    Route.GROUP_EXCEPTION: Decider.MEDICAL_DIRECTORS_MEETING,
    Route.GROUP_EXCEPTION_USE: Decider.TREATING_CONSULTANT,
    Route.ACCESS_SCHEME: Decider.INTERREGIONAL_COMMITTEE,
    Route.OFF_LABEL: Decider.MEDICAL_DIRECTOR,
    Route.APPROVAL_EXEMPTION: Decider.MEDICINES_AGENCY_AND_MEDICAL_DIRECTOR,
    Route.COMPASSIONATE_USE: Decider.MEDICAL_DIRECTOR,
    Route.CLINICAL_TRIAL: Decider.TRIAL_INVESTIGATOR,
    Route.INVESTIGATIONAL_TREATMENT: Decider.MEDICAL_DIRECTOR,
    Route.PROPOSE_METHOD: Decider.COMMISSIONING_FORUM,
    Route.CONTINUE_TREATMENT: Decider.MEDICAL_DIRECTOR,
    Route.CLARIFY_WITH_SECRETARIAT: Decider.NEW_METHODS_SECRETARIAT,
}

# Which open route is recommended: what needs no application before what does, the schemes made for the method's
# status before their neighbours, trials before treatment outside them [HD4], a permission for this product's own
# programme before a general one [DMP1, NM5], and last what only leads on. Own reading.
PREFERENCE: Final = (
    Route.ORDINARY_USE,
    Route.GROUP_EXCEPTION_USE,
    Route.INDIVIDUAL_EXCEPTION,
    Route.GROUP_EXCEPTION,
    Route.ACCESS_SCHEME,
    Route.CLINICAL_TRIAL,
    Route.INVESTIGATIONAL_TREATMENT,
    Route.OFF_LABEL,
    Route.COMPASSIONATE_USE,
    Route.APPROVAL_EXEMPTION,
    Route.CONTINUE_TREATMENT,
    Route.PROPOSE_METHOD,
    Route.CLARIFY_WITH_SECRETARIAT,
)
