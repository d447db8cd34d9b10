"""A hand-over in words, for whoever mends it."""

from dataclasses import dataclass
from datetime import datetime

from likeverd.archive.selectors import Listed
from likeverd.core.archive.settings import Receiver
from likeverd.core.archive.steps import (
    KIND_WORDS,
    RECEIVER_WORDS,
    STATE_WORDS,
    TROUBLE_WORDS,
    StepKind,
    StepState,
    Trouble,
)
from likeverd.core.text import Text

TONES = {
    StepState.FAILED: "danger",
    StepState.SENT: "info",
    StepState.DUE: "neutral",
    StepState.CONFIRMED: "success",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One hand-over as the list shows it."""

    id: int
    number: str
    part: int
    state: Text
    tone: str
    queued_at: datetime
    confirmed_at: datetime | None
    receiver: Text | None
    waits_at: Text | None
    trouble: Text | None
    external_id: str
    attempts: int
    next_attempt_at: datetime | None
    references: str
    may_try: bool


def line_of(found: Listed) -> Line:
    """A row with the step that it waits for."""
    row, step = found.row, found.waiting
    state = StepState(row.state)
    trouble = Trouble(step.trouble) if step and step.trouble else None
    return Line(
        id=row.pk,
        number=found.number,
        part=row.number,
        state=STATE_WORDS[state],
        tone=TONES[state],
        queued_at=row.queued_at,
        confirmed_at=row.confirmed_at,
        receiver=RECEIVER_WORDS[Receiver(row.receiver)] if row.receiver else None,
        waits_at=KIND_WORDS[StepKind(step.kind)] if step else None,
        trouble=TROUBLE_WORDS[trouble] if trouble else None,
        external_id=step.external_id if step else "",
        attempts=step.attempts if step else 0,
        next_attempt_at=step.next_attempt_at if step else None,
        references=", ".join(each.reference for each in found.references),
        may_try=bool(step and (step.state == StepState.FAILED or step.attempts)),
    )
