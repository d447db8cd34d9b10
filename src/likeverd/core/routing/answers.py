"""Answers as a form sends them, read into facts and written again. What is not an answer counts as not answered."""

from collections.abc import Mapping
from enum import StrEnum

from likeverd.core.routing.facts import Facts
from likeverd.core.routing.questions import answered, values_of, with_answer
from likeverd.core.routing.vocabulary import Fact


def written(value: bool | StrEnum) -> str:
    """A value as a form sends it; nothing stands for "I do not know"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.value


def facts_with_answers(facts: Facts, given: Mapping[str, str]) -> Facts:
    """The facts with what was answered, by the names of ``Fact``. What the register knows stands."""
    for fact in Fact:
        chosen = given.get(fact.value, "")
        found = next((value for value in values_of(fact) if written(value) == chosen), None)
        if found is not None and answered(facts, fact) is None:
            facts = with_answer(facts, fact, found)
    return facts


def answers_in(facts: Facts) -> dict[str, str]:
    """What the facts say that can be asked for, as a form would send it."""
    found = ((fact, answered(facts, fact)) for fact in Fact)
    return {fact.value: written(value) for fact, value in found if value is not None}
