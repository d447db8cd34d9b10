"""The context of a transaction: who asks, and which trusts' rows the database lets out.

Set by functions of the database from the register of grants, never from a request's values. It ends with the
transaction. Whoever asks outside a transaction gets nothing: the context would be gone before the next statement.
"""

from datetime import date
from typing import Final

from django.db import connections

from likeverd.core.case import Actor, Grant
from likeverd.core.vocabulary import Role

ENTER: Final = (
    "SELECT kind, role, trust, unit, deputy_for, what, of_case FROM likeverd_enter(%s, %s)"
)


def enter(person: int, today: date, using: str = "default") -> Actor:
    """The person with every grant in force today; from here on the transaction sees those trusts.

    With it come the person's open emergency sights, the cases that the person is invited to advise on, and what is
    blocked for the person, all as of this moment.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(ENTER, [person, today])
        rows = cursor.fetchall()
    return Actor(
        person,
        grants=tuple(Grant(Role(row[1]), *row[2:5]) for row in rows if row[0] == "grant"),
        emergencies=tuple((row[6], row[5]) for row in rows if row[0] == "emergency"),
        invitations=tuple((row[6], row[5]) for row in rows if row[0] == "invitation"),
        blocked=frozenset(row[6] for row in rows if row[0] == "block"),
        blocked_documents=frozenset(row[5] for row in rows if row[0] == "document"),
    )


def everything(reason: str, using: str = "default") -> None:
    """Let the rest of the transaction see every trust, for work that belongs to none.

    ``reason`` says why, for whoever reads the code; a test lists the callers.
    """
    if not reason:
        raise ValueError("seeing every trust takes a reason")
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT likeverd_enter_everything()")


def beside_blocks(reason: str, using: str = "default") -> None:
    """Let the rest of the transaction find blocked cases too, where nothing of the case itself is shown to anybody."""
    if not reason:
        raise ValueError("going beside a block takes a reason")
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config('likeverd.blocked', '', true)")
