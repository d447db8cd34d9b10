"""A person chooses the way; the guide only advises. Another choice than its advice needs a written reason.

The reason is kept with the case and counted (docs/adr/0040).
"""

from typing import Final

from likeverd.core.routing.engine import Answer
from likeverd.core.routing.vocabulary import Route, Verdict

SHORTEST_REASON: Final = 20
LONGEST_REASON: Final = 1000


def departs(answer: Answer, chosen: Route) -> bool:
    """Whether the choice goes against the advice: the way is closed, or another one is recommended."""
    if answer.of(chosen).verdict is Verdict.CLOSED:
        return True
    return answer.recommended is not None and answer.recommended is not chosen


def is_reason(words: str) -> bool:
    """Whether these words can stand as the reason for departing."""
    return len(" ".join(words.split())) >= SHORTEST_REASON and len(words) <= LONGEST_REASON
