"""What ends a case: decisions and stops with their reasons, and what the applicant ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final

from likeverd.core.events.base import Event


@dataclass(frozen=True, slots=True)
class Stopped(Event):
    """A line leader stopped the case before a decision, with coded reasons; it is counted.

    ``explained``: why a reason holds although a fact says otherwise. ``conversation``: what was said with the
    applicant before, by the keys of ``step_questions.conversation``, or why nothing was. ``documents``: ids of the
    files that the reasons rest on.
    """

    kind: ClassVar[str] = "stopped"
    step_of_a_handler: ClassVar[bool] = True
    reasons: tuple[str, ...]
    reasoning: str
    explained: str = ""
    conversation: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Granted(Event):
    """The medical director granted the exception until a day.

    ``departure``: why otherwise than like cases, if so. ``home_trust``: where the patient lives elsewhere, who pays,
    and why it was decided without the director there.
    """

    kind: ClassVar[str] = "granted"
    step_of_a_handler: ClassVar[bool] = True
    reasons: tuple[str, ...]
    reasoning: str
    valid_until: str
    explained: str = ""
    departure: str = ""
    home_trust: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GrantedWithConditions(Event):
    """The medical director granted the exception on conditions until a day."""

    kind: ClassVar[str] = "granted_with_conditions"
    step_of_a_handler: ClassVar[bool] = True
    reasons: tuple[str, ...]
    reasoning: str
    valid_until: str
    conditions: str
    explained: str = ""
    departure: str = ""
    home_trust: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused(Event):
    """The medical director refused."""

    kind: ClassVar[str] = "refused"
    step_of_a_handler: ClassVar[bool] = True
    reasons: tuple[str, ...]
    reasoning: str
    explained: str = ""
    conversation: Mapping[str, str] = field(default_factory=dict)
    departure: str = ""
    home_trust: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Referred(Event):
    """The medical director found that another scheme is the right way in."""

    kind: ClassVar[str] = "referred"
    step_of_a_handler: ClassVar[bool] = True
    reasons: tuple[str, ...]
    reasoning: str
    right_scheme: str
    explained: str = ""
    departure: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawn(Event):
    """The applicant withdrew the case."""

    kind: ClassVar[str] = "withdrawn"
    reason: str


@dataclass(frozen=True, slots=True)
class DeathRegistered(Event):
    """The patient died; the case is closed."""

    kind: ClassVar[str] = "death_registered"
    died_on: str


# Ends that stand on coded reasons, and on files where those were named.
WITH_REASONS: Final = (Stopped, Granted, GrantedWithConditions, Refused, Referred)
