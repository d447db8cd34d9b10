"""The guide's questions as a form: what is asked, what was answered, and the facts that come of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from likeverd.core.routing import (
    MOST_QUESTIONS,
    QUESTIONS,
    Authorisation,
    Fact,
    Facts,
    answered,
    every_question_that_matters,
    value_label,
    values_of,
    with_answer,
)
from likeverd.core.text import Text


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen."""

    value: str
    label: Text
    chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answers, "I do not know" among them."""

    key: str
    words: Text
    choices: tuple[Choice, ...]


def written(value: bool | StrEnum) -> str:
    """A value as a form sends it; nothing stands for "I do not know"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.value


def facts_with_answers(facts: Facts, given: Mapping[str, str]) -> Facts:
    """The facts with what was posted. What the register knows stands; unknown words count as not answered."""
    for fact in Fact:
        chosen = given.get(fact.value, "")
        found = next((value for value in values_of(fact) if written(value) == chosen), None)
        if found is not None and answered(facts, fact) is None:
            facts = with_answer(facts, fact, found)
    return facts


def questions(known: Facts, given: Mapping[str, str]) -> tuple[Question, ...]:
    """The answered questions, and those that still matter: at most six in all, in a fixed order."""
    facts = facts_with_answers(known, given)
    asked = [
        fact for fact in Fact if answered(known, fact) is None and answered(facts, fact) is not None
    ]
    room = max(0, MOST_QUESTIONS - len(asked))
    shown = {*asked, *every_question_that_matters(facts)[:room]}
    return tuple(_question(facts, fact) for fact in Fact if fact in shown)


def _question(facts: Facts, fact: Fact) -> Question:
    now = answered(facts, fact)
    choices = tuple(
        Choice(written(value), value_label(value), value is now)
        for value in values_of(fact)
        if facts.method is None or value is not Authorisation.NOT_APPLICABLE  # its kind is known
    )
    return Question(
        fact.value, QUESTIONS[fact], (*choices, Choice("", value_label(None), now is None))
    )
