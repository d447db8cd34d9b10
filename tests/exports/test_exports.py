"""Nothing leaves in a file without an owner, a purpose, a list of what is in it, a row in the log, and an end."""

import csv
import io
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER, begin, sent_as_far_as

from likeverd.audit.models import AccessEntry
from likeverd.core.exporting import DANGEROUS, as_csv
from likeverd.core.vocabulary import EXPORTING_ROLES, Action, Role
from likeverd.exports import tasks
from likeverd.exports.models import Export

WHY = "Årsrapport til styret"


@given(
    st.lists(
        st.lists(
            st.text(max_size=12) | st.sampled_from(DANGEROUS).map(lambda c: c + "cmd"), min_size=1
        )
    )
)
def test_no_cell_begins_a_formula_and_every_word_comes_back(rows):
    text = as_csv(["=a"], rows).decode("utf-8-sig")
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
        for cell in line:
            assert not cell.startswith(DANGEROUS)
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))


@pytest.fixture
def house(db):
    return build_house()


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def take_out(client, **changed):
    return client.post(reverse("exports:exports"), {"purpose": WHY} | changed)


@pytest.mark.django_db
def test_a_list_is_taken_out_without_patients_and_each_case_is_noted(house):
    case = sent_as_far_as(house, Action.RECOMMEND, now=timezone.now())
    begin(house, house.small)
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    client = signed_in(director)
    assert take_out(client).status_code == 302
    export = Export.objects.get()
    assert (export.owner, export.purpose, export.rows) == (director, WHY, 1)
    assert AccessEntry.objects.get(case=case.pk, kind="export").practitioner == director
    answer = client.get(reverse("exports:fetch", args=[export.pk]))
    text = answer.content.decode("utf-8-sig")
    assert case.number in text
    assert "attachment" in answer["Content-Disposition"]
    for secret in (PATIENT_NUMBER, "Oppdiktet Person", "LS-"):
        assert secret not in text
    assert AccessEntry.objects.filter(shown=["export_file"], practitioner=director).count() == 1


@pytest.mark.django_db
def test_without_a_purpose_there_is_no_export(house):
    client = signed_in(house.innlandet.person(Role.MEDICAL_DIRECTOR))
    answer = take_out(client, purpose="kort")
    assert answer.status_code == 422
    assert "field-purpose" in answer.content.decode()
    assert not Export.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role not in EXPORTING_ROLES])
def test_others_take_nothing_out(house, role):
    client = signed_in(house.innlandet.person(role))
    assert client.get(reverse("exports:exports")).status_code == 403
    assert take_out(client).status_code == 403
    assert "/uttrekk/" not in client.get(reverse("cases:work_list")).content.decode()


@pytest.mark.django_db
def test_an_export_is_its_owners_alone_and_another_trusts_list_is_not_given(house):
    sent_as_far_as(house, Action.RECOMMEND, now=timezone.now())
    owner = signed_in(house.innlandet.person(Role.MEDICAL_DIRECTOR))
    take_out(owner)
    export = Export.objects.get()
    for other in (
        house.innlandet.person(Role.ASSESSMENT_COMMITTEE),
        house.small.person(Role.MEDICAL_DIRECTOR),
    ):
        client = signed_in(other)
        assert client.get(reverse("exports:fetch", args=[export.pk])).status_code == 404
        client.post(reverse("exports:end", args=[export.pk]))
    export.refresh_from_db()
    assert export.content is not None
    assert take_out(owner, trust=str(house.small.trust.pk)).status_code == 403


@pytest.mark.django_db
def test_an_expired_file_is_not_handed_out_and_is_deleted_and_the_row_stays(house):
    client = signed_in(house.innlandet.person(Role.MEDICAL_DIRECTOR))
    take_out(client)
    export = Export.objects.get()
    now = timezone.now()
    old = Export.objects.create(
        trust=export.trust,
        owner=export.owner,
        purpose=WHY,
        columns=[],
        rows=0,
        checksum="0" * 64,
        content=b"x",
        created_at=now - timedelta(days=8),
        expires_at=now - timedelta(days=1),
    )
    assert client.get(reverse("exports:fetch", args=[old.pk])).status_code == 404
    tasks.empty_expired(0)
    old.refresh_from_db()
    export.refresh_from_db()
    assert old.content is None
    assert old.emptied_at is not None
    assert export.content is not None
    client.post(reverse("exports:end", args=[export.pk]))
    assert client.get(reverse("exports:fetch", args=[export.pk])).status_code == 404
    assert Export.objects.filter(purpose=WHY).count() == 2


@pytest.mark.django_db
def test_the_database_keeps_owner_purpose_and_end(house):
    now = timezone.now()
    given = {
        "trust": house.innlandet.trust,
        "owner": house.innlandet.person(Role.MEDICAL_DIRECTOR),
        "columns": [],
        "rows": 0,
        "checksum": "",
        "content": b"x",
        "created_at": now,
    }
    for wrong in (
        {"purpose": "", "expires_at": now + timedelta(days=1)},
        {"purpose": WHY, "expires_at": now},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Export.objects.create(**given, **wrong)
    for statement in ("DELETE FROM exports_export", "UPDATE exports_export SET purpose = 'x'"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_the_worker_deletes_expired_files_though_it_may_read_none(fresh_database, test_server):
    house = build_house()
    now = timezone.now()
    given_ = {
        "trust": house.innlandet.trust,
        "owner": house.innlandet.person(Role.MEDICAL_DIRECTOR),
        "purpose": WHY,
        "columns": [],
        "rows": 0,
        "checksum": "0" * 64,
        "content": b"x",
        "created_at": now - timedelta(days=8),
    }
    old = Export.objects.create(**given_, expires_at=now - timedelta(minutes=1))
    new = Export.objects.create(**given_, expires_at=now + timedelta(days=1))
    with test_server.connect(fresh_database) as session:
        session.execute("SET ROLE likeverd_job")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            session.execute("SELECT content FROM exports_export")
        assert session.execute("SELECT likeverd_empty_expired_exports()").fetchone() == (1,)
    contents = dict(Export.objects.values_list("pk", "content"))
    assert (contents[old.pk], contents[new.pk] is None) == (None, False)


def test_the_job_runs_every_ten_minutes():
    from procrastinate.contrib.django import app

    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert crons["exports.empty_expired"] == "*/10 * * * *"
