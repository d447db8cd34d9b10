"""The application for an individual exception (enkeltpasientunntak), every version.

For a method under assessment, decided in the hospital trust. No public form exists; the
content is what the sources require somewhere: the three preconditions and the priority
criteria [S4], the treatment plan [HD1], and what it takes to compare like cases.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from likeverd.core.forms.individual_exception.declaration import DECLARATION
from likeverd.core.forms.individual_exception.diagnosis import DIAGNOSIS
from likeverd.core.forms.individual_exception.established import ESTABLISHED
from likeverd.core.forms.individual_exception.history import HISTORY
from likeverd.core.forms.individual_exception.larger_effect import LARGER_EFFECT
from likeverd.core.forms.individual_exception.medicine import MEDICINE
from likeverd.core.forms.individual_exception.place import PLACE, PLACE_2026_1
from likeverd.core.forms.individual_exception.plan import PLAN
from likeverd.core.forms.individual_exception.priorities import PRIORITIES
from likeverd.core.forms.individual_exception.urgency import URGENCY
from likeverd.core.forms.model import Definition

SCHEME: Final = "individual_exception"

FIRST: Final = Definition(
    scheme=SCHEME,
    version="2026-1",
    valid_from=date(2026, 1, 1),
    sections=(
        DIAGNOSIS,
        MEDICINE,
        ESTABLISHED,
        LARGER_EFFECT,
        PRIORITIES,
        PLAN,
        PLACE_2026_1,
        URGENCY,
        HISTORY,
        DECLARATION,
    ),
)

# Asks in which municipality the patient lives, from which the home trust is found.
DEFINITION: Final = replace(
    FIRST,
    version="2026-2",
    valid_from=date(2026, 11, 25),
    sections=tuple(PLACE if section is PLACE_2026_1 else section for section in FIRST.sections),
)
