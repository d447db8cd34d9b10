"""One row of the table of a case's life."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from likeverd.core.case import CaseFacts, Ruleset
from likeverd.core.forms.model import Field
from likeverd.core.labels import ACTION_LABELS, Labels
from likeverd.core.vocabulary import Action, Audience, ClockEffect, Duty, Next, Role, State

Questions = Callable[[CaseFacts, Ruleset], tuple[Field, ...]]


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table. ``questions`` gives the fields that the step must answer."""

    state: State
    action: Action
    next: State | Next
    roles: tuple[Role, ...]
    duties: tuple[Duty, ...]
    questions: Questions
    clock: ClockEffect
    told: tuple[Audience, ...]

    @property
    def labels(self) -> Labels:
        """The button, what the applicant reads, and what the patient reads."""
        return ACTION_LABELS[self.action]


APPLICANT_ALONE: Final = (Duty.OWN_APPLICATION,)
ANOTHER_PERSON: Final = (Duty.NOT_OWN_APPLICATION, Duty.OTHER_HANDS)
