"""What the rules need to know of a case, and of the person who acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from likeverd.core.catchments import Period
from likeverd.core.forms.model import Answers, Definition
from likeverd.core.precedents.pattern import Pattern
from likeverd.core.trust_rules import TrustRules
from likeverd.core.vocabulary import EXPORTING_ROLES, Action, Conclusion, Role, State


@dataclass(frozen=True, slots=True)
class Handler:
    """A person who has carried out a step of the case, and whether as a deputy."""

    person: int
    step: State
    deputy: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the applicant, tied to a field of the form (empty: the whole case)."""

    field: str
    question: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Expert advice on the case: the how manyeth, from whom, and how far it has come.

    ``expert``: the person who is invited to see the case without identity, until ``sight_until`` (ISO day); None where
    advice is sought outside the system. ``body`` is a code of ``step_questions.evidence.BODIES``.
    """

    number: int
    body: str
    whom: str
    expert: int | None = None
    sight_until: str = ""
    answered: bool = False
    considered: bool = False


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case as the rules see it. Persons, trust and units are given by their ids.

    ``units`` is the path from the department upwards. ``version`` grows by one with every
    event. ``furthest`` is the depth (``vocabulary.depth``) of the furthest step reached.
    ``pattern`` is how like cases were decided, where that is clear; loaded before ``decide`` judges a decision.
    ``method_changes`` are the changes of the method, by their ids in the register's history, that nobody has yet
    said the meaning of for this case. ``conclusion``: what stands behind a recommendation.

    ``home_trust`` is the trust where the patient lives, where that is another; ``receiving_trust`` and
    ``receiving_person`` to whom the case is offered; ``review_trust`` the trust that reviews new facts, while it does;
    ``first_deciders`` who took a decision that a review set aside. ``looked_up``: what the door found in the registers
    for this step, by the names of ``elsewhere.LookedUp``. ``documents``: id and name of the files that a reason may
    rest on, where they are asked for. ``catchments`` are the periods of the area where the patient
    lives, and ``trust_code`` the trust's code there; loaded before an application is sent.
    """

    scheme: str
    trust: int
    units: tuple[int, ...]
    applicant: int
    form_version: str
    state: State = State.DRAFT
    version: int = 0
    answers: Answers = field(default_factory=dict)
    helpers: frozenset[int] = frozenset()
    handlers: tuple[Handler, ...] = ()
    conflicted: frozenset[int] = frozenset()
    asked_from: State | None = None
    questions: tuple[Question, ...] = ()
    furthest: int = 0
    method_changes: tuple[str, ...] = ()
    home_trust: int | None = None
    home_acknowledged: bool = False
    receiving_trust: int | None = None
    receiving_person: int | None = None
    looked_up: Mapping[str, int | str] = field(default_factory=dict)
    review_trust: int | None = None
    first_deciders: frozenset[int] = frozenset()
    advice: tuple[Advice, ...] = ()
    pattern: Pattern | None = None
    documents: tuple[tuple[str, str], ...] = ()
    conclusion: Conclusion = Conclusion.NOT_NEEDED
    catchments: tuple[Period, ...] = ()
    trust_code: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in force at this moment; ``unit`` None means the whole trust.

    ``deputy_for`` is the person whose place is taken, for a registered deputy.
    """

    role: Role
    trust: int
    unit: int | None = None
    deputy_for: int | None = None

    def covers(self, case: CaseFacts) -> bool:
        """Whether the role reaches this case's trust and unit."""
        return self.trust == case.trust and (self.unit is None or self.unit in case.units)


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who acts, with the grants in force now.

    ``emergencies``: cases that the person sees in an emergency, each with the id of the emergency sight.
    ``invitations``: cases that the person is invited to advise on now, each with the invitation's id. ``blocked``:
    cases that are closed to the person, whatever the grants, unless opened in an emergency.
    """

    person: int
    grants: tuple[Grant, ...]
    emergencies: tuple[tuple[int, int], ...] = ()
    invitations: tuple[tuple[int, int], ...] = ()
    blocked: frozenset[int] = frozenset()
    blocked_documents: frozenset[int] = frozenset()

    @property
    def may_export(self) -> bool:
        """Whether any role lets the person take out a list of cases."""
        return bool(self.roles & EXPORTING_ROLES)

    @property
    def roles(self) -> frozenset[Role]:
        """Every role that the person holds anywhere, deputies' too."""
        return frozenset(grant.role for grant in self.grants)


@dataclass(frozen=True, slots=True)
class Command:
    """What a person asks for. ``seen_version`` is the version that was on the screen."""

    action: Action
    seen_version: int
    answers: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ruleset:
    """The rules that hold for this case: its trust's settings, its form, and the day."""

    trust: TrustRules
    form: Definition
    today: date
