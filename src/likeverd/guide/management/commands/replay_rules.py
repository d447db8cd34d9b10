"""Lists the cases whose verdict would differ by another rule set, or by the rules of this release. Writes nothing."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from likeverd.cases.models import Routing
from likeverd.core.routing import (
    ROUTE_LABELS,
    RULE_BOOK,
    VERDICT_LABELS,
    NoSuchRuleSetError,
    Route,
    RuleBook,
    RuleSet,
    StoredRouting,
    Verdict,
    replay,
)
from likeverd.core.routing.reading import facts_of
from likeverd.core.workdays import local_day
from likeverd.organisations.context import everything

DAYS_IN_A_MONTH = 30.44


class Command(BaseCommand):
    """One line for each case and route whose verdict would be another; the last line counts."""

    help = "List stored cases whose verdict would differ by another rule set. Writes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """How far back, and by which rules."""
        parser.add_argument(
            "--months", type=int, default=12, help="how many months back (default 12)"
        )
        parser.add_argument(
            "--rule-set", default="", help="a rule set by name; else the rules of each case's day"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Replay them in a transaction that cannot write."""
        months = options["months"]
        if not 1 <= months <= 240:
            raise CommandError("--months must be from 1 to 240.")
        rules: RuleSet | RuleBook = RULE_BOOK
        if options["rule_set"]:
            try:
                rules = RULE_BOOK.named(options["rule_set"])
            except NoSuchRuleSetError as missing:
                names = ", ".join(RULE_BOOK.names)
                raise CommandError(f"There is no such rule set. There are: {names}.") from missing
        since = timezone.now() - timedelta(days=months * DAYS_IN_A_MONTH)
        with transaction.atomic():
            everything("changed rules are tried on the cases of all trusts")
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            rows = list(Routing.objects.filter(at__gte=since).order_by("pk").select_related("case"))
        stored = [_stored(row) for row in rows]
        differing = replay(stored, rules, since=local_day(since))
        for one in differing:
            for change in one.changes:
                before = VERDICT_LABELS[change.before].nb if change.before else "–"
                after = VERDICT_LABELS[change.after].nb
                name = ROUTE_LABELS[change.route].nb
                self.stdout.write(f"{one.key}\t{name}\t{before} -> {after}")
        self.stdout.write(f"{len(differing)} of {len(stored)} cases would get another answer.")


def _stored(row: Routing) -> StoredRouting:
    verdicts = {Route(name): Verdict(verdict) for name, verdict in row.verdicts.items()}
    return StoredRouting(row.case.number, facts_of(row.facts), row.rule_set, verdicts)
