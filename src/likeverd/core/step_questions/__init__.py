"""What each step of the procedure must answer, as fields of the same kinds as the form.

A function per step, because some questions depend on the case: the questions that were
put to the applicant, the fields that a question can be tied to, the reasons in force today.
"""

from likeverd.core.step_questions.assessments import assess, prioritise, recommend
from likeverd.core.step_questions.changes import CHANGE_MEANINGS, consider_change
from likeverd.core.step_questions.dialogue import (
    answer,
    ask,
    changed_fields,
    hand_to_consultant,
    nothing,
    send_back,
)
from likeverd.core.step_questions.elsewhere import (
    acknowledge,
    conclude_review,
    offer_move,
    request_review,
    take_over,
)
from likeverd.core.step_questions.endings import (
    declare_conflict,
    grant,
    grant_with_conditions,
    refer,
    refuse,
    register_death,
    stop,
    withdraw,
)
from likeverd.core.step_questions.evidence import (
    add_reference,
    consider_advice,
    give_advice,
    record_advice,
    seek_advice,
)

__all__ = [
    "CHANGE_MEANINGS",
    "acknowledge",
    "add_reference",
    "answer",
    "ask",
    "assess",
    "changed_fields",
    "conclude_review",
    "consider_advice",
    "consider_change",
    "declare_conflict",
    "give_advice",
    "grant",
    "grant_with_conditions",
    "hand_to_consultant",
    "nothing",
    "offer_move",
    "prioritise",
    "recommend",
    "record_advice",
    "refer",
    "refuse",
    "register_death",
    "request_review",
    "seek_advice",
    "send_back",
    "stop",
    "take_over",
    "withdraw",
]
