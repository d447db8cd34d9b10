"""The demonstration: its people, its hand-made cases in every state, and a country around them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from tests.cases.seeded import assert_rules_would_have_made, registers, replayed
from tests.support.databases import TestServer, switched

from likeverd.accounts.selectors import people_by_trust_and_role
from likeverd.cases import policy
from likeverd.cases.management.commands import seed_demo
from likeverd.cases.models import Case, CaseEvent
from likeverd.cases.records import facts_of
from likeverd.cases.seeding import cast, demonstration
from likeverd.cases.seeding.actions import demonstration as writing
from likeverd.cases.seeding.refused import NotSeeded
from likeverd.core.vocabulary import Action, Role, State, depth
from likeverd.core.workdays import OSLO, local_day
from likeverd.documents.models import Document
from likeverd.organisations.models import Deputyship, Membership, Person
from likeverd.organisations.selectors import actor_for
from likeverd.outbox.models import Message

NOW = datetime(2026, 11, 23, 6, 10, tzinfo=OSLO)
COUNTRY = 30
# A case that is moved is easier to walk than to look at: the one who takes over must be signed in.
NOT_PLAYED = (State.STOPPED, State.WITHDRAWN, State.CLOSED_BY_DEATH, State.MOVED)
PLAYED = len(demonstration.demo_cases.CASES) + len(demonstration.demo_elsewhere.ELSEWHERE)


@pytest.fixture(scope="module")
def demo(
    test_server: TestServer, template_database: str, django_db_blocker: Any
) -> Iterator[list[Case]]:
    """The demonstration with a smaller country, only looked at; answers the hand-made cases."""
    database = test_server.copy(template_database)
    try:
        with (
            django_db_blocker.unblock(),
            switched(test_server, database),
            pytest.MonkeyPatch.context() as patch,
        ):
            registers()
            patch.setattr(writing, "CASES_OF_THE_COUNTRY", COUNTRY)
            country, numbers = writing.write_demonstration(NOW)
            assert country == COUNTRY
            yield list(Case.objects.filter(number__in=numbers).order_by("id"))
    finally:
        test_server.drop(database)


def test_there_is_a_case_in_every_state_worth_looking_at(demo: list[Case]) -> None:
    assert Case.objects.count() == len(demo) + COUNTRY
    states = {State(case.state) for case in demo}
    assert states == set(State) - {*NOT_PLAYED}


def test_each_has_gone_through_the_rules(demo: list[Case]) -> None:
    for case in demo:
        assert_rules_would_have_made(case)
        assert replayed(case) == facts_of(case)


def test_everything_happened_before_now_and_no_case_begins_before_its_form(
    demo: list[Case],
) -> None:
    for event in CaseEvent.objects.filter(case__in=demo):
        assert datetime(2026, 1, 1, tzinfo=OSLO) <= event.at < NOW
    others = Case.objects.exclude(pk__in=[case.pk for case in demo])
    assert all(other.pk < demo[0].pk for other in others)


def one(demo: list[Case], **wanted: Any) -> Case:
    """The only hand-made case like this."""
    (found,) = [
        case for case in demo if all(getattr(case, key) == value for key, value in wanted.items())
    ]
    return found


def test_every_page_of_a_case_opens_for_its_applicant_and_its_director(demo: list[Case]) -> None:
    for case in demo:
        director = cast.FORDE_DIRECTOR if case.trust.code == cast.FORDE else cast.MEDICAL_DIRECTOR
        client = Client()
        client.force_login(case.applicant)
        assert client.get(reverse("cases:case", args=[case.number])).status_code == 200
        client.force_login(Person.objects.get(username=director.username))
        seen = client.get(reverse("cases:case", args=[case.number])).status_code
        assert seen == (200 if case.furthest >= depth(State.DECISION) else 404)


def test_a_draft_of_the_helper_waits_for_the_consultant(demo: list[Case]) -> None:
    case = one(demo, state=State.DRAFT, ready_for_consultant=True)
    consultant = Person.objects.get(username=cast.CANCER_DOCTOR.username)
    assert case in Case.objects.filter(policy.waiting_for(actor_for(consultant, local_day(NOW))))


def test_an_urgent_case_is_overdue_and_waits_for_the_lead(demo: list[Case]) -> None:
    lead = Person.objects.get(username=cast.NEURO_LEAD.username)
    waiting = Case.objects.filter(policy.waiting_for(actor_for(lead, local_day(NOW))))
    top = waiting.order_by("-urgent", "due_on")[0]
    assert top.urgent
    assert top.due_on < local_day(NOW)
    assert top.number in [case.number for case in demo]


def test_questions_are_bundled_and_tied_to_their_fields(demo: list[Case]) -> None:
    case = one(demo, state=State.AWAITING_ANSWERS)
    assert [asked["field"] for asked in case.questions] == [
        "larger_effect_documentation",
        "established_treatments",
        "yearly_cost",
    ]


def test_a_renewal_follows_a_grant_that_still_holds(demo: list[Case]) -> None:
    (renewal,) = [case for case in demo if case.earlier_case_id]
    assert renewal.earlier_case is not None
    assert renewal.earlier_case.state == State.GRANTED
    granted = CaseEvent.objects.get(case=renewal.earlier_case, kind="granted")
    assert date.fromisoformat(granted.kept.content["valid_until"]) > local_day(NOW)
    assert renewal.earlier_case.number in renewal.answers["earlier_applications_details"]


def test_a_case_from_paper_has_its_scan(demo: list[Case]) -> None:
    scan = Document.objects.get()
    assert scan.case.paper
    assert scan.kind == Document.PAPER_SCAN
    assert bytes(scan.content).startswith(b"%PDF-1.4")
    assert b"%%EOF" in bytes(scan.content)


def test_the_deputy_has_decided_a_case(demo: list[Case]) -> None:
    decided = CaseEvent.objects.get(action=Action.GRANT_WITH_CONDITIONS, case__in=demo)
    assert decided.by.username == cast.DEPUTY.person.username
    assert decided.deputy_for is not None
    assert decided.deputy_for.username == cast.MEDICAL_DIRECTOR.username
    held = Deputyship.objects.get()
    assert held.reason
    assert held.valid_from <= local_day(decided.at) <= held.valid_to


def test_others_have_a_part_in_three_cases(demo: list[Case]) -> None:
    forde = Person.objects.get(username=cast.FORDE_DIRECTOR.username)
    waiting = Case.objects.filter(policy.waiting_for(actor_for(forde, local_day(NOW))))
    home = one(demo, home_trust=forde.memberships.get().trust)
    review = one(demo, review_trust=forde.memberships.get().trust)
    assert {home, review} <= set(waiting)
    assert (home.state, review.state) == (State.DECISION, State.REFUSED)
    (advised,) = [case for case in demo if case.advice]
    assert [(one["answered"], one["considered"]) for one in advised.advice] == [(True, False)]


def test_the_short_chain_has_no_committee(demo: list[Case]) -> None:
    forde = [case for case in demo if case.trust.code == cast.FORDE]
    assert {case.state for case in forde} == {State.DECISION, State.CLINICAL_REVIEW}
    assert not CaseEvent.objects.filter(case__in=forde, state_after=State.COMMITTEE).exists()


def test_the_page_for_picking_a_person_offers_the_cast_alone(demo: list[Case]) -> None:
    offered = {
        someone.person.username
        for trust in people_by_trust_and_role(local_day(NOW))
        for role in trust.roles
        for someone in role.people
    }
    assert offered == {played.username for played in cast.CAST}
    assert Person.objects.filter(username__startswith="synt.", is_active=True).count() > 100
    page = Client().get("/demo/").content.decode()
    assert cast.MEDICAL_DIRECTOR.name in page
    innlandet = Membership.objects.filter(
        trust__code=cast.INNLANDET, person__username__startswith=cast.DEMO
    )
    assert set(innlandet.values_list("role", flat=True)) == {role.value for role in Role}


def test_everybody_is_invented_and_can_be_written_to_by_nobody(demo: list[Case]) -> None:
    assert not Person.objects.exclude(email__endswith="@example.org").exists()
    assert Person.objects.order_by("pk").first().username.startswith(cast.DEMO)
    secrets = {case.patient.name for case in demo}
    for message in Message.objects.all():
        assert not any(secret in message.subject + message.body for secret in secrets)


def test_the_demonstration_fills_an_empty_installation_alone(demo: list[Case]) -> None:
    before = Case.objects.count(), Person.objects.count()
    with pytest.raises(CommandError, match="already are cases"):
        call_command("seed_demo")
    assert before == (Case.objects.count(), Person.objects.count())


def test_a_failure_leaves_no_case(fresh_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(stage: Any) -> None:
        raise RuntimeError("the play is over")

    registers()
    monkeypatch.setattr(writing, "CASES_OF_THE_COUNTRY", 5)
    monkeypatch.setattr(
        demonstration.demo_cases, "CASES", (*demonstration.demo_cases.CASES[:2], fail)
    )
    with pytest.raises(RuntimeError):
        writing.write_demonstration(NOW)
    assert not Case.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("setting", "words"), [("PRODUCTION", "production"), ("", "import_register")]
)
def test_where_it_cannot_be_played_one_line_says_why(
    fresh_database: str,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    words: str,
) -> None:
    monkeypatch.setattr(seed_demo, "now", lambda: NOW)
    if setting:
        setattr(settings, setting, True)
    with pytest.raises(CommandError, match=words):
        call_command("seed_demo")
    assert not Person.objects.exists()


def test_it_needs_some_weeks_of_the_form(fresh_database: str) -> None:
    registers()
    with pytest.raises(NotSeeded, match="2026-03-02"):
        writing.write_demonstration(datetime(2026, 1, 20, 12, 0, tzinfo=OSLO))
    numbers: tuple[str, ...] = ()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "CASES_OF_THE_COUNTRY", 5)
        _, numbers = writing.write_demonstration(datetime(2026, 3, 2, 12, 0, tzinfo=OSLO))
    assert len(numbers) == PLAYED + 1


def test_the_command_tells_what_it_made(
    fresh_database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    registers()
    monkeypatch.setattr(writing, "CASES_OF_THE_COUNTRY", 5)
    monkeypatch.setattr(seed_demo, "now", lambda: NOW)
    call_command("seed_demo")
    assert capsys.readouterr().out == "Made 20 cases by hand and 5 of a whole country.\n"
    newest = CaseEvent.objects.order_by("-at").first()
    assert newest is not None
    assert NOW - newest.at < timedelta(days=6)
