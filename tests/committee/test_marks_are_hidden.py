"""Before the spread opens, everybody asks every address, every call of the API and search: no mark comes out.

The secrets are words and a code that stand in the marks alone, so that finding one in an answer shows where it is from.
"""

import json
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from tests.security.addresses import addresses
from tests.security.expected import open_to_all
from tests.security.test_matrix import methods_of_api
from tests.support.committee import Committee, mark_answers, settle_committee
from tests.support.house import build_house

from likeverd.accounts.actions import issue_token
from likeverd.committee import actions
from likeverd.committee.models import Item, Mark, Meeting
from likeverd.core.lifecycle import TABLE
from likeverd.core.vocabulary import Action, Role, State
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for

SECRET = "hemmeligvurdering{}"


@pytest.fixture
def scene(fresh_database):
    """An open meeting in which six have marked, each with words of an own."""
    now = timezone.now()
    committee = settle_committee(build_house())
    case = committee.waiting_case(now=now)
    meeting = committee.plan(now=now)
    committee.clear(case, now=now)
    committee.open(meeting, now=now)
    item = committee.item_of(meeting, case)
    for name, person in committee.people.items():
        if name != "sekretaer":
            given = mark_answers(note=SECRET.format(name))
            actions.mark(item.pk, given, by=person, now=now)
    return committee, case, meeting, item


def everybody(committee: Committee) -> list[Person]:
    """The seven, every role of the hospital, and those with the widest sight at the other one."""
    house = committee.house
    foreign = (Role.ASSESSMENT_COMMITTEE, Role.MEDICAL_DIRECTOR, Role.TREATING_CONSULTANT)
    return [
        *committee.people.values(),
        *house.innlandet.people.values(),
        *(house.small.person(role) for role in foreign),
    ]


def paths(case, meeting, item, house) -> Iterator[str]:
    """Every address with this case, meeting and item put in, and what can be searched."""
    given = {
        "number": case.number,
        "dossier": "00000000-0000-4000-8000-000000000000",
        "meeting": meeting.pk,
        "item": item.pk,
        "method": house.method.pk,
        "scheme": "individual_exception",
        "finding": 1,
        "export": 1,
        "language": "nb",
        "key": house.method.key,
        "rule": "off_label.decided",
        "kind": "trial",
        "entry": "studien",
        "event": 1,
        "document": 1,
        "letter": 1,
        "trust": house.innlandet.trust.code,
        "end": "refused",
        "version": 1,
        "hold": 1,
    }
    for address in addresses():
        if open_to_all(address):
            continue  # the same to everybody, signed in or not: they show nothing of a case
        if "action" in address.parts:
            # What the table knows while the case is with the committee, and something that it does not know there.
            here = {action for state, action in TABLE if state is State.COMMITTEE}
            for action in sorted(here | {Action.SUBMIT, Action.GRANT}):
                yield address.filled(**given, action=action.value)
        else:
            yield address.filled(**given)
    yield "/sok/?q=hemmeligvurdering"
    yield f"/sok/?q={case.number}"


def others_secrets(committee: Committee, person: Person) -> list[str]:
    """The words of everybody's mark but the person's own."""
    return [
        SECRET.format(name) for name, other in committee.people.items() if other.pk != person.pk
    ]


@pytest.mark.timeout(600)  # some fourteen hundred pages
def test_no_address_tells_anothers_mark_before_the_spread_opens(scene):
    committee, case, meeting, item = scene
    leaked, asked, own = [], 0, 0
    for person in everybody(committee):
        browser = Client(raise_request_exception=False)
        browser.force_login(person)
        for path in paths(case, meeting, item, committee.house):
            text = browser.get(path).content.decode(errors="replace")
            asked += 1
            leaked += [
                (person.username, path, w) for w in others_secrets(committee, person) if w in text
            ]
            own += any(SECRET.format(n) in text for n, p in committee.people.items() if p == person)
    assert leaked == []
    assert asked > 1000
    assert own >= 6, "each member reads the own mark, so the words can be found where they stand"


@pytest.mark.timeout(600)
def test_no_call_of_the_api_tells_a_mark_before_the_spread_opens(scene):
    committee, case, *_ = scene
    leaked, asked = [], 0
    for person in everybody(committee):
        token = issue_token(person, now=timezone.now())
        program = Client(
            headers={"Authorization": f"Bearer {token}"}, raise_request_exception=False
        )
        for path, methods in methods_of_api().items():
            filled = path.replace("{number}", case.number).replace("{action}", "recommend")
            for method in methods:
                with transaction.atomic():
                    answer = program.generic(
                        method, filled, json.dumps({}), content_type="application/json"
                    )
                    transaction.set_rollback(True)
                asked += 1
                if "hemmeligvurdering" in answer.content.decode(errors="replace"):
                    leaked.append((person.username, method, path))
    assert leaked == []
    assert asked > 100


def test_the_database_itself_keeps_the_marks_until_the_spread_opens(scene):
    committee, _, _, item = scene
    now = timezone.now()
    with transaction.atomic():
        actor_for(committee["leder"], local_day(now))
        assert [m.person_id for m in Mark.objects.all()] == [committee["leder"].pk]
    director = committee.hospital.person(Role.MEDICAL_DIRECTOR)
    with transaction.atomic():
        actor_for(director, local_day(now))
        assert Mark.objects.count() == 0
    actions.open_spread(item.pk, without_the_rest=True, by=committee["leder"], now=now)
    with transaction.atomic():
        actor_for(committee["etiker"], local_day(now))
        assert Mark.objects.count() == 6


def test_the_log_and_the_cases_events_hold_no_mark(scene):
    tables = ("audit_accessentry", "cases_caseevent", "cases_eventcontent", "outbox_message")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"SELECT count(*) FROM {table} t WHERE t::text LIKE '%%hemmeligvurdering%%'"  # noqa: S608
            )
            assert cursor.fetchone() == (0,), table


def test_everybody_at_the_item_reads_them_when_it_is_open(scene):
    committee, _, _, item = scene
    actions.open_spread(item.pk, without_the_rest=False, by=committee["leder"], now=timezone.now())
    browser = Client()
    browser.force_login(committee["okonom"])
    text = browser.get(f"/komite/punkt/{item.pk}/").content.decode()
    assert all(word in text for word in others_secrets(committee, committee["sekretaer"]))
    stranger = Client()
    stranger.force_login(committee.house.small.person(Role.MEDICAL_DIRECTOR))
    assert stranger.get(f"/komite/punkt/{item.pk}/").status_code == 404
    assert Item.objects.count() == 1
    assert Meeting.objects.count() == 1
