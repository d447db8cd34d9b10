"""Like cases at a national size: the nearest, the pattern, and a search, as the selectors ask, with their plans."""

import time
from collections.abc import Callable, Sequence

from bench.measures.tables import percentile
from django.db import connection, connections

from likeverd.core.precedents.features import Features
from likeverd.methods.models import Method
from likeverd.precedents import selectors
from likeverd.precedents.models import Precedent

TIMES = 100
# As many methods for as many diseases as a country of this size would have: the register has too few.
METHODS = 400
# Every tenth reasoning is approved, of 40 words from a vocabulary in which word n is found about once in n.
FILL_METHODS = f"""
    INSERT INTO methods_method (key, name, substance, atc, indication, kind, source, demonstration)
    SELECT 'bench-' || n, 'Metode ' || n, 'virkestoff' || n / 2, '', 'Sykdom ' || n, 'medicine', 'bench', true
    FROM generate_series(1, {METHODS}) n ON CONFLICT DO NOTHING
"""  # noqa: S608 - a number of our own
FILL = """
    INSERT INTO precedents_precedent (id, method_id, substance, indication_group, treatment_line, severity, benefit,
        state, reasons, arguments, region_id, year, working_days, first_of_patient, wording)
    SELECT gen_random_uuid(), m.id, m.substance,
        chr(65 + (m.id %% 20)::int) || lpad(((m.id * 7 + (random() * 3)::int) %% 100)::text, 2, '0'),
        (ARRAY['first','second','third','later'])[1 + (random() * 3)::int],
        (ARRAY['small','moderate','large','very_large'])[1 + (random() * 3)::int],
        (ARRAY['small','moderate','large','very_large'])[1 + (random() * 3)::int],
        (ARRAY['granted','granted_with_conditions','refused','wrong_scheme','stopped'])[1 + (random() * 4)::int],
        ARRAY['a','b'], ARRAY['biomarker'], r.id, 2016 + (random() * 10)::int, (random() * 30)::int, random() < 0.9,
        CASE WHEN n %% 10 = 0 THEN (
            SELECT string_agg('ord' || (power(5000, random()))::int, ' ') FROM generate_series(1, 40 + n %% 2))
        END
    FROM generate_series(1, %(rows)s) n
    JOIN (SELECT id, substance, row_number() OVER (ORDER BY id) AS place FROM methods_method
          WHERE source = 'bench') m ON m.place = 1 + (n::bigint * 7919) %% %(methods)s
    JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS many
          FROM organisations_regionalauthority) r ON r.place = 1 + n %% r.many
"""


def fill(rows: int) -> None:
    """Fill up to so many rows of like cases, by the database itself."""
    held = Precedent.objects.count()
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET likeverd.maintenance = 'on'")
        cursor.execute(FILL_METHODS)
        if rows > held:
            cursor.execute(FILL, {"rows": rows - held, "methods": METHODS})
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE precedents_precedent")


def likeness_times() -> list[list[str]]:
    """Rows for the table: what, p50 and p95 in milliseconds, times, and whether every plan uses an index."""
    methods = list(Method.objects.filter(source="bench").order_by("pk"))
    groups = dict(
        Precedent.objects.filter(method__in=methods).values_list("method_id", "indication_group")
    )

    def at(turn: int) -> Features:
        method = methods[turn * 13 % len(methods)]
        return Features(
            method.pk, method.substance, groups[method.pk], "second", "large", "moderate"
        )

    def unknown(turn: int) -> Features:
        """A method that nobody has applied for before: substance and indication group are searched."""
        known = at(turn)
        return Features(0, known.substance, known.indication_group, "second", "large", "moderate")

    return [
        _row("nearest cases, method known", lambda n: selectors.nearest(at(n))),
        _row(
            "nearest cases, method new, substance and disease known",
            lambda n: selectors.nearest(unknown(n)),
        ),
        _row("clear pattern", lambda n: selectors.pattern_of(at(n).method, at(n).indication_group)),
        _row("search, one common word", lambda n: selectors.search(f"ord{2 + n % 5}")),
        _row("search, two words", lambda n: selectors.search(f"ord{20 + n} ord{30 + n}")),
        _row("search, one rare word", lambda n: selectors.search(f"ord{3000 + n}")),
        _row(
            "search, a word of one method", lambda n: selectors.search(f"ord{20 + n}", at(n).method)
        ),
    ]


def _row(what: str, ask: Callable[[int], object]) -> list[str]:
    ask(0)
    spent = []
    for turn in range(TIMES):
        begun = time.perf_counter()
        ask(turn)
        spent.append((time.perf_counter() - begun) * 1000)
    return [
        what,
        f"{percentile(spent, 50):.1f}",
        f"{percentile(spent, 95):.1f}",
        str(len(spent)),
        _indexes(ask),
    ]


def _indexes(ask: Callable[[int], object]) -> str:
    """The indexes in the plans of the questions to the table of like cases, or where it is read through."""
    plans: list[str] = []

    def explained(execute, sql, params, many, context):
        if "precedents_precedent" in sql:
            with connection.cursor() as cursor:
                bare = cursor.connection.cursor()
                plans.extend(row[0] for row in bare.execute("EXPLAIN " + sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explained):
        ask(1)
    return ", ".join(_named(plans))


def _named(plans: Sequence[str]) -> list[str]:
    found = {word for line in plans for word in line.split() if word.startswith("precedent_")}
    if any("Seq Scan on precedents_precedent" in line for line in plans):
        found.add("READ THROUGH")
    return sorted(found)
