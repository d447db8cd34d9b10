"""The two figures that the guide shows of cases, made in the database, and of nobody in particular."""

from datetime import datetime

from django.db import connection


def cases_closed_by(rule: str, since: datetime) -> int:
    """How many cases were begun since then although this rule closed the way; everywhere together."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT likeverd_closed_by_rule(%s, %s)", [rule, since])
        return int(cursor.fetchone()[0])


def usual_days() -> int | None:
    """How many days the newest cases of all trusts took from sent to answered; None where they are too few to say."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT likeverd_usual_days_everywhere()")
        found: int | None = cursor.fetchone()[0]
        return found
