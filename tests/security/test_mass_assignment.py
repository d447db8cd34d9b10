"""Every form and body, sent with the name of every column that exists: nothing changes but what is asked for."""

from __future__ import annotations

import datetime
import json
import re
import uuid
from collections import Counter
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from tests.security.hostile_files import pdfs
from tests.security.world import Visitor, World
from tests.support.house import House
from tests.support.journey import PATIENT_NUMBER, answers_for

from likeverd.cases.models import Case
from likeverd.core.forms.individual_exception import DEFINITION
from likeverd.core.vocabulary import Action, Role, State

CASE_NUMBER = re.compile(r"[A-Z]{2}-\d{4}-\d{6}")
HASH = re.compile(r"^[0-9a-f]{32,128}$")
RUNNING_NUMBERS = {
    "id",
    "case_id",
    "event_id",
    "content_hash",
    "request_hash",
    "key",
    "salt",
    "digest",
}
# What each try leaves behind by nature: the session's last use, queued jobs, the log's own chain.
BESIDE_THE_POINT = ("django_session", "procrastinate_", "audit_", "accounts_signedinsession")
# Names that some form asks for, beside the questions of the application.
NAMES_WITH_MEANING = {
    *("csrfmiddlewaretoken", "language", "file", "words", "next", "key", "end"),
    *("paper", "paper_received", "applicant", "renew", "why_new"),
}
# The answer to a fault leaves out where in the request a key stood, and so cannot name a key called that.
PLACES_IN_A_REQUEST = ("body", "query", "path", "header", "payload")


def column_names() -> set[str]:
    """The name of every field of every model, with and without the ending of a reference."""
    names = set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if hasattr(field, "attname"):
                names |= {field.name, field.attname}
    return names | {
        "pk",
        "is_staff",
        "is_superuser",
        "is_active",
        "role",
        "roles",
        "grants",
        "actor",
    }


def rows() -> Counter[tuple[str, tuple[Any, ...]]]:
    """Every row of ours, without what differs from one try to the next: times, chance and running numbers."""
    found: Counter[tuple[str, tuple[Any, ...]]] = Counter()
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table.startswith(BESIDE_THE_POINT):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name of the catalogue
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                found[table, tuple(_plain(n, v) for n, v in zip(names, row, strict=True))] += 1
    return found


def _plain(name: str, value: Any) -> Any:
    if name in RUNNING_NUMBERS:
        return name
    if isinstance(value, datetime.datetime | uuid.UUID | memoryview | bytes):
        return type(value).__name__
    text = json.dumps(value, sort_keys=True, default=str)
    if HASH.match(text.strip('"')):
        return "hash"
    return CASE_NUMBER.sub("number", text)


def outcome(visitor: Visitor, path: str, content: Any, *, program: bool = False) -> tuple[int, Any]:
    """The status, and which rows came and went. Undone afterwards."""
    with transaction.atomic():
        before = rows()
        if program:
            answer = visitor.program.generic(
                "PUT" if path.endswith("/draft") else "POST",
                path,
                json.dumps(content),
                content_type="application/json",
            )
        else:
            answer = visitor.client.post(path, content)
        after = rows()
        transaction.set_rollback(True)
    return answer.status_code, (after - before, before - after)


def visitor_of(world: World, role: Role) -> Visitor:
    return next(one for one in world.visitors if one.name == f"innlandet {role}")


def forms(world: World) -> dict[str, tuple[Visitor, str, dict[str, Any]]]:
    """Every form that changes something: who posts it, where, and what it asks for."""
    draft = world.cases[State.DRAFT]
    review = world.cases[State.CLINICAL_REVIEW]
    consultant = visitor_of(world, Role.TREATING_CONSULTANT)
    lead = visitor_of(world, Role.CLINICAL_LEAD_REVIEWER)
    answers = {"plan_purpose": "Et annet formål.", "revision": draft.draft_revision}
    begun = {
        "department": world.house.innlandet.department.pk,
        "identity_number": PATIENT_NUMBER,
        "patient_name": "Oppdiktet Person",
        "applicant": consultant.person.pk,
        "why_new": "ny",
        "begin": "1",
    }
    deputy = {
        "role": _membership(world.house, Role.CLINICAL_LEAD_REVIEWER),
        "deputy": world.house.innlandet.person(Role.TREATING_CONSULTANT).pk,
        "first_day": world.now.date().isoformat(),
        "last_day": world.now.date().isoformat(),
        "reason": "Ferie",
    }
    step = {
        **{
            name: "on" if value is True else value
            for name, value in answers_for(Action.ASSESS, world.now).items()
        },
        "version": review.version,
        "state": review.state,
    }
    return {
        "draft": (consultant, f"/saker/{draft.number}/soknad/", answers),
        "autosave": (consultant, f"/saker/{draft.number}/soknad/lagre/", answers),
        "step": (lead, f"/saker/{review.number}/steg/assess/", step),
        "new case": (consultant, f"/saker/ny/{world.house.method.pk}/", begun),
        "deputy": (lead, "/stedfortredere/", deputy),
        "language": (consultant, "/language/", {"language": "nn", "next": "/"}),
    }


def _membership(house: House, role: Role) -> int:
    from likeverd.organisations.models import Membership

    return Membership.objects.get(person=house.innlandet.person(role)).pk


def extra_for(content: dict[str, Any]) -> dict[str, str]:
    """Every column's name that the form does not ask for, with a value that many columns would take."""
    asked = {field.key for field in DEFINITION.fields} | set(content) | NAMES_WITH_MEANING
    return dict.fromkeys(sorted(column_names() - asked), "1")


@pytest.mark.parametrize("name", ["draft", "autosave", "step", "new case", "deputy", "language"])
def test_a_form_takes_only_what_it_asks_for(world, name):
    visitor, path, content = forms(world)[name]
    plain = outcome(visitor, path, content)
    loaded = outcome(visitor, path, extra_for(content) | content)
    assert plain[0] in (200, 302), "the form itself must work, or this is no test"
    assert any(plain[1]), "the form must change something, or this is no test"
    assert loaded == plain


def test_a_file_takes_no_word_of_its_sender_for_what_it_is(world):
    draft = world.cases[State.DRAFT]
    visitor = visitor_of(world, Role.TREATING_CONSULTANT)
    path = f"/saker/{draft.number}/vedlegg/"

    def content(more: dict[str, str]) -> dict[str, Any]:
        return more | {"file": SimpleUploadedFile("a.pdf", pdfs.made(), "text/html")}

    plain = outcome(visitor, path, content({}))
    loaded = outcome(
        visitor, path, content(extra_for({}) | {"scan": "clean", "kind": "paper_scan"})
    )
    assert plain[0] == 302
    assert loaded == plain


def bodies(world: World) -> dict[str, tuple[Visitor, str, dict[str, Any]]]:
    draft = world.cases[State.DRAFT]
    review = world.cases[State.CLINICAL_REVIEW]
    consultant = visitor_of(world, Role.TREATING_CONSULTANT)
    lead = visitor_of(world, Role.CLINICAL_LEAD_REVIEWER)
    return {
        "begin": (
            consultant,
            "/api/v1/cases",
            {
                "department": world.house.innlandet.department.pk,
                "method": world.house.method.pk,
                "identity_number": PATIENT_NUMBER,
                "patient_name": "Oppdiktet Person",
                "why_new": "ny",
            },
        ),
        "draft": (
            consultant,
            f"/api/v1/cases/{draft.number}/draft",
            {"revision": draft.draft_revision, "answers": {"plan_purpose": "Et annet formål."}},
        ),
        "act": (
            lead,
            f"/api/v1/cases/{review.number}/actions/assess",
            {"version": review.version, "answers": answers_for(Action.ASSESS, world.now)},
        ),
    }


@pytest.mark.parametrize("name", ["begin", "draft", "act"])
def test_a_body_with_anything_more_is_refused_whole(world, name):
    visitor, path, content = bodies(world)[name]
    status, changed = outcome(visitor, path, content, program=True)
    assert status in (200, 201)
    assert any(changed)
    for extra in sorted(column_names() - set(content) - {"applicant", "paper_received", "renews"}):
        if extra in ("revision", "key"):
            continue
        answer = visitor.program.generic(
            "PUT" if name == "draft" else "POST",
            path,
            json.dumps(content | {extra: 1}),
            content_type="application/json",
        )
        assert answer.status_code == 422, extra
        assert extra in PLACES_IN_A_REQUEST or extra in answer.content.decode()


def test_answers_that_the_form_does_not_have_are_not_kept(world):
    draft = world.cases[State.DRAFT]
    visitor = visitor_of(world, Role.TREATING_CONSULTANT)
    content = {"revision": draft.draft_revision, "answers": dict.fromkeys(column_names(), "1")}
    with transaction.atomic():
        answer = visitor.program.put(
            f"/api/v1/cases/{draft.number}/draft", content, content_type="application/json"
        )
        kept = Case.objects.get(pk=draft.pk)
        transaction.set_rollback(True)
    assert answer.status_code in (200, 422)
    assert set(kept.answers) <= {field.key for field in DEFINITION.fields}
    assert (kept.state, kept.version, kept.applicant_id) == (
        draft.state,
        draft.version,
        draft.applicant_id,
    )


def test_the_comparison_sees_a_change(world):
    """The same form with another word in it changes other rows."""
    visitor, path, content = forms(world)["draft"]
    assert outcome(visitor, path, content) != outcome(
        visitor, path, content | {"plan_purpose": "Noe helt annet."}
    )
