"""If the log cannot be written, nothing is shown, nothing is changed and nothing is taken out: with a real database."""

import pytest
from django.core.management import call_command
from django.db.utils import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.api.test_api import Caller
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER, answers_for, sent_as_far_as
from tests.support.row_security import behind_the_wall

from likeverd.audit.models import AccessEntry, ChainLink
from likeverd.cases.models import CaseEvent
from likeverd.core.vocabulary import Action, Role
from likeverd.exports.models import Export


@pytest.fixture(
    params=[
        "REVOKE INSERT ON audit_accessentry FROM likeverd_app",
        # The chain is broken and not the log itself: the trigger fails.
        "ALTER TABLE audit_chainlink ADD CHECK (log <> 'access') NOT VALID",
    ],
    ids=["no right to add", "no link can be made"],
)
def broken(request, fresh_database, test_server):
    """A case, and then a log that takes no more rows."""
    house = build_house()
    case = sent_as_far_as(house, Action.PRIORITISE, now=timezone.now())
    with test_server.connect(fresh_database) as superuser:
        superuser.execute(request.param)
    return house, case


def test_nothing_is_shown(broken, caplog):
    house, case = broken
    lead = house.innlandet.person(Role.ASSESSMENT_COMMITTEE)
    client = Client(raise_request_exception=False)
    client.force_login(lead)
    answers = [
        client.get(reverse("cases:work_list")),
        client.get(reverse("cases:case", args=[case.number])),
        client.post(reverse("cases:search"), {"words": "Demolimab"}),
    ]
    caller = Caller(lead)
    caller.client.raise_request_exception = False
    answers += [caller.get("/cases"), caller.get(f"/cases/{case.number}")]
    for answer in answers:
        assert answer.status_code == 500
        text = answer.content.decode()
        for secret in (case.number, "Oppdiktet Person", PATIENT_NUMBER, "Demolimab"):
            assert secret not in text
    assert not AccessEntry.objects.exists()


def test_nothing_is_changed(broken, caplog):
    house, case = broken
    caller = Caller(house.innlandet.person(Role.ASSESSMENT_COMMITTEE))
    caller.client.raise_request_exception = False
    before = (CaseEvent.objects.count(), ChainLink.objects.count(), case.version)
    answer = caller.act(case.number, Action.RECOMMEND, case.version, answers_for(Action.RECOMMEND))
    assert answer.status_code == 500
    case.refresh_from_db()
    assert (CaseEvent.objects.count(), ChainLink.objects.count(), case.version) == before


def test_nothing_is_taken_out(broken, tmp_path, caplog):
    house, _ = broken
    director = Client(raise_request_exception=False)
    director.force_login(house.innlandet.person(Role.ASSESSMENT_COMMITTEE))
    answer = director.post(reverse("exports:exports"), {"purpose": "Årsrapport til styret"})
    assert answer.status_code == 500
    assert not Export.objects.exists()
    given = {"to": tmp_path / "out", "purpose": "Tilsyn: sak 26/1234"}
    reviewer = house.innlandet.person(Role.LOG_REVIEWER).username
    with behind_the_wall(), pytest.raises(DatabaseError):
        call_command("export_log", "innlandet", by=reviewer, **given)
    assert list(tmp_path.iterdir()) == []
