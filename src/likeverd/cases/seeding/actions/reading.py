"""Reading a case between two steps of the demonstration's play."""

from django.db import transaction

from likeverd.cases.models import Case
from likeverd.organisations.context import everything


def between_steps(number: str) -> Case:
    """The case as it stands. Nobody is signed in then, so the wall must be told why it is read."""
    with transaction.atomic():
        everything("the demonstration is played before anybody is signed in")
        return Case.objects.get(number=number)
