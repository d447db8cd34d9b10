"""What a doctor needs to know of a route: the first step, what to have ready, who pays, and how long it takes.

Each sentence is a ``Statement`` with its source; where no source says it, the key is our own reading and the page says
so. Nothing here decides anything: the verdict comes from the rules.
"""

from typing import Final

from likeverd.core.routing.guidance.exceptions import EXCEPTIONS
from likeverd.core.routing.guidance.neighbours import NEIGHBOURS
from likeverd.core.routing.guidance.statements import Guidance, Statement

GUIDANCE: Final = EXCEPTIONS | NEIGHBOURS

__all__ = ["GUIDANCE", "Guidance", "Statement"]
