"""How a case is closed when a change of its method has shut its way: an ordinary step, with that change's reason."""

from dataclasses import dataclass
from typing import Final

from likeverd.core.reasons import Outcome, reason
from likeverd.core.vocabulary import Action, State

CLOSABLE: Final = (State.CLINICAL_REVIEW, State.ANCHORING, State.DECISION)


@dataclass(frozen=True, slots=True)
class Closing:
    """The step that closes a case, and its answers but for the reasoning, which is each case's own."""

    action: Action
    reason: str
    right_scheme: str = ""

    def answers(self, reasoning: str) -> dict[str, object]:
        """The answers of the step, with the reasoning for this case."""
        scheme = {"right_scheme": self.right_scheme} if self.right_scheme else {}
        return {"reasons": [self.reason], "reasoning": reasoning, **scheme}


def closing_of(state: State, code: str, right_scheme: str) -> Closing | None:
    """The closing that fits where the case is: a line leader stops, the director refers or refuses; else none."""
    known = reason(code)
    if known is None or state not in CLOSABLE:
        return None
    if state is not State.DECISION:
        return Closing(Action.STOP, code) if Outcome.STOP in known.outcomes else None
    if right_scheme and Outcome.WRONG_SCHEME in known.outcomes:
        return Closing(Action.REFER, code, right_scheme)
    return Closing(Action.REFUSE, code) if Outcome.REFUSE in known.outcomes else None
