"""What a rule is: data with dates and a source, and a small question to the situation."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from likeverd.core.routing.facts import Scope
from likeverd.core.routing.situation import Situation
from likeverd.core.routing.standing import Status
from likeverd.core.routing.vocabulary import Decider, Fact, Route, Verdict
from likeverd.core.text import Text

Question = Callable[[Situation], bool]

_OUR_READING: Final = Text(
    " (Dette er vår lesning; ingen kilde sier det rett ut.)",
    " (Dette er vår lesing; inga kjelde seier det rett ut.)",
    " (This is our reading; no source says it outright.)",
)


def always(situation: Situation) -> bool:
    """A rule that its statuses and scope alone decide."""
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of one rule.

    It speaks for ``routes`` where the status is one of ``statuses``, the scope is ``scope``
    (``None`` is both) and ``when`` says so. ``verdict`` is ``None`` for a remark, which tells
    something beside the verdict. An unclear rule names the facts that are ``missing``, or who it
    is ``settled_by``; ``conflict`` is the number of the conflict in our list of open questions.
    Valid from the first day to the day before ``valid_to``. ``editions`` are the editions of our
    rule book that hold this wording, the last one open when ``None``.
    """

    id: str
    version: int
    verdict: Verdict | None
    routes: tuple[Route, ...]
    statuses: frozenset[Status]
    text: Text
    source: str
    when: Question = always
    scope: Scope | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    missing: tuple[Fact, ...] = ()
    settled_by: Decider | None = None
    conflict: str = ""
    own_reading: bool = False
    editions: tuple[int, int | None] = (1, None)

    def holds_on(self, day: date) -> bool:
        """Whether this version was valid on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )

    def in_edition(self, edition: int) -> bool:
        """Whether an edition of the rule book has this version."""
        first, last = self.editions
        return first <= edition and (last is None or edition <= last)


def rule(
    rule_id: str,
    verdict: Verdict | None,
    routes: Route | Iterable[Route],
    statuses: Iterable[Status],
    source: str,
    text: Text,
    when: Question = always,
    *,
    version: int = 1,
    scope: Scope | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    missing: Iterable[Fact] = (),
    settled_by: Decider | None = None,
    conflict: str = "",
    own_reading: bool = False,
) -> Rule:
    """A rule as the tables write it. What is our own reading says so at the end of its text."""
    if own_reading:
        ours = _OUR_READING
        text = Text(text.nb + ours.nb, text.nn + ours.nn, text.en + ours.en)
    return Rule(
        id=rule_id,
        version=version,
        verdict=verdict,
        routes=(routes,) if isinstance(routes, Route) else tuple(routes),
        statuses=frozenset(statuses),
        text=text,
        source=source,
        when=when,
        scope=scope,
        valid_from=valid_from,
        valid_to=valid_to,
        missing=tuple(missing),
        settled_by=settled_by,
        conflict=conflict,
        own_reading=own_reading,
    )


ALL: Final = frozenset(Status)
UNDECIDED: Final = frozenset(
    {
        Status.NOT_KNOWN,
        Status.PROPOSED,
        Status.UNDER_ASSESSMENT,
        Status.COMMISSION_CANCELLED,
        Status.WITHDRAWN,
    }
)
LEFT: Final = frozenset({Status.COMMISSION_CANCELLED, Status.WITHDRAWN})
IN_USE: Final = frozenset({Status.INTRODUCED, Status.INTRODUCED_WITH_CONDITIONS})
SAID_NO: Final = frozenset({Status.NOT_INTRODUCED, Status.STUDY_ONLY})
NOT_WAITING: Final = ALL - {Status.AWAITING_INTRODUCTION}
