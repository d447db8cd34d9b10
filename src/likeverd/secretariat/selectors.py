"""What the register's pages read beside the register itself: counts, made in the database, of no case in particular."""

from datetime import date, datetime

from django.db import connection
from django.db.models import QuerySet

from likeverd.methods.models import RegisterChange


def running_cases(method: int) -> int:
    """How many cases of a method run now, everywhere together."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT likeverd_running_cases(%s)", [method])
        return int(cursor.fetchone()[0])


def touched_since(since: datetime) -> dict[int, int]:
    """By applicant, how many of the person's running cases a change of the register has touched."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person, cases FROM likeverd_touched_since(%s)", [since])
        return dict(cursor.fetchall())


def secretariats(today: date) -> list[int]:
    """Everyone who keeps the register, at any trust."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person FROM likeverd_method_secretariats(%s)", [today])
        return [row[0] for row in cursor.fetchall()]


def changes_between(first: datetime, last: datetime) -> QuerySet[RegisterChange]:
    """What was done to the register, the newest first."""
    return RegisterChange.objects.filter(at__gte=first, at__lt=last).select_related("method", "by")
