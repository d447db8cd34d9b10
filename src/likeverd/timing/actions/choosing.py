"""A person chooses which reminders to get, and how often."""

from collections.abc import Mapping

from django.db import transaction

from likeverd.core.timing.reminders import Choice, Reminder, checked
from likeverd.organisations.models import Person
from likeverd.timing.models import ReminderChoice


def choose_reminders(choices: Mapping[Reminder, Choice], *, by: Person) -> None:
    """Keep the choices; what is not named stays as it is. Raises ``ValueError`` for one that may not be made."""
    rows = [
        ReminderChoice(person=by, reminder=reminder.value, on=choice.on, every=choice.every)
        for reminder, choice in choices.items()
        if checked(reminder, choice)
    ]
    with transaction.atomic():
        ReminderChoice.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["person", "reminder"],
            update_fields=["on", "every"],
        )
