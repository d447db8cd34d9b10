"""What a new application is answered with before anyone writes: no one types twice.

A renewal takes over the earlier case's answers, but never what must be said anew: what the
patient was told, dates, urgency, and the applicant's own declaration.
"""

from typing import Final

from likeverd.core.forms.model import Answer, Answers, Definition, Kind

PRODUCT: Final = "product"
URGENCY: Final = "urgency"
URGENT: Final = "urgent"
START_BY: Final = "start_by"
SAID_ANEW: Final = frozenset({"declaration", "urgency"})


def first_answers(form: Definition, method_name: str, substance: str) -> dict[str, Answer]:
    """The answers that the register of methods gives; only for fields that the form has."""
    if form.field(PRODUCT) is None:
        return {}
    return {PRODUCT: substance or method_name}


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
