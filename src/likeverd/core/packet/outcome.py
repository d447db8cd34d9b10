"""An ended case as the packet sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from likeverd.core.forms.model import Answer
from likeverd.core.vocabulary import Role, State


class Route(StrEnum):
    """How the patient gets the medicine, and so how it is paid; by the options of the form's ``supply`` [S4]."""

    HOSPITAL = "hospital"
    TRUST_PRESCRIPTION = "trust_prescription"
    PRIVATE_PRESCRIPTION = "private_prescription"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a case ended, and what its papers say of it.

    ``ended_by``: the role that took the last step; ``chain`` the steps of the trust. ``answers`` are the application's.
    ``reasons`` are codes (``core.reasons``); ``valid_until`` and ``conditions`` only of a grant. ``who_pays`` is a code
    of ``step_questions.elsewhere.PAYERS``; ``home_trust`` and ``home_region`` names, where the patient lives
    elsewhere. ``was_sent``: a case that never left its applicant leaves nothing behind.
    """

    number: str
    state: State
    ended_on: date
    ended_by: Role | None
    chain: tuple[State, ...]
    method: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    valid_until: date | None = None
    conditions: str = ""
    right_scheme: str = ""
    who_pays: str = ""
    home_trust: str = ""
    home_region: str = ""
    was_sent: bool = True
    project_number: str = ""
    verification_code: str = ""
