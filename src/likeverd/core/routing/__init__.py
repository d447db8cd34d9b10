"""Which way in? From facts about a method, an indication, a patient and a day to a verdict on every route.

``route(facts)`` answers; ``which_questions_matter(facts)`` says what to ask next; ``replay`` says what changed rules
would have said of old cases. Rules alone: no database, no clock. The rules are data in ``rules/``.
"""

from likeverd.core.routing.answers import answers_in, facts_with_answers, written
from likeverd.core.routing.choice import LONGEST_REASON, departs, is_reason
from likeverd.core.routing.criteria import Criterion, CriterionId
from likeverd.core.routing.engine import Answer, RouteAnswer, route
from likeverd.core.routing.facts import (
    Authorisation,
    Criteria,
    DatedEvent,
    EstablishedTreatment,
    Facts,
    GroupException,
    Method,
    Patient,
    Scope,
    Trial,
    TrialStatus,
)
from likeverd.core.routing.labels import (
    CRITERION_LABELS,
    DECIDER_LABELS,
    ROUTE_LABELS,
    STATUS_LABELS,
    VERDICT_LABELS,
)
from likeverd.core.routing.question_words import QUESTIONS, value_label
from likeverd.core.routing.questions import (
    MOST_QUESTIONS,
    answered,
    every_question_that_matters,
    values_of,
    which_questions_matter,
    with_answer,
)
from likeverd.core.routing.replay import Change, Difference, StoredRouting, replay
from likeverd.core.routing.rule import Rule
from likeverd.core.routing.rule_sets import (
    BEGINNING,
    RULE_BOOK,
    NoSuchRuleSetError,
    RuleBook,
    RuleSet,
)
from likeverd.core.routing.standing import Doubt, Standing, Status, standing, standing_of
from likeverd.core.routing.vocabulary import Decider, Fact, Route, Verdict

__all__ = [
    "BEGINNING",
    "CRITERION_LABELS",
    "DECIDER_LABELS",
    "LONGEST_REASON",
    "MOST_QUESTIONS",
    "QUESTIONS",
    "ROUTE_LABELS",
    "RULE_BOOK",
    "STATUS_LABELS",
    "VERDICT_LABELS",
    "Answer",
    "Authorisation",
    "Change",
    "Criteria",
    "Criterion",
    "CriterionId",
    "DatedEvent",
    "Decider",
    "Difference",
    "Doubt",
    "EstablishedTreatment",
    "Fact",
    "Facts",
    "GroupException",
    "Method",
    "NoSuchRuleSetError",
    "Patient",
    "Route",
    "RouteAnswer",
    "Rule",
    "RuleBook",
    "RuleSet",
    "Scope",
    "Standing",
    "Status",
    "StoredRouting",
    "Trial",
    "TrialStatus",
    "Verdict",
    "answered",
    "answers_in",
    "departs",
    "every_question_that_matters",
    "facts_with_answers",
    "is_reason",
    "replay",
    "route",
    "standing",
    "standing_of",
    "value_label",
    "values_of",
    "which_questions_matter",
    "with_answer",
    "written",
]
