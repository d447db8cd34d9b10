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

__all__ = [
    "CHANGE_MEANINGS",
    "answer",
    "ask",
    "assess",
    "changed_fields",
    "consider_change",
    "declare_conflict",
    "grant",
    "grant_with_conditions",
    "hand_to_consultant",
    "nothing",
    "prioritise",
    "recommend",
    "refer",
    "refuse",
    "register_death",
    "send_back",
    "stop",
    "withdraw",
]
