"""What a change of the register means for cases that run: the routing rules are asked before and after, and no rule
is written a second time.

The question is put for a case whose patient meets every criterion, so that what closes the way is the method alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from likeverd.core.method_register.record import MethodRecord, facts_of
from likeverd.core.routing import (
    Answer,
    Authorisation,
    Criteria,
    EstablishedTreatment,
    Facts,
    Route,
    Status,
    Verdict,
    route,
)
from likeverd.core.text import Text


class Effect(StrEnum):
    """What a change means for a case that runs."""

    ENDS = "ends"  # the way that the case went is closed
    REVIEW = "review"  # something that its people must look at
    NOTHING = "nothing"


EFFECT_LABELS: Final = {
    Effect.ENDS: Text(
        "Avslutter saker som løper", "Avsluttar saker som går", "Ends cases that run"
    ),
    Effect.REVIEW: Text(
        "Må vurderes i saker som løper",
        "Må vurderast i saker som går",
        "Must be considered in cases that run",
    ),
    Effect.NOTHING: Text(
        "Endrer ingenting for saker som løper",
        "Endrar ingenting for saker som går",
        "Changes nothing for cases that run",
    ),
}

# The coded reason (``core.reasons``) with which a case is closed, by where the method then stands.
REASON_OF: Final[Mapping[Status, str]] = {
    Status.AWAITING_INTRODUCTION: "method_introduced",
    Status.INTRODUCED: "method_introduced",
    Status.INTRODUCED_WITH_CONDITIONS: "method_introduced",
    Status.NOT_INTRODUCED: "decision_not_introduced",
    Status.STUDY_ONLY: "decision_study_only",
    Status.NOT_KNOWN: "not_under_assessment",
    Status.PROPOSED: "not_under_assessment",
    Status.COMMISSION_CANCELLED: "not_under_assessment",
    Status.WITHDRAWN: "not_under_assessment",
}
NOT_AUTHORISED: Final = "authorisation_missing"
# The scheme that the closing points to (``core.step_questions``), where the register knows one.
RIGHT_SCHEME_OF: Final[Mapping[Status, str]] = {
    Status.AWAITING_INTRODUCTION: "ordinary_use",
    Status.INTRODUCED: "ordinary_use",
    Status.INTRODUCED_WITH_CONDITIONS: "ordinary_use",
    Status.NOT_INTRODUCED: "access_scheme",
    Status.STUDY_ONLY: "clinical_trial",
}


@dataclass(frozen=True, slots=True)
class RouteChange:
    """A route whose verdict is another after the change."""

    route: Route
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a change means. ``reason`` is the code for a closing, empty where nothing ends."""

    effect: Effect
    before: Answer
    after: Answer
    changes: tuple[RouteChange, ...]
    reason: str = ""
    right_scheme: str = ""


def meaning(
    before: MethodRecord,
    after: MethodRecord,
    on: date,
    *,
    way: Route = Route.INDIVIDUAL_EXCEPTION,
) -> Meaning:
    """What the difference between two states of a record means for cases that go one way, on a day."""
    return weigh(route(at_its_best(before, on)), route(at_its_best(after, on)), way)


def weigh(earlier: Answer, later: Answer, way: Route = Route.INDIVIDUAL_EXCEPTION) -> Meaning:
    """The same from two answers of the routing rules."""
    verdicts = later.verdicts
    changes = tuple(
        RouteChange(each, verdict, verdicts[each])
        for each, verdict in earlier.verdicts.items()
        if verdict is not verdicts[each]
    )
    closed = verdicts[way] is Verdict.CLOSED
    if closed and earlier.verdicts[way] is not Verdict.CLOSED:
        return Meaning(
            Effect.ENDS,
            earlier,
            later,
            changes,
            REASON_OF.get(later.status, NOT_AUTHORISED),
            RIGHT_SCHEME_OF.get(later.status, ""),
        )
    reasons_differ = earlier.of(way).reasons != later.of(way).reasons
    if changes or reasons_differ or earlier.status is not later.status:
        return Meaning(Effect.REVIEW, earlier, later, changes)
    return Meaning(Effect.NOTHING, earlier, later, ())


def at_its_best(record: MethodRecord, on: date) -> Facts:
    """The register's facts, and a patient who meets every criterion of an individual exception [S4]."""
    facts = facts_of(record, on)
    return replace(
        facts,
        marketing_authorisation=facts.marketing_authorisation or Authorisation.FULL,
        criteria=Criteria(
            established_treatment=EstablishedTreatment.CONTRAINDICATED,
            larger_effect_documented=True,
        ),
    )
