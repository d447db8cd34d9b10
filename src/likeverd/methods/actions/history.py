"""The history of the register, and telling those who use a method: the end of every change, inside its transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from likeverd.core.method_register import Effect, Meaning, MethodRecord, What
from likeverd.core.workdays import local_day
from likeverd.methods.models import Method, RegisterChange
from likeverd.methods.planning import EVENT, Plan, turning_days, weighed
from likeverd.methods.records import record_of
from likeverd.methods.signals import Changed, register_changed
from likeverd.organisations.models import Person


@dataclass(frozen=True, slots=True)
class Done:
    """One row that was added, replaced, ended or taken out."""

    method: int
    subject: str
    key: str
    what: What
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    source: str
    why: str = ""


def write_down(method: Method, plan: Plan, *, by: Person, now: datetime) -> RegisterChange:
    """The row of the history of a change by hand, after those whom it concerns have been told."""
    done = Done(
        method.pk, plan.subject, plan.key, plan.what, plan.before, plan.after, plan.source, plan.why
    )
    change = _row(done, plan.meaning, by=by, now=now)
    change.cases = tell(Changed(change.id, method.pk, method.name, plan.meaning), by=by, now=now)
    change.save(force_insert=True)
    return change


def write_all_down(
    done: Sequence[Done],
    before: Mapping[int, MethodRecord],
    after: Mapping[int, Method],
    *,
    document: str,
    now: datetime,
) -> None:
    """The history of an import. What it means for cases is told once for each method, with its weightiest row."""
    today = local_day(now)
    rows: list[RegisterChange] = []
    for pk, method in after.items():
        changed = [one for one in done if one.method == pk]
        old, new = before[pk], record_of(method)
        days = {today, *(day for entry in new.entries for day in turning_days(entry, today))}
        _, found = weighed(old, new, days)
        nothing = Meaning(Effect.NOTHING, found.before, found.after, ())
        heaviest = _heaviest(changed)
        for one in changed:
            meant = found if one is heaviest else nothing
            change = _row(one, meant, by=None, now=now, document=document)
            if one is heaviest:
                told = Changed(change.id, pk, method.name, found)
                change.cases = tell(told, by=None, now=now)
            rows.append(change)
    RegisterChange.objects.bulk_create(rows, batch_size=500)


def _heaviest(changed: Iterable[Done]) -> Done:
    """The newest event, or else the last row of the document."""
    return max(
        changed, key=lambda one: (one.subject == EVENT, one.key if one.subject == EVENT else "")
    )


def _row(
    done: Done, found: Meaning, *, by: Person | None, now: datetime, document: str = ""
) -> RegisterChange:
    return RegisterChange(
        id=uuid4(),
        method_id=done.method,
        at=now,
        by=by,
        document=document[:200],
        subject=done.subject,
        key=done.key,
        what=done.what.value,
        before=done.before,
        after=done.after,
        source=done.source,
        why=done.why,
        effect=found.effect.value,
        reason=found.reason,
        right_scheme=found.right_scheme,
        status_before=found.before.status.value,
        status_after=found.after.status.value,
    )


def tell(changed: Changed, *, by: Person | None, now: datetime) -> int:
    """Tell those who use the method; answers how many running cases were told of it."""
    if changed.meaning.effect is Effect.NOTHING:
        return 0
    answers = register_changed.send(sender=RegisterChange, changed=changed, by=by, now=now)
    return sum(told for _, told in answers)
