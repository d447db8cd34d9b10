"""The weekly mail: to those whose cases a change touches, and to the secretariat; it names no case and no patient."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.support.house import build_house
from tests.support.journey import sent_as_far_as

from likeverd.core.vocabulary import Action, Role
from likeverd.methods import actions as register
from likeverd.outbox.models import Message
from likeverd.secretariat import actions

pytestmark = pytest.mark.django_db
EVENT = {"date": "20.11.2025", "event": "not_introduced", "source": "P", "why": "M"}


@pytest.fixture
def house():
    return build_house()


def test_a_week_in_which_nothing_changed_is_quiet(house):
    assert actions.tell_of_week(now=timezone.now() + timedelta(days=30)) == 0


def test_applicants_and_the_secretariat_are_told(house):
    case = sent_as_far_as(house, Action.SUBMIT)
    now = max(timezone.now(), case.created_at) + timedelta(hours=1)
    secretary = house.innlandet.person(Role.METHOD_SECRETARIAT)
    register.record_event(house.method.pk, EVENT, by=secretary, now=now)
    Message.objects.all().delete()
    later = now + timedelta(days=1)
    assert actions.tell_of_week(now=later) == 3  # the applicant, and the secretariats of two trusts
    applicant = house.innlandet.person(Role.TREATING_CONSULTANT)
    own = Message.objects.get(to_person=applicant)
    assert "1 av sakene dine" in own.body
    assert "/arbeid/endrede-metoder/" in own.body
    theirs = Message.objects.get(to_person=secretary)
    assert "Under vurdering → Ikke innført (1)" in theirs.body
    for message in Message.objects.all():
        assert case.number not in message.subject + message.body + message.about
        assert "Oppdiktet" not in message.body
