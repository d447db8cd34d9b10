"""What a new application is answered with before anyone writes: no one types twice.

A renewal takes over the earlier case's answers, but never what must be said anew: what the
patient was told, dates, urgency, and the applicant's own declaration.
"""

from typing import Final

from likeverd.core.forms.model import Answer, Answers, Definition, Kind
from likeverd.core.routing import Authorisation, Facts

PRODUCT: Final = "product"
URGENCY: Final = "urgency"
URGENT: Final = "urgent"
START_BY: Final = "start_by"
AUTHORISATIONS: Final = {
    Authorisation.FULL: "full",
    Authorisation.CONDITIONAL: "conditional",
    Authorisation.NONE: "none",
    Authorisation.OTHER_INDICATION: "none",
}
SAID_ANEW: Final = frozenset({"declaration", "urgency"})


def first_answers(form: Definition, method_name: str, substance: str) -> dict[str, Answer]:
    """The answers that the register of methods gives; only for fields that the form has."""
    if form.field(PRODUCT) is None:
        return {}
    return {PRODUCT: substance or method_name}


def from_the_guide(form: Definition, facts: Facts) -> dict[str, Answer]:
    """What was answered in the guide before the application was begun, where the form asks the same."""
    answers: dict[str, Answer] = {}
    authorisation = facts.marketing_authorisation
    if authorisation in AUTHORISATIONS:
        answers["authorisation"] = AUTHORISATIONS[authorisation]
    if facts.criteria.larger_effect_documented is not None:
        answers["larger_effect"] = "yes" if facts.criteria.larger_effect_documented else "no"
    if facts.patient.privately_started is False:
        answers["private_treatment"] = "no"
    return {key: answer for key, answer in answers.items() if _offers(form, key, answer)}


def _offers(form: Definition, key: str, answer: Answer) -> bool:
    field = form.field(key)
    return field is not None and answer in {option.code for option in field.options}


def renewed(form: Definition, earlier: Answers) -> dict[str, Answer]:
    """The answers of an earlier case that may be taken over into a renewal."""
    kept = {
        field.key
        for section in form.sections
        if section.key not in SAID_ANEW
        for field in section.fields
        if field.kind not in (Kind.DATE, Kind.CONFIRMATION)
    }
    return {key: answer for key, answer in earlier.items() if key in kept}
