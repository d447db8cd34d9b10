"""Patients with the same argument are sent at once, round after round: each number that is reached is told once."""

import threading

import pytest
from django.utils import timezone
from tests.support.house import add_person, build_house
from tests.support.precedents import GROUP, draft_of
from tests.support.sizes import FULL
from tests.support.threads import pool_of

from likeverd.cases import actions
from likeverd.core.case import Command
from likeverd.core.vocabulary import Action, Role
from likeverd.methods.models import Method
from likeverd.outbox.models import Message
from likeverd.precedents.models import Dossier, RunningArgument, Signal

ROUNDS = 120 if FULL else 40


def submit(case, start, now):
    """One consultant's sending, from an own thread and connection."""
    start.wait()
    actions.take_step(case.number, Command(Action.SUBMIT, case.version), by=case.applicant, now=now)


@pytest.mark.timeout(900)
def test_two_at_once_give_one_signal(fresh_database, record_property):
    """The second and the third patient are sent at once, at two trusts; then the fourth and the fifth."""
    house = build_house()
    add_person(house.small, "direktor.to", Role.MEDICAL_DIRECTOR, None)
    now = timezone.now()
    told = {3: 0, 5: 0}
    with pool_of(2) as pool:
        for turn in range(ROUNDS):
            house.method = Method.objects.create(
                key=f"metode-{turn}",
                name=f"Metode {turn}",
                substance="demolimab",
                indication="Oppdiktet",
                kind="medicine",
                source="oppdiktet",
                demonstration=True,
            )
            house.method.events.create(date="2026-01-05", event="commissioned", source="x")
            cases = [
                draft_of(house, hospital, 10 * turn + number, now=now)
                for number, hospital in enumerate(
                    (house.innlandet, house.innlandet, house.small, house.innlandet, house.small)
                )
            ]
            alone = threading.Barrier(1)
            submit(cases[0], alone, now)
            for pair in (cases[1:3], cases[3:5]):
                start = threading.Barrier(2)
                for done in [pool.submit(submit, case, start, now) for case in pair]:
                    done.result(timeout=60)
            reached = Signal.objects.filter(method=house.method).order_by("threshold")
            assert [(each.threshold, each.indication_group) for each in reached] == [
                (3, GROUP),
                (5, GROUP),
            ]
            (dossier,) = Dossier.objects.filter(method=house.method)
            assert dossier.versions.count() == 1
            mails = Message.objects.filter(subject__endswith=f": Metode {turn}")
            # Three directors at two trusts, each told once of each number.
            assert mails.count() == mails.values("to_person", "subject").distinct().count() == 6
            assert RunningArgument.objects.filter(method=house.method).count() == 5
            told = {number: told[number] + 1 for number in told}
    assert told == {3: ROUNDS, 5: ROUNDS}
    record_property("rounds", ROUNDS)
