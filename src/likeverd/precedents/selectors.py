"""Reads of like cases. Rows come out de-identified; what of each may be shown is said with it (``Found.shown``)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import Count, F

from likeverd.core.precedents.features import Features
from likeverd.core.precedents.likeness import WEIGHTS, Compared
from likeverd.core.precedents.others import Counted
from likeverd.core.precedents.pattern import Pattern, clear_pattern
from likeverd.core.precedents.small_groups import SMALLEST_SHOWN, Shown, shown_of
from likeverd.methods.models import Method
from likeverd.precedents.models import Dossier, Origin, Precedent, Signal

MOST_SHOWN = 10
MOST_FOUND = 20
MOST_RANKED = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A row, and what of it may be shown."""

    row: Precedent
    shown: Shown


def features_of_row(row: Precedent) -> Features:
    """What is compared."""
    return Features(
        method=row.method_id,
        substance=row.substance,
        indication_group=row.indication_group,
        treatment_line=row.treatment_line,
        severity=row.severity,
        benefit=row.benefit,
    )


# What differs in a field adds the field's weight, as ``core.precedents.likeness.distance`` does; nothing known differs.
DISTANCE = " + ".join(
    f"CASE WHEN {each.value} = %({each.value})s AND {each.value} <> '' THEN 0 ELSE {weight} END"
    for each, weight in WEIGHTS.items()
    if each is not Compared.METHOD
)
# One round for each way of being alike, the nearest first: none of a later round is nearer than any of an earlier.
SAME_GROUP = "indication_group = %(indication_group)s AND indication_group <> ''"
OTHER_GROUP = "(indication_group <> %(indication_group)s OR indication_group = '')"
SAME_SUBSTANCE = "substance = %(substance)s AND substance <> '' AND method_id <> %(method)s"
ROUNDS = (
    f"method_id = %(method)s AND {SAME_GROUP}",
    f"method_id = %(method)s AND {OTHER_GROUP}",
    f"{SAME_SUBSTANCE} AND {SAME_GROUP}",
    f"{SAME_SUBSTANCE} AND {OTHER_GROUP}",
    f"{SAME_GROUP} AND (substance <> %(substance)s OR substance = '') AND method_id <> %(method)s",
)
NEAREST = f"""
    SELECT * FROM precedents_precedent
    WHERE {{condition}} AND id <> ALL (%(never)s::uuid[])
    ORDER BY {DISTANCE}, year DESC, id LIMIT %(most)s
"""  # noqa: S608 - made of names of our own columns


def nearest(
    features: Features, *, never: Iterable[str] = (), most: int = MOST_SHOWN
) -> list[Found]:
    """The rows nearest to these features, the nearest first; ``never`` are rows of the case itself."""
    given: dict[str, object] = {each.value: getattr(features, each.value) for each in Compared}
    given["never"] = [str(each) for each in never]
    rows: list[Precedent] = []
    for condition in ROUNDS:
        if len(rows) < most:
            given["most"] = most - len(rows)
            rows += Precedent.objects.raw(NEAREST.format(condition=condition), given)
    return with_what_may_be_shown(rows)


def with_what_may_be_shown(rows: Sequence[Precedent]) -> list[Found]:
    """The rows with their methods and regions, and for each what the size of its group allows."""
    methods = Method.objects.in_bulk({row.method_id for row in rows})
    sizes = _sizes([str(row.pk) for row in rows])
    found = []
    for row in rows:
        row.method = methods[row.method_id]
        alike, in_region, in_year, both = sizes[row.pk]
        may = shown_of(alike=alike, in_region=in_region, in_year=in_year, in_region_and_year=both)
        found.append(Found(row, may))
    return found


def _enough(condition: str = "") -> str:
    """Counts the patients of a row's group, and stops where there are enough of them to be shown."""
    return f"""(SELECT count(*) FROM (
        SELECT FROM precedents_precedent p WHERE p.method_id = t.method_id
          AND p.indication_group = t.indication_group AND p.first_of_patient {condition} LIMIT {SMALLEST_SHOWN}
    ) enough)"""  # noqa: S608 - made of names of our own columns


SIZES = f"""
    SELECT t.id, {_enough()}, {_enough("AND p.region_id = t.region_id")}, {_enough("AND p.year = t.year")},
        {_enough("AND p.region_id = t.region_id AND p.year = t.year")}
    FROM precedents_precedent t WHERE t.id = ANY (%s::uuid[])
"""  # noqa: S608 - made of names of our own columns


def _sizes(ids: Sequence[str]) -> dict[UUID, tuple[int, int, int, int]]:
    """By row: patients alike, those of its region, of its year, and of both; each at most ``SMALLEST_SHOWN``."""
    with connection.cursor() as cursor:
        cursor.execute(SIZES, [list(ids)])
        return {row[0]: (row[1], row[2], row[3], row[4]) for row in cursor.fetchall()}


def pattern_of(method: int, indication_group: str) -> Pattern | None:
    """The clear pattern of decided cases with this method and indication group, if there is one."""
    if not indication_group:
        return None
    rows = (
        Precedent.objects.filter(method_id=method, indication_group=indication_group)
        .values_list("state")
        .annotate(cases=Count("pk"))
    )
    return clear_pattern(dict(rows))


def own_row(case: int) -> list[str]:
    """The id of the row that came from the case, where it has one and its trust is in the context."""
    found = Origin.objects.filter(case_id=case).values_list("precedent_id", flat=True)
    return [str(each) for each in found]


def counted_others(
    case: int, method: int, indication_group: str, arguments: Sequence[str]
) -> Counted | None:
    """Other patients with the same argument, in the whole country; None where the disease has no ICD-10 code."""
    if not indication_group:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT running, ended FROM likeverd_same_argument(%s, %s, %s, %s::text[])",
            [case, method, indication_group, list(arguments)],
        )
        running, ended = cursor.fetchone()
    return Counted(running, ended)


def signals_of(method: int, indication_group: str) -> list[Signal]:
    """Which numbers of patients have been reached and told, the lowest first."""
    found = Signal.objects.filter(method_id=method, indication_group=indication_group)
    return list(found.order_by("threshold"))


def dossier_of(method: int, indication_group: str) -> Dossier | None:
    """The draft of a dossier for the group, if one has been made."""
    return Dossier.objects.filter(method_id=method, indication_group=indication_group).first()


def directors_concerned(method: int, indication_group: str, today: date) -> list[int]:
    """The medical directors of the trusts that have or have had a case of the group."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person FROM likeverd_directors_concerned(%s, %s, %s)",
            [method, indication_group, today],
        )
        return sorted(row[0] for row in cursor.fetchall())


def running_by_region(method: int, indication_group: str) -> dict[int, int]:
    """Patients whose case runs, by region."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT region, patients FROM likeverd_running_by_region(%s, %s)",
            [method, indication_group],
        )
        return dict(cursor.fetchall())


def search(words: str, method: int | None = None) -> list[Found]:
    """Rows whose approved reasoning has the words (Norwegian, in any form of them), the best first.

    Of very common words not every row is ranked: the best of ``MOST_RANKED``.
    """
    query = SearchQuery(words, config="norwegian", search_type="websearch")
    found = Precedent.objects.filter(words=query)
    if method is not None:
        found = found.filter(method_id=method)
    ranked = Precedent.objects.filter(pk__in=found.values("pk")[:MOST_RANKED])
    rows = ranked.annotate(rank=SearchRank(F("words"), query)).order_by("-rank", "-year", "id")
    return with_what_may_be_shown(list(rows[:MOST_FOUND]))


def methods_with_wordings() -> list[Method]:
    """The methods that a search can be narrowed to."""
    found = Precedent.objects.filter(wording__isnull=False).values("method_id").distinct()
    return list(Method.objects.filter(pk__in=found).order_by("name"))
