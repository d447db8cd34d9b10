"""Every rule of the guide, in the order in which its reasons are told."""

from typing import Final

from likeverd.core.routing.rule import Rule
from likeverd.core.routing.rules.access import ACCESS_RULES
from likeverd.core.routing.rules.clarifying import CLARIFY_RULES
from likeverd.core.routing.rules.continuing import CONTINUE_RULES
from likeverd.core.routing.rules.exceptions import EXCEPTION_RULES
from likeverd.core.routing.rules.exceptions_closed import CLOSED_EXCEPTION_RULES
from likeverd.core.routing.rules.group_use import GROUP_USE_RULES
from likeverd.core.routing.rules.medicines import MEDICINE_RULES
from likeverd.core.routing.rules.ordinary import ORDINARY_RULES
from likeverd.core.routing.rules.preconditions import PRECONDITION_RULES
from likeverd.core.routing.rules.proposing import PROPOSE_RULES
from likeverd.core.routing.rules.research import RESEARCH_RULES

ALL_RULES: Final[tuple[Rule, ...]] = (
    *ORDINARY_RULES,
    *EXCEPTION_RULES,
    *CLOSED_EXCEPTION_RULES,
    *PRECONDITION_RULES,
    *GROUP_USE_RULES,
    *ACCESS_RULES,
    *MEDICINE_RULES,
    *RESEARCH_RULES,
    *PROPOSE_RULES,
    *CONTINUE_RULES,
    *CLARIFY_RULES,
)
