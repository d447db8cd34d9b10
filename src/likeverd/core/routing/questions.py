"""What to ask next: the unanswered facts that can still change the answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from likeverd.core.routing.engine import route
from likeverd.core.routing.facts import (
    Authorisation,
    EstablishedTreatment,
    Facts,
    Trial,
    TrialStatus,
)
from likeverd.core.routing.rule_sets import RULE_BOOK, RuleSet
from likeverd.core.routing.vocabulary import Fact

MOST_QUESTIONS: Final = 6

FactValue = bool | Authorisation | EstablishedTreatment | TrialStatus
_YES_NO: Final[tuple[FactValue, ...]] = (True, False)


@dataclass(frozen=True, slots=True)
class _Askable:
    """How a fact is read, given a value, and which values it can have."""

    values: tuple[FactValue, ...]
    read: Callable[[Facts], FactValue | None]
    give: Callable[[Facts, Any], Facts]
    applies: Callable[[Facts], bool] = lambda facts: True


def _group(facts: Facts, value: Any) -> Facts:
    group = facts.group_exception
    return (
        facts
        if group is None
        else replace(facts, group_exception=replace(group, covers_patient=value))
    )


def _trial(name: str) -> Callable[[Facts, Any], Facts]:
    return lambda facts, value: replace(
        facts, trial=replace(facts.trial or Trial(), **{name: value})
    )


def _patient(name: str) -> _Askable:
    return _Askable(
        _YES_NO,
        lambda facts: getattr(facts.patient, name),
        lambda facts, value: replace(facts, patient=replace(facts.patient, **{name: value})),
    )


def _criterion(name: str, values: tuple[FactValue, ...]) -> _Askable:
    return _Askable(
        values,
        lambda facts: getattr(facts.criteria, name),
        lambda facts, value: replace(facts, criteria=replace(facts.criteria, **{name: value})),
    )


def _plain(name: str, values: tuple[FactValue, ...]) -> _Askable:
    return _Askable(
        values,
        lambda facts: getattr(facts, name),
        lambda facts, value: replace(facts, **{name: value}),
    )


# In the order in which a doctor would want them: what settles most, and is looked up fastest, first.
_ASKABLE: Final[dict[Fact, _Askable]] = {
    Fact.COVERS_PATIENT: _Askable(
        _YES_NO,
        lambda facts: facts.group_exception.covers_patient if facts.group_exception else None,
        _group,
        lambda facts: facts.group_exception is not None,
    ),
    Fact.MARKETING_AUTHORISATION: _plain("marketing_authorisation", tuple(Authorisation)),
    Fact.CONDITIONS_MET: _plain("conditions_met", _YES_NO),
    Fact.ESTABLISHED_TREATMENT: _criterion("established_treatment", tuple(EstablishedTreatment)),
    Fact.LARGER_EFFECT: _criterion("larger_effect_documented", _YES_NO),
    Fact.DIFFERS: _criterion("differs_from_refused_group", _YES_NO),
    Fact.TRIAL_STATUS: _Askable(
        tuple(TrialStatus),
        lambda facts: facts.trial.status if facts.trial else None,
        _trial("status"),
    ),
    Fact.TRIAL_ELIGIBLE: _Askable(
        _YES_NO,
        lambda facts: facts.trial.eligible if facts.trial else None,
        _trial("eligible"),
    ),
    Fact.ON_CUP_LIST: _plain("on_national_cup_list", _YES_NO),
    Fact.ALREADY_ON_TREATMENT: _patient("already_on_treatment"),
    Fact.PRIVATELY_STARTED: _patient("privately_started"),
    Fact.IN_TRIAL: _patient("in_trial"),
}


def values_of(fact: Fact) -> tuple[FactValue, ...]:
    """The answers that a question can have, beside "not known"."""
    return _ASKABLE[fact].values


def answered(facts: Facts, fact: Fact) -> FactValue | None:
    """What the facts say; ``None`` where they do not."""
    return _ASKABLE[fact].read(facts)


def with_answer(facts: Facts, fact: Fact, value: FactValue | None) -> Facts:
    """The same facts with one more answer, or with one taken back."""
    return _ASKABLE[fact].give(facts, value)


def every_question_that_matters(facts: Facts, rule_set: RuleSet | None = None) -> tuple[Fact, ...]:
    """The unanswered facts that can change a verdict now, in the order in which to ask them.

    Asked again after each answer: one answer can make another question matter.
    """
    rules = RULE_BOOK.set_for(facts.on) if rule_set is None else rule_set
    now = route(facts, rules).verdicts
    return tuple(
        fact
        for fact, askable in _ASKABLE.items()
        if askable.applies(facts)
        and askable.read(facts) is None
        and any(
            route(askable.give(facts, value), rules).verdicts != now for value in askable.values
        )
    )


def which_questions_matter(facts: Facts, rule_set: RuleSet | None = None) -> tuple[Fact, ...]:
    """The next questions: at most six of those that matter, the first ones first."""
    return every_question_that_matters(facts, rule_set)[:MOST_QUESTIONS]
