"""The demonstration has a committee with a planned meeting, so that a meeting can be walked."""

from datetime import datetime

import pytest
from tests.cases.seeded import registers

from likeverd.cases.seeding.actions import demonstration as writing
from likeverd.cases.selectors import case_row
from likeverd.committee import selectors
from likeverd.committee.actions.demonstration import SEATS, prepare_the_demonstration
from likeverd.committee.models import Item, Member
from likeverd.core.committee.vocabulary import MeetingState
from likeverd.core.workdays import OSLO, local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for

NOW = datetime(2026, 11, 23, 12, 10, tzinfo=OSLO)


@pytest.mark.timeout(300)
def test_the_committee_of_the_demonstration_has_a_meeting_with_waiting_cases(
    fresh_database, monkeypatch
):
    registers()
    monkeypatch.setattr(writing, "CASES_OF_THE_COUNTRY", 30)
    writing.write_demonstration(NOW)
    meeting = prepare_the_demonstration(NOW)
    assert meeting.state == MeetingState.PLANNED
    assert Member.objects.count() == len(SEATS) == 7
    items = list(Item.objects.filter(meeting=meeting).select_related("case").order_by("position"))
    assert [item.case.urgent for item in items] == [True, False, False]
    member = Person.objects.get(username="demo.komite.farmasoyt")
    actor = actor_for(member, local_day(NOW))
    page = selectors.overview(actor, NOW)
    assert {case.pk for case in page.stubs} == {item.case_id for item in items}
    with pytest.raises(Exception, match=items[0].case.number):
        case_row(actor, items[0].case.number)
