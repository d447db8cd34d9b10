"""Like cases as a person of a case may see them: the nearest rows, the pattern, and how many others there are.

The rows are national and de-identified (``likeverd.precedents``); what is not shown of a row is not in what comes out
of here, so that no page and no answer of the API can show it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from likeverd.cases.models import Case
from likeverd.core.case import CaseFacts
from likeverd.core.events import Recorded
from likeverd.core.forms.individual_exception.larger_effect import COUNT_SOURCES
from likeverd.core.precedents.features import Features, arguments, features_of, indication_group
from likeverd.core.precedents.likeness import Comparison, explain
from likeverd.core.precedents.others import Counted
from likeverd.core.precedents.pattern import Pattern
from likeverd.core.precedents.small_groups import number_in_words
from likeverd.core.precedents.words import NOT_FOLLOWED_UP, outcome_words
from likeverd.core.reasons import reason
from likeverd.core.text import Text, unchanged
from likeverd.core.vocabulary import Action
from likeverd.precedents import selectors as precedents
from likeverd.precedents.models import Dossier, Signal
from likeverd.precedents.selectors import Found

# Whoever takes one of these sees like cases beside the questions, and is asked where they depart from a pattern.
AT_THE_MOMENT_OF = frozenset(
    {
        Action.RECOMMEND,
        Action.GRANT,
        Action.GRANT_WITH_CONDITIONS,
        Action.REFUSE,
        Action.REFER,
    }
)


@dataclass(frozen=True, slots=True)
class LikeCase:
    """One earlier case as it may be shown; what the size of its group hides is None or empty.

    ``same_method`` tells how near it is where nothing more may be told. ``method`` is the register's name.
    """

    same_method: bool
    outcome: Text
    reasons: Sequence[Text]
    method: str | None = None
    comparisons: Sequence[Comparison] = ()
    region: str | None = None
    year: int | None = None
    working_days: int | None = None
    how_it_went: Text | None = None
    wording: str | None = None

    @property
    def hidden(self) -> bool:
        """Whether the group is so small that only outcome and reasons are shown."""
        return not self.comparisons


@dataclass(frozen=True, slots=True)
class Others:
    """How many others could use the same argument: what the applicant states, and what Likeverd knows."""

    stated: int | None
    source: Text | None
    counted: Counted | None

    @property
    def counted_words(self) -> Text | None:
        """The number that is known, as it may be shown."""
        return number_in_words(self.counted.total) if self.counted else None


@dataclass(frozen=True, slots=True)
class LikeCases:
    """All that a page of like cases shows. ``group`` is the ICD-10 category that was compared, empty for none."""

    group: str
    nearest: Sequence[LikeCase]
    pattern: Pattern | None
    others: Others
    signals: Sequence[Signal]
    dossier: Dossier | None


def with_pattern(case: Case, facts: CaseFacts) -> CaseFacts:
    """The facts together with how like cases were decided, where that is clear."""
    pattern = precedents.pattern_of(case.method_id, indication_group(facts.answers))
    return replace(facts, pattern=pattern)


def features(case: Case, log: Sequence[Recorded]) -> Features:
    """What the case is compared by, from its answers and what was assessed."""
    return features_of(
        case.answers,
        log,
        method=case.method_id,
        atc=case.method.atc,
        substance=case.method.substance,
    )


def like_cases(case: Case, log: Sequence[Recorded]) -> LikeCases:
    """What is to be seen beside the case; whether the person may see the case was asked before."""
    here = features(case, log)
    found = precedents.nearest(here, never=precedents.own_row(case.pk))
    counted = precedents.counted_others(
        case.pk, case.method_id, here.indication_group, arguments(case.answers)
    )
    return LikeCases(
        group=here.indication_group,
        nearest=[shown(each, here, case.method.name) for each in found],
        pattern=precedents.pattern_of(case.method_id, here.indication_group),
        others=_others(case, counted),
        signals=precedents.signals_of(case.method_id, here.indication_group),
        dossier=precedents.dossier_of(case.method_id, here.indication_group),
    )


def _others(case: Case, counted: Counted | None) -> Others:
    stated = case.answers.get("comparable_patients")
    code = case.answers.get("comparable_patients_source")
    source = next((option.label for option in COUNT_SOURCES if option.code == code), None)
    return Others(stated if isinstance(stated, int) else None, source, counted)


def shown(found: Found, here: Features | None = None, here_method: str = "") -> LikeCase:
    """A row as it may be shown, compared with ``here`` where there is a case to compare it with."""
    row, may = found.row, found.shown
    bare = LikeCase(
        same_method=here is not None and row.method_id == here.method,
        outcome=outcome_words(row.state),
        reasons=[_reason_words(code) for code in row.reasons],
    )
    if not may.details:
        return bare
    there = precedents.features_of_row(row)
    return replace(
        bare,
        method=row.method.name,
        comparisons=explain(
            here or there,
            there,
            here_method=here_method or row.method.name,
            there_method=row.method.name,
        ),
        region=row.region.name if may.region else None,
        year=row.year if may.year else None,
        working_days=row.working_days,
        how_it_went=unchanged(row.how_it_went) if row.how_it_went else NOT_FOLLOWED_UP,
        wording=row.wording,
    )


def _reason_words(code: str) -> Text:
    known = reason(code)
    return known.label if known else unchanged(code)
