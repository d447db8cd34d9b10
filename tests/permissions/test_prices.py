"""Who sees what a treatment costs: on the page, over the API, in what was sent before; and that the look is noted."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.api.test_api import Caller
from tests.support.house import build_house
from tests.support.journey import sent_as_far_as

from likeverd.audit.models import AccessEntry
from likeverd.core.vocabulary import Action, Role

pytestmark = pytest.mark.django_db
EXACT = (
    Role.TREATING_CONSULTANT,
    Role.ANCHORING_MANAGER,
    Role.ASSESSMENT_COMMITTEE,
    Role.MEDICAL_DIRECTOR,
)
BANDS = (Role.CLINICAL_LEAD_REVIEWER,)


@pytest.mark.parametrize("role", EXACT + BANDS)
def test_the_exact_amount_is_for_those_whose_task_needs_it(role):
    house = build_house()
    case = sent_as_far_as(house, Action.RECOMMEND, now=timezone.now())
    cost = case.answers["yearly_cost"]
    person = house.innlandet.person(role)
    client = Client()
    client.force_login(person)
    page = (
        client.get(reverse("cases:case", args=[case.number]))
        .content.decode()
        .replace("\u202f", " ")
    )
    answer = Caller(person).get(f"/cases/{case.number}").content.decode()
    written = f"{cost:,}".replace(",", " ")
    assert (f"{written}\xa0kr" in page) is (role in EXACT)
    assert (str(cost) in answer) is (role in EXACT)
    rows = AccessEntry.objects.filter(practitioner=person, case=case.pk)
    assert rows
    assert all(("prices" in row.shown) is (role in EXACT) for row in rows)
    if role in BANDS:
        assert "–" in page
        assert " kr" in page
