"""A decision to grant has a code; whoever has it learns whether it holds, for what and until when, and no more."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cases.test_elsewhere import Town, take, to_decision
from tests.cases.test_elsewhere import town as town
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER, answers_for, case_in_state, step
from tests.support.row_security import behind_the_wall

from likeverd.cases import actions
from likeverd.cases.signals import step_taken
from likeverd.core import verification
from likeverd.core.case import Command
from likeverd.core.events import Granted, Recorded, Reopened
from likeverd.core.verification import Verdict
from likeverd.core.vocabulary import Action, Role, State
from likeverd.core.workdays import local_day
from likeverd.verification import codes
from likeverd.verification.actions import check, follow, forget_old_use, make_missing
from likeverd.verification.following import step_was_taken
from likeverd.verification.models import Check, Code, CodeState, Use
from likeverd.verification.selectors import checks_of, code_of

pytestmark = pytest.mark.django_db
PAGE = "/kontroll/"
HERE = "192.0.2.1"


@pytest.fixture
def house(db):
    return build_house()


@pytest.fixture
def granted(house):
    """A case that is granted today, in a transaction behind the wall as a request would do it."""
    case = case_in_state(house, State.DECISION, now=timezone.now())
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    now = timezone.now()
    command = Command(Action.GRANT, case.version, answers_for(Action.GRANT, now))
    with behind_the_wall():
        actions.take_step(case.number, command, by=director, now=now)
    case.refresh_from_db()
    return case


def asked(code: str, client: Client | None = None, **more: str):
    return (client or Client()).post(PAGE, {"code": code}, **more)


def shown(answer) -> str:
    page = answer.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page[page.index("<main") :]))


def test_a_grant_gets_its_code_with_the_decision(granted):
    row = Code.objects.get(case=granted)
    state = CodeState.objects.get(code=row)
    assert (state.drug, row.trust, state.trust) == (
        granted.method.name,
        granted.trust,
        granted.trust,
    )
    code = code_of(granted)
    assert verification.written(verification.read(code)) == code


def test_nothing_in_the_database_is_a_code_or_leads_to_one(granted):
    row = Code.objects.get(case=granted)
    code = verification.read(code_of(granted))
    kept = f"{row.seed} {row.seed.hex} {row.digest}".upper()
    assert code not in kept
    assert codes.new_code(row.seed)[0] == code  # and with the key it is found again


def test_the_code_of_an_older_key_is_still_found_and_shown(granted, settings):
    code = code_of(granted)
    settings.CODE_KEYS = ["a newer key", *settings.CODE_KEYS]
    assert code_of(granted) == code
    assert check(code, address=HERE, now=timezone.now()).verdict is Verdict.VALID
    settings.CODE_KEYS = ["another key alone"]
    assert code_of(granted) is None
    assert check(code, address=HERE, now=timezone.now()).verdict is Verdict.UNKNOWN


def test_a_valid_decision_is_shown_with_drug_day_and_trust_and_nothing_of_the_patient(granted):
    answer = asked(code_of(granted).lower().replace("-", " "))
    page = shown(answer)
    until = CodeState.objects.get().valid_until
    assert answer.status_code == 200
    assert "Vedtaket er gyldig" in page
    assert granted.method.name in page
    assert until.strftime("%d.%m.%Y") in page
    assert granted.trust.name in page
    whole = answer.content.decode()
    for hidden in (
        granted.number,
        PATIENT_NUMBER,
        granted.patient.name,
        granted.applicant.name,
        granted.department.name,
        granted.answers["product"] if isinstance(granted.answers.get("product"), str) else "½",
        *(row["name"] for row in granted.answers["diagnoses"] if row.get("name")),
    ):
        assert hidden not in whole, hidden
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_code_stands_in_no_address(granted):
    answer = Client().get(PAGE, {"code": code_of(granted)})
    assert "Vedtaket er gyldig" not in answer.content.decode()
    assert not Check.objects.exists()


@pytest.mark.parametrize(
    ("days", "verdict", "words"),
    [
        (0, Verdict.VALID, "Gjelder til og med"),
        (1, Verdict.EXPIRED, "Gjaldt til og med"),
    ],
)
def test_the_last_day_counts(granted, days, verdict, words):
    state = CodeState.objects.get()
    CodeState.objects.create(
        case=granted,
        code=state.code,
        drug=state.drug,
        valid_until=local_day(timezone.now()) - timedelta(days=days),
        at=timezone.now(),
    )
    answer = asked(code_of(granted))
    assert words in shown(answer)
    assert Check.objects.get().verdict == verdict


def test_an_unknown_code_says_so_and_where_to_ask(granted):
    page = shown(asked(verification.written(verification.code_of_chance(12345))))
    assert "Ingen vedtak har denne koden" in page
    assert granted.method.name not in page
    row = Check.objects.get()
    assert (row.verdict, row.code, row.trust) == (Verdict.UNKNOWN, None, None)


@pytest.mark.parametrize("typed", ["7K3M", "0000-0000-00001", "<script>alert(1)</script>"])
def test_a_typing_error_is_told_at_the_field_and_what_was_typed_stays(house, typed):
    answer = asked(typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Koden er ikke riktig skrevet" in page
    assert 'aria-invalid="true"' in page
    assert "<script>alert" not in page
    assert Check.objects.get().verdict == Verdict.MISTYPED


def test_nothing_typed_is_no_check(house):
    assert asked("  ").status_code == 422
    assert not Check.objects.exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "Vedtaket er gyldig"), ("nn", "Vedtaket er gyldig"), ("en", "The decision is valid")],
)
def test_the_answer_is_in_the_readers_language(granted, language, words):
    answer = asked(code_of(granted), HTTP_ACCEPT_LANGUAGE=language)
    assert words in shown(answer)
    assert f'lang="{language}"' in answer.content.decode()


def test_a_decision_that_another_trusts_director_sets_aside_is_no_longer_valid(town: Town):
    case = to_decision(town)
    there = town.there(Role.MEDICAL_DIRECTOR)
    take(case, Action.ACKNOWLEDGE, there, comment="Kjent.")
    director = town.person(Role.MEDICAL_DIRECTOR)
    take(case, Action.GRANT_WITH_CONDITIONS, director, who_pays="treating_trust")
    code = code_of(case)
    assert "Vedtaket er gyldig" in shown(asked(code))
    take(case, Action.REQUEST_REVIEW, case.applicant, new_facts="Nytt.", source="Lab.")
    assert "Vedtaket er gyldig" in shown(
        asked(code)
    )  # the first decision stands while it is reviewed
    take(case, Action.REOPEN, there, reasoning="Prøven endrer forventet nytte.")
    page = shown(asked(code))
    assert "Vedtaket gjelder ikke lenger" in page
    assert case.trust.name in page
    assert case.method.name not in page
    assert "Prøven" not in page
    assert code_of(case) == code
    assert checks_of(case)[0].verdict is Verdict.WITHDRAWN


def test_a_decision_anew_opens_the_same_code(granted):
    now = timezone.now()
    until = local_day(now) + timedelta(days=400)
    for event, before, after in (
        (Reopened(""), State.GRANTED_WITH_CONDITIONS, State.RETURNED),
        (Granted((), "", until.isoformat()), State.DECISION, State.GRANTED),
    ):
        recorded = Recorded(99, now, 1, None, None, None, before, after, event)
        follow(granted, (recorded,), now=now)
    assert check(code_of(granted), address=HERE, now=now).until == until
    assert CodeState.objects.count() == 3


def test_a_code_that_cannot_be_made_undoes_the_decision(house, monkeypatch):
    case = case_in_state(house, State.DECISION, now=timezone.now())
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    monkeypatch.setattr("likeverd.verification.codes.CHANCE_BITS", 200)
    with pytest.raises(ValueError, match="60 bits"):
        step(case, Action.GRANT, director, now=timezone.now())
    case.refresh_from_db()
    assert case.state == State.DECISION
    assert not Code.objects.exists()


def test_a_refusal_has_no_code(house):
    case = case_in_state(house, State.DECISION, now=timezone.now())
    step(case, Action.REFUSE, house.innlandet.person(Role.MEDICAL_DIRECTOR), now=timezone.now())
    assert code_of(case) is None
    assert checks_of(case) == []


def test_checks_are_shown_to_the_trusts_own_people_without_addresses(granted, house):
    code = code_of(granted)
    check(code, address=HERE, now=timezone.now())
    check(code, address="192.0.2.9", now=timezone.now())
    check(code, address=HERE, now=timezone.now())
    assert [each.place for each in checks_of(granted)] == [1, 2, 1]
    assert {each.verdict for each in checks_of(granted)} == {Verdict.VALID}
    stored = [
        *Check.objects.values_list("place", flat=True),
        *Use.objects.values_list("who", flat=True),
    ]
    assert not any("192.0.2" in place for place in stored)
    tomorrow = local_day(timezone.now()) + timedelta(days=1)
    assert codes.place_of(HERE, tomorrow) not in stored
    with behind_the_wall(), transaction.atomic():
        assert not Check.objects.exists()
        assert not Code.objects.exists()
        enter = "SELECT set_config('likeverd.trusts', %s, true)"
        with connection.cursor() as cursor:
            cursor.execute(enter, [f"{{{house.small.trust.pk}}}"])
        assert not Check.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute(enter, [f"{{{granted.trust_id}}}"])
        assert Check.objects.count() == 3


@pytest.mark.parametrize("table", ["verification_codestate", "verification_check"])
def test_what_was_said_is_never_changed(granted, table):
    check(code_of(granted), address=HERE, now=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of ours


def test_decisions_from_before_get_their_code_once(house):
    case = case_in_state(house, State.DECISION, now=timezone.now())
    step_taken.disconnect(dispatch_uid="verification.codes")
    try:
        step(case, Action.GRANT, house.innlandet.person(Role.MEDICAL_DIRECTOR), now=timezone.now())
    finally:
        step_taken.connect(step_was_taken, dispatch_uid="verification.codes")
    assert code_of(case) is None
    with behind_the_wall():
        assert make_missing(now=timezone.now()) == 1
        assert make_missing(now=timezone.now()) == 0
    assert check(code_of(case), address=HERE, now=timezone.now()).verdict is Verdict.VALID


# Limits


@pytest.fixture
def few(settings):
    settings.CHECK_MINUTES = 1440
    settings.CHECKS_FROM_ONE_ADDRESS, settings.CHECKS_FROM_ALL = 10, 15


def test_one_address_may_ask_so_often_and_then_waits(granted, few):
    code = code_of(granted)
    for _ in range(10):
        assert asked(code, REMOTE_ADDR=HERE).status_code == 200
    answer = asked(code, REMOTE_ADDR=HERE)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    page = shown(answer)
    assert "For mange kontroller på kort tid" in page
    assert "Vedtaket er gyldig" not in page
    assert asked(code, REMOTE_ADDR="192.0.2.77").status_code == 200  # others are not held up
    assert Check.objects.count() == 11


def test_codes_that_do_not_exist_use_it_up_faster(granted, few):
    unknown = verification.code_of_chance(7)
    assert [asked(unknown, REMOTE_ADDR=HERE).status_code for _ in range(3)] == [200, 200, 429]


def test_all_together_have_a_limit_too(granted, few):
    code = code_of(granted)
    answers = [asked(code, REMOTE_ADDR=f"192.0.2.{each}").status_code for each in range(16)]
    assert answers == [200] * 15 + [429]


def test_a_new_window_begins_anew_and_old_counts_are_forgotten(granted, few):
    now = timezone.now()
    code = code_of(granted)
    for _ in range(10):
        check(code, address=HERE, now=now)
    later = now + timedelta(days=1)
    assert check(code, address=HERE, now=later).verdict is Verdict.VALID
    assert Use.objects.exists()
    assert forget_old_use(now=later + timedelta(days=2)) == 4
    assert not Use.objects.exists()


def test_in_production_the_proxy_names_the_address(granted, few, settings):
    settings.PRODUCTION = True
    code = code_of(granted)
    proxy = {"REMOTE_ADDR": "127.0.0.1"}
    for _ in range(10):
        check(code, address=HERE, now=timezone.now())
    claimed = asked(code, HTTP_X_FORWARDED_FOR=f"198.51.100.1, {HERE}", secure=True, **proxy)
    assert claimed.status_code == 429
    other = asked(code, HTTP_X_FORWARDED_FOR="198.51.100.1", secure=True, **proxy)
    assert other.status_code == 200


def test_the_page_is_for_everybody_and_works_while_nothing_may_be_changed(granted):
    from tests.operations.test_switches import on

    on("read_only")
    assert asked(code_of(granted)).status_code == 200
    assert Client().get(reverse("verification:check")).status_code == 200
