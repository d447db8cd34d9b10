"""What in the case a coded reason rests on: the answered fields of its criterion. A reason without a fact is no reason.

A file of the case may carry a reason where the application does not (``step_questions.shared.documents_behind``).
Reasons of procedure rest on the register of methods and the case's own events, which the case keeps with it.
"""

from typing import Final

from likeverd.core.forms.model import Answers
from likeverd.core.forms.reading import is_empty
from likeverd.core.reasons.model import CRITERION_LABELS, Criterion, Reason
from likeverd.core.text import Text

BASIS: Final = {
    Criterion.AUTHORISATION: ("authorisation", "regulatory_label", "authorisation_remark"),
    Criterion.ESTABLISHED_TREATMENT: ("established_treatments",),
    Criterion.LARGER_EFFECT: (
        "larger_effect",
        "larger_effect_documentation",
        "patient_differs",
        "larger_effect_references",
    ),
    Criterion.BENEFIT: ("benefit", "benefit_reason", "plan_goals"),
    Criterion.RESOURCE_USE: ("resource_use", "resource_use_reason", "yearly_cost"),
    Criterion.SEVERITY: ("severity", "severity_reason", "performance_status"),
    Criterion.PATIENT_CHOICE: ("patient_informed", "patient_informed_on"),
}


def facts_behind(reason: Reason, application: Answers) -> tuple[str, ...]:
    """The keys of the answered fields that the reason rests on, the most telling first."""
    keys = BASIS.get(reason.criterion, ())
    return tuple(key for key in keys if not is_empty(application.get(key)))


def rests_on_the_application(reason: Reason) -> bool:
    """Whether the reason needs a fact of the application at all."""
    return reason.criterion in BASIS


def nothing_behind(reason: Reason) -> Text:
    """What is said where the case has no fact that the reason could rest on."""
    about = CRITERION_LABELS[reason.criterion]
    return Text(
        f"Saken har ingen opplysning som grunnen kan bygge på ({about.nb}). "
        "Pek på et vedlegg, spør søkeren, eller velg en annen grunn.",
        f"Saka har inga opplysning som grunnen kan byggje på ({about.nn}). "
        "Peik på eit vedlegg, spør søkjaren, eller vel ein annan grunn.",
        f"The case has no fact for the reason to rest on ({about.en}). "
        "Point at a file, ask the applicant, or choose another reason.",
    )
