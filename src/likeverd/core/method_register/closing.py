"""How a case is closed when a change of its method has shut its way: an ordinary step, with that change's reason."""

from dataclasses import dataclass
from typing import Final

from likeverd.core.reasons import Outcome, reason
from likeverd.core.step_questions.departure import DEPARTURE
from likeverd.core.vocabulary import Action, State

# A line leader who stops a case says whether the applicant was talked with: that is done case by case, on its own page.
CLOSABLE: Final = (State.DECISION,)


@dataclass(frozen=True, slots=True)
class Closing:
    """The step that closes a case, and its answers but for the reasoning, which is each case's own."""

    action: Action
    reason: str
    right_scheme: str

    def answers(self, reasoning: str) -> dict[str, object]:
        """The answers of the step, with the reasoning for this case."""
        return {
            "reasons": [self.reason],
            "reasoning": reasoning,
            "right_scheme": self.right_scheme,
            # The way is shut for all: that is what is different from like cases, where those had a pattern.
            "departure": reasoning[: DEPARTURE.length_limit],
        }


def closing_of(state: State, code: str, right_scheme: str) -> Closing | None:
    """The director's closing: referred to the right scheme. None elsewhere, and none where no scheme is known.

    A refusal says whether the applicant was talked with, so that it too is given case by case.
    """
    known = reason(code)
    if known is None or state not in CLOSABLE:
        return None
    if right_scheme and Outcome.WRONG_SCHEME in known.outcomes:
        return Closing(Action.REFER, code, right_scheme)
    return None
