"""Every address × everybody × cases of every kind: the status that the policy says, and nothing leaked."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest
from django.db import transaction
from django.http import HttpResponse
from tests.security import expected
from tests.security.addresses import Address, addresses, of_a_case, of_no_case
from tests.security.world import FREE_TEXT, PATIENT_NAME, STATES, Visitor, World, secrets_of
from tests.support.journey import PATIENT_NUMBER
from tests.support.pdf import text_of

from likeverd.api.api import api
from likeverd.cases import policy, selectors
from likeverd.cases.models import Case
from likeverd.core.case import Actor
from likeverd.core.vocabulary import Role, State
from likeverd.core.workdays import local_day
from likeverd.organisations.selectors import actor_for
from likeverd.sight.actions import BlockWanted, set_block

IDENTITY = (PATIENT_NUMBER, PATIENT_NUMBER[6:], PATIENT_NAME)
NEVER_VERSION = 999
ARCHIVE = "/arkiv/"


def actor_of(visitor: Visitor, world: World) -> Actor | None:
    if visitor.person is None:
        return None
    with transaction.atomic():
        return actor_for(visitor.person, local_day(world.now))


def methods_of_api() -> dict[str, list[str]]:
    """The methods of each address of the API, from its own description."""
    described = api.get_openapi_schema()["paths"]
    return {path: [method.upper() for method in rows] for path, rows in described.items()}


def body_for(address_name: str) -> str:
    bodies = {
        "act": {"version": NEVER_VERSION, "answers": {}},
        "save_draft": {"revision": 0, "answers": {}},
    }
    return json.dumps(bodies.get(address_name, {}))


def leaks(text: str, seen: expected.Sight, case: Case) -> list[str]:
    """Words in the answer that this person may not be shown."""
    if not seen.case:
        return [word for word in secrets_of(case) if word in text]
    if not seen.identity:
        return [word for word in IDENTITY if word in text]
    return []


def words_of(answer: HttpResponse) -> str:
    """What a reader is shown. The bytes of a PDF file hold five digits of any kind, so its words are read."""
    if answer.content.startswith(b"%PDF-"):
        return text_of(answer.content)
    return answer.content.decode(errors="replace")


def headers_of(answer: HttpResponse) -> str:
    """What the headers say. A request's own number is drawn at random, and now and then holds the five digits."""
    return str({name: value for name, value in answer.headers.items() if name != "X-Request-ID"})


def faults_of_pages(world: World, visitor: Visitor, case: Case, count: Counter[str]) -> list[str]:
    with transaction.atomic():
        actor = actor_of(visitor, world)
        seen = expected.sight(actor, case)
    faults = []
    for address, given in of_a_case(world, case):
        if address.of_api or _one_of_many(seen, given):
            continue
        if visitor.person is None:
            wanted = {expected.SIGN_IN_FIRST, expected.WRONG_METHOD}
        else:
            with transaction.atomic():
                actor_of(visitor, world)
                wanted = expected.of_page(address, given, case, seen)
        answer = visitor.client.get(address.filled(**given))
        count[address.name] += 1
        text = words_of(answer)
        leaked = leaks(text + headers_of(answer), seen, case)
        if answer.status_code not in wanted or leaked:
            faults.append(
                f"{visitor.name}: {case.state} {address.filled(**given)}"
                f" answered {answer.status_code}, not {wanted}; leaked {leaked}"
            )
    return faults


def faults_of_api(world: World, visitor: Visitor, case: Case, count: Counter[str]) -> list[str]:
    with transaction.atomic():
        actor = actor_of(visitor, world)
        seen = expected.sight(actor, case)
    faults = []
    methods = methods_of_api()
    for address, given in of_a_case(world, case):
        if not address.of_api or _one_of_many(seen, given):
            continue
        for method in methods["/" + _as_described(address.pattern)]:
            answer = _asked(visitor, method, address, given)
            count[address.name] += 1
            wanted = (
                {expected.KEY_NEEDED}
                if visitor.person is None
                else expected.of_api(address, method, given, case, seen)
            )
            leaked = leaks(answer.content.decode(), seen, case)
            if answer.status_code not in wanted or leaked:
                faults.append(
                    f"{visitor.name}: {case.state} {method} {address.filled(**given)}"
                    f" answered {answer.status_code}, not {wanted}; leaked {leaked}"
                )
    return faults


def _one_of_many(seen: expected.Sight, given: dict[str, object]) -> bool:
    """A step of a case that the person does not see: it is not there, and a few of them are asked for all."""
    return not seen.case and given.get("action", "grant") not in ("submit", "assess", "grant")


def _as_described(pattern: str) -> str:
    return pattern.replace("<", "{").replace(">", "}")


def _asked(
    visitor: Visitor, method: str, address: Address, given: dict[str, object]
) -> HttpResponse:
    """The answer. Whatever was written is undone."""
    with transaction.atomic():
        answer = visitor.program.generic(
            method,
            address.filled(**given),
            "" if method == "GET" else body_for(address.name),
            content_type="application/json",
        )
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("state", STATES)
def test_every_page_of_a_case_answers_as_the_policy_says(world, state):
    count: Counter[str] = Counter()
    faults = [
        fault
        for visitor in world.visitors
        for fault in faults_of_pages(world, visitor, world.cases[state], count)
    ]
    assert faults == []
    assert set(count) == {
        address.name for address in addresses() if "number" in address.parts and not address.of_api
    }


@pytest.mark.parametrize("state", STATES)
def test_every_call_of_the_api_answers_as_the_policy_says(world, state):
    count: Counter[str] = Counter()
    faults = [
        fault
        for visitor in world.visitors
        for fault in faults_of_api(world, visitor, world.cases[state], count)
    ]
    assert faults == []
    assert set(count) >= {"case", "act"}


def test_everything_else_is_behind_sign_in_unless_it_is_open_to_all(world):
    anonymous = next(visitor for visitor in world.visitors if visitor.person is None)
    for address, path in of_no_case(world):
        client = anonymous.program if address.of_api else anonymous.client
        answer = client.get(path)
        if expected.open_to_all(address):
            assert answer.status_code in (200, 302, 400, 404, 405), path
            if address.name in expected.OPEN_TO_ALL:
                assert not answer.headers.get("Location", "").startswith("/login/"), path
        elif address.of_api:
            assert answer.status_code == expected.KEY_NEEDED, path
        else:
            assert answer.status_code == expected.SIGN_IN_FIRST, path
            way_in = "/innsyn/login/" if path.startswith("/innsyn/") else "/login/"
            assert answer["Location"].startswith(way_in), path


def test_lists_and_other_pages_show_nothing_of_cases_that_the_policy_hides(world):
    for visitor in world.visitors:
        with transaction.atomic():
            actor = actor_of(visitor, world)
            seen = {state: expected.sight(actor, case) for state, case in world.cases.items()}
        sees_any = any(each.case for each in seen.values())
        sees_identity = any(each.identity for each in seen.values())
        for address, path in of_no_case(world):
            if path == expected.PICKER_OF_PATIENTS:
                continue  # names invented patients, and exists in the demonstration alone
            client = visitor.program if address.of_api else visitor.client
            answer = client.get(path)
            assert answer.status_code < 500, (visitor.name, path)
            text = answer.content.decode()
            for state, case in world.cases.items():
                # Whoever mends hand-overs to the archive sees the numbers of cases that have ended, and nothing more.
                numbered = seen[state].case or (path == ARCHIVE and state is State.GRANTED)
                assert numbered or case.number not in text, (visitor.name, path)
            hidden = () if sees_identity else IDENTITY
            hidden += () if sees_any else FREE_TEXT
            for word in hidden:
                assert word not in text, (visitor.name, path, word)


def test_a_forgotten_filter_is_found(world, monkeypatch):
    """The matrix must see the fault it is there for: a page that forgets to ask the policy."""

    def forgets(actor: Actor, number: str) -> Case:
        joined = ("method", "patient", "applicant", "trust", "department__trust", "division")
        return Case.objects.select_related(*joined).get(number=number)

    monkeypatch.setattr(selectors, "case_for", forgets)
    stranger = next(one for one in world.visitors if one.name.startswith("other department"))
    found = faults_of_pages(world, stranger, world.cases[State.DECISION], Counter())
    assert any("answered 200" in fault and "Godt dokumentert." in fault for fault in found)


def test_a_forgotten_mask_is_found(world, monkeypatch):
    """And the other one: a page that shows the patient to those who need not know."""
    monkeypatch.setattr(policy, "IDENTITY_ROLES", frozenset(Role))
    seen = expected.sight
    monkeypatch.setattr(
        expected, "sight", lambda actor, case: replace(seen(actor, case), identity=False)
    )
    director = next(one for one in world.visitors if one.name.endswith("anchoring_manager"))
    found = faults_of_pages(world, director, world.cases[State.DECISION], Counter())
    assert any(PATIENT_NAME in fault for fault in found)


@pytest.mark.parametrize("state", [State.CLINICAL_REVIEW, State.GRANTED])
def test_a_blocked_case_does_not_exist_for_anybody(world, state):
    """Every address × everybody, with the case closed to all: not even those who have it now are let in."""
    case = world.cases[state]
    manager = world.house.innlandet.person(Role.ACCESS_MANAGER)
    closed = expected.NO_SIGHT
    wanted = BlockWanted(number=case.number, reason="Pasienten har bedt om det.")
    faults, asked = [], 0
    methods = methods_of_api()
    with transaction.atomic():
        set_block(case.trust_id, wanted, by=manager, now=world.now)
        for visitor in world.visitors:
            for address, given in of_a_case(world, case):
                if _one_of_many(closed, given):
                    continue
                of_address = (
                    methods["/" + _as_described(address.pattern)] if address.of_api else [""]
                )
                for method in of_address:
                    answer = (
                        _asked(visitor, method, address, given)
                        if address.of_api
                        else visitor.client.get(address.filled(**given))
                    )
                    asked += 1
                    statuses = (
                        {expected.NOT_FOUND, expected.KEY_NEEDED}
                        if address.of_api
                        else {
                            expected.SIGN_IN_FIRST,
                            *expected.of_page(address, given, case, closed),
                        }
                    )
                    text = answer.content.decode(errors="replace")
                    own_name = visitor.person.name if visitor.person else ""  # stands in the menu
                    leaked = set(leaks(text + headers_of(answer), closed, case)) - {own_name}
                    if answer.status_code not in statuses or leaked:
                        faults.append(
                            (visitor.name, address.filled(**given), answer.status_code, leaked)
                        )
        transaction.set_rollback(True)
    assert faults == []
    assert asked > 200
