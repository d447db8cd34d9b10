"""The database itself refuses to change an event, whoever asks."""

import pytest
from django.db import connection, connections, transaction
from django.db.utils import DatabaseError, ProgrammingError
from tests.support.house import build_house
from tests.support.journey import sent_as_far_as

from likeverd.core.vocabulary import Action

CHANGES = (
    "UPDATE cases_caseevent SET kind = 'other'",
    "DELETE FROM cases_caseevent",
    "TRUNCATE cases_caseevent CASCADE",
)


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES)
def test_the_application_has_no_right_to_change_events(change):
    sent_as_far_as(build_house(), Action.SUBMIT)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


@pytest.mark.parametrize("change", CHANGES)
def test_the_owner_is_refused_by_the_trigger(fresh_database, change):
    sent_as_far_as(build_house(), Action.SUBMIT)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        connections["owner"].cursor() as cursor,
    ):
        cursor.execute(change)
    connections["owner"].close()


@pytest.mark.django_db
def test_an_event_cannot_take_the_place_of_another():
    case = sent_as_far_as(build_house(), Action.SUBMIT)
    first = case.events.get(sequence=1)
    first.pk, first.content = None, {}
    with pytest.raises(DatabaseError, match="one_event_per_sequence"), transaction.atomic():
        first.save(force_insert=True)
