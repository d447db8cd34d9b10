"""A trust's answers are the same, byte for byte, whether another trust has any cases or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from tests.security.addresses import addresses, of_a_case, of_no_case
from tests.security.world import World, build_world
from tests.support.databases import TestServer, switched
from tests.support.journey import PATIENT_NUMBER, begin, complete, step

from likeverd.cases.models import Case
from likeverd.core.vocabulary import Action, Role, State
from likeverd.documents import actions as documents

# What differs at every request by intention: the token of a form, and the key that makes a step happen once.
CHANCE = re.compile(
    rb'(name="csrfmiddlewaretoken" value="|name="key" value="|"X-CSRFToken": ?")[^"]*'
)
# The page of one's own sign-ins says when each was last used: the clock goes on between the two rounds.
CLOCK = re.compile(rb"kl\.(?: |\xc2\xa0)\d\d\.\d\d|\d\d:\d\d:\d\d(\.\d+)?")
SIGN_INS = "/innlogginger/"
# The hospital's time on a running case goes on between the two rounds.
MINUTES = re.compile(rb"\d+(?: |\xc2\xa0)minutt(?:er)?")
# Like cases are national by intention (ADR 0043): another trust's decision may add a de-identified row, and no more.
LIKE_CASES = re.compile(r"/(like-saker/|like-cases)$")
# Those who keep the national register are told how many cases of all trusts a method has, and nothing of any of them.
REGISTER = "/metoderegister/"
# The demo's picker names everybody, and exists in demo and test alone.
# Roles that read no case are asked for what names none; tests/security/test_matrix asks them for the rest.
SEE_NO_CASE = (
    Role.ACCESS_MANAGER.value,
    Role.LOG_REVIEWER.value,
    Role.METHOD_SECRETARIAT.value,
    Role.PROCEDURE_KEEPER.value,
    Role.ARCHIVIST.value,
)
NOT_OF_A_TRUST = {"picker", "form_token"}


@dataclass
class Twin:
    """The trust's answers when it is alone, and when another trust has cases."""

    alone: dict[str, bytes]
    beside: dict[str, bytes]
    foreign: list[str]


@pytest.fixture(scope="module")
def twin(
    module_database: str, test_server: TestServer, django_db_blocker: Any, template_database: str
) -> Iterator[Twin]:
    world = build_world()
    with switched(test_server, module_database):
        pass  # closes the connections, so that the database can be copied
    from django.db import connections

    connections.close_all()
    second = test_server.copy(module_database)
    try:
        with switched(test_server, second):
            foreign = fill_the_other_trust(world)
            beside = dict(answers(world, foreign))
        alone = dict(answers(world, foreign))
        yield Twin(alone, beside, foreign)
    finally:
        test_server.drop(second)


def fill_the_other_trust(world: World) -> list[str]:
    """Cases of the other trust: the same patient, the same method, some ended, one with a file."""
    small, now = world.house.small, world.now
    numbers = []
    for index in range(4):
        case = begin(world.house, small, now=now, why_new=f"ny {index}")
        numbers.append(case.number)
        if index == 0:
            documents.attach(
                case.number,
                name="svar.pdf",
                content=_pdf(),
                by=case.applicant,
                now=now,
            )
            continue
        case = step(complete(case, now=now), Action.SUBMIT, case.applicant, now=now)
        if index > 1:
            step(case, Action.ASSESS, small.person(Role.CLINICAL_LEAD_REVIEWER), now=now)
        if index > 2:
            step(case, Action.GRANT, small.person(Role.MEDICAL_DIRECTOR), now=now)
    return numbers


def _pdf() -> bytes:
    from tests.security.hostile_files import pdfs

    return pdfs.made()


def answers(world: World, foreign: list[str]) -> Iterator[tuple[str, bytes]]:
    """What everybody of the trust is answered, everywhere, with the token of each form struck out."""
    for visitor in world.visitors:
        if not visitor.name.startswith(("innlandet", "other department", "without")):
            continue
        works = visitor.person is not None and not visitor.name.endswith(SEE_NO_CASE)
        for path in paths(world, foreign) if works else paths_of_no_case(world):
            if visitor.name.endswith(Role.METHOD_SECRETARIAT) and path.startswith(REGISTER):
                continue
            client = visitor.program if path.startswith("/api/") else visitor.client
            answer = whole(client.get(path))
            answer = CLOCK.sub(b"", answer) if path == SIGN_INS else MINUTES.sub(b"", answer)
            yield f"{visitor.name} {path}", answer
        searched = [PATIENT_NUMBER, "Demolimab", *foreign, "LS-", "Oppdiktet"]
        for words in searched:
            answer = visitor.client.post("/sok/", {"words": words})
            yield f"{visitor.name} search {words}", whole(answer)
        ahead = visitor.client.post(f"/saker/ny/{world.house.method.pk}/", new_case(world))
        yield f"{visitor.name} before writing", whole(ahead)
        wanted = {"number": foreign[0], "version": 1, "answers": {}}
        answer = visitor.program.post(
            f"/api/v1/cases/{foreign[0]}/actions/grant", wanted, content_type="application/json"
        )
        yield f"{visitor.name} grant", whole(answer)


def paths_of_no_case(world: World) -> Iterator[str]:
    """Every address that names no case."""
    for address, path in of_no_case(world):
        if address.name not in NOT_OF_A_TRUST:
            yield path


def paths(world: World, foreign: list[str]) -> Iterator[str]:
    """Every address: of no case, of the trust's own, of the other trust's, and of none at all."""
    yield from paths_of_no_case(world)
    yield from ("/arbeid/enheten/?state=open&urgent=1", "/api/v1/cases?state=ended", "/ingen/side/")
    for state in (State.DRAFT, State.DECISION):
        for address, given in of_a_case(world, world.cases[state]):
            # The pages of a step show like cases, which are national.
            if address.name != "step" and given.get("action", "grant") in ("grant", "refuse"):
                yield address.filled(**given)
    for number in foreign:
        for address in addresses():
            if "number" in address.parts:
                yield address.filled(number=number, action="grant", document=2, letter=1)


def new_case(world: World) -> dict[str, object]:
    """The page before writing, asked about a patient whom both trusts know, by another name."""
    return {
        "department": world.house.innlandet.department.pk,
        "identity_number": PATIENT_NUMBER,
        "patient_name": "Annet Navn",
        "applicant": world.house.innlandet.person(Role.TREATING_CONSULTANT).pk,
    }


def whole(answer: Any) -> bytes:
    """Status, headers and content, without what chance put there."""
    kept = sorted(
        f"{name}: {value}"
        for name, value in answer.headers.items()
        if name.lower() not in ("content-length", "x-request-id")  # each request has its own
    )
    head = f"{answer.status_code}\n" + "\n".join(kept)
    return head.encode() + b"\n\n" + CHANCE.sub(rb"\1", answer.content)


def test_nothing_of_another_trusts_data_changes_an_answer(twin):
    differing = [where for where, answer in twin.alone.items() if twin.beside[where] != answer]
    assert [where for where in differing if not LIKE_CASES.search(where)] == []
    assert len(twin.alone) > 500


def test_a_like_case_of_another_trust_says_nothing_of_whose_it_is(twin):
    """The pages of like cases may differ by a row; it names no case, trust, hospital, person or day of the other."""
    differing = [
        where
        for where, answer in twin.alone.items()
        if LIKE_CASES.search(where) and twin.beside[where] != answer
    ]
    assert differing
    for where in differing:
        added = set(twin.beside[where].decode().split()) - set(twin.alone[where].decode().split())
        told = " ".join(added)
        assert not re.search(r"LS-|Lite\b|Sykehus|\d{4}|\d{6}", told), where


def test_the_comparison_sees_data_of_the_trust_itself(twin):
    """An answer with cases is not an empty one: the comparison compares something."""
    seen = [answer for where, answer in twin.alone.items() if where.endswith("/arbeid/enheten/")]
    assert any(b"/saker/SI-" in answer for answer in seen)
    assert not any(
        b"/saker/LS-" in answer for answer in twin.beside.values() if answer[:3] == b"200"
    )


def test_the_other_trusts_cases_are_there(twin, module_database):
    assert len(twin.foreign) == 4
    assert not Case.objects.filter(number__in=twin.foreign).exists()
