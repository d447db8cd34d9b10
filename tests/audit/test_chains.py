"""The logs cannot lie: whatever is done to a row behind the application's back, the check names it."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.support.copies import copies_of
from tests.support.house import build_house
from tests.support.journey import case_in_state, sent_as_far_as

from likeverd.audit import tasks, verification
from likeverd.audit.models import AccessEntry, ChainHead, ChainLink
from likeverd.audit.selectors import heads
from likeverd.audit.verification import FAULTS, verify
from likeverd.cases.models import CaseEvent, EventContent
from likeverd.core.vocabulary import Action, Role, State
from likeverd.outbox.models import Message


@pytest.fixture
def world(fresh_database):
    """Two hospitals with a case each, and some looks at one of them."""
    house = build_house()
    case = sent_as_far_as(house, Action.RECOMMEND)
    case_in_state(house, State.DECISION, now=timezone.now())
    client = Client()
    client.force_login(house.innlandet.person(Role.MEDICAL_DIRECTOR))
    for _ in range(3):
        assert client.get(reverse("cases:case", args=[case.number])).status_code == 200
    assert client.get(reverse("cases:unit")).status_code == 200
    return case


def faults(exported=()):
    return [
        (chain.log, fault.sequence, fault.what)
        for chain in verify(exported, "owner")
        for fault in chain.faults
    ]


def as_superuser(test_server, database, *statements):
    """What somebody with all rights on the server can do; triggers are no hindrance to such a one."""
    with test_server.connect(database) as superuser:
        superuser.execute("SET session_replication_role = replica")
        for statement in statements:
            superuser.execute(statement)


def test_everything_is_chained_and_whole(world):
    assert faults() == []
    assert ChainLink.objects.filter(log="case_events").count() == CaseEvent.objects.count() > 5
    assert ChainLink.objects.filter(log="access").count() == AccessEntry.objects.count() > 3
    call_command("verify_log")


@pytest.mark.parametrize(
    ("statement", "log", "what"),
    [
        (
            "UPDATE cases_caseevent SET by_id = by_id + 1 WHERE sequence = 2",
            "case_events",
            "row changed",
        ),
        (
            "UPDATE cases_caseevent SET at = at - interval '1 day' WHERE sequence = 2",
            "case_events",
            "row changed",
        ),
        (
            "UPDATE cases_eventcontent SET body = '{}' WHERE event_id = (SELECT min(id) FROM cases_caseevent)",
            "case_events",
            "content changed",
        ),
        (
            "DELETE FROM cases_eventcontent WHERE event_id = (SELECT min(id) FROM cases_caseevent)",
            "case_events",
            "content gone",
        ),
        ("DELETE FROM cases_caseevent WHERE sequence = 2", "case_events", "row gone"),
        (
            "DELETE FROM audit_chainlink WHERE log = 'case_events' AND sequence = 2",
            "case_events",
            "gap",
        ),
        (
            "UPDATE audit_chainlink SET hash = repeat('a', 64) WHERE log = 'access' AND sequence = 2",
            "access",
            "hash",
        ),
        (
            "UPDATE audit_accessentry SET practitioner_id = NULL WHERE id = (SELECT min(id) FROM audit_accessentry)",
            "access",
            "row changed",
        ),
        (
            "DELETE FROM audit_accessentry WHERE id = (SELECT min(id) FROM audit_accessentry)",
            "access",
            "row gone",
        ),
        (
            "UPDATE audit_chainhead SET hash = repeat('b', 64) WHERE log = 'access'",
            "access",
            "tail does not fit the stored head",
        ),
        (
            """INSERT INTO audit_accessentry (trust_id, at, kind, hpr_nr, role, purpose_of_use, purpose_of_use_details,
            decision_ref, shown, page) SELECT trust_id, now(), 'read', '', '', 'TREAT', 'role', '', '{}', ''
            FROM audit_accessentry LIMIT 1""",
            "access",
            "row never became a link",
        ),
    ],
)
def test_what_a_superuser_does_is_named(world, test_server, fresh_database, statement, log, what):
    as_superuser(test_server, fresh_database, statement)
    found = faults()
    assert found, "nothing was noticed"
    assert found[0][0] == log
    assert what in found[0][2]
    with pytest.raises(CommandError, match="not whole"):
        call_command("verify_log")


CUT = (
    "DELETE FROM cases_eventcontent WHERE event_id = (SELECT max(id) FROM cases_caseevent)",
    "DELETE FROM audit_chainlink WHERE log = 'case_events' AND record = (SELECT max(id) FROM cases_caseevent)",
    "DELETE FROM cases_caseevent WHERE id = (SELECT max(id) FROM cases_caseevent)",
    """UPDATE audit_chainhead head SET (sequence, hash) = (
        SELECT link.sequence, link.hash FROM audit_chainlink link
        WHERE link.log = head.log AND link.trust_id = head.trust_id ORDER BY link.sequence DESC LIMIT 1)
        WHERE head.log = 'case_events'""",
)


def test_a_cut_tail_with_a_mended_head_is_seen_only_by_the_exported_heads(
    world, test_server, fresh_database, tmp_path
):
    call_command("export_heads", to=tmp_path)
    (file,) = tmp_path.glob("heads-*.jsonl")
    with transaction.atomic(using="owner"):
        exported = heads("owner")
    as_superuser(test_server, fresh_database, *CUT)
    assert faults() == []
    assert any("tail cut: behind the exported head by 1" in what for _, _, what in faults(exported))
    with pytest.raises(CommandError, match="not whole"):
        call_command("verify_log", heads=[file])


def test_a_history_written_anew_differs_from_the_exported_heads(world, test_server, fresh_database):
    exported = heads("owner")
    rewrite = """
        WITH RECURSIVE anew AS (
            SELECT sequence, regexp_replace(entry, '"by":[0-9]+', '"by":0') AS entry FROM audit_chainlink
            WHERE log = 'case_events' AND sequence = 1)
        UPDATE audit_chainlink link SET entry = anew.entry,
            hash = encode(sha256(convert_to(anew.entry, 'UTF8')), 'hex')
        FROM anew WHERE link.log = 'case_events' AND link.sequence = anew.sequence"""
    as_superuser(test_server, fresh_database, rewrite)
    first = [head for head in exported if head.log == "case_events"]
    assert first
    assert faults(exported)


def test_signed_heads_are_checked(world, tmp_path, settings):
    settings.SIGNING_KEY_FILE = str(tmp_path / "key.pem")
    call_command("export_heads", to=tmp_path)
    (file,) = tmp_path.glob("heads-*.jsonl")
    call_command("verify_log", heads=[file], key=tmp_path / "key.pem.pub")
    file.write_bytes(file.read_bytes().replace(b'"sequence": ', b'"sequence": 1'))
    with pytest.raises(CommandError, match="signature does not fit"):
        call_command("verify_log", heads=[file], key=tmp_path / "key.pem.pub")


def test_content_may_be_gone_ten_years_after_the_end_and_the_chain_is_whole(
    world, test_server, fresh_database
):
    as_superuser(
        test_server,
        fresh_database,
        "UPDATE cases_case SET state = 'withdrawn', ended_at = now() - interval '10 years 1 day'",
        "DELETE FROM cases_eventcontent",
    )
    assert EventContent.objects.count() == 0
    assert faults() == []


def test_the_application_can_neither_forge_a_link_nor_move_a_head(world):
    for statement in (
        "INSERT INTO audit_chainlink (log, trust_id, sequence, record, entry, hash) VALUES ('access', 1, 1, 1, '', '')",
        "UPDATE audit_chainhead SET sequence = 0",
        "DELETE FROM audit_chainhead",
        "UPDATE audit_accessentry SET kind = 'list'",
        "DELETE FROM audit_accessentry",
        "UPDATE cases_eventcontent SET body = '{}'",
        "DELETE FROM cases_eventcontent",
        "SELECT audit_extend('access', 1, '{1}', '{x}')",
    ):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_a_dump_restored_under_other_settings_verifies(world, test_server, fresh_database):
    with test_server.connect(fresh_database) as superuser:
        for setting in (
            "timezone = 'Asia/Tokyo'",
            "datestyle = 'German'",
            "intervalstyle = 'sql_standard'",
        ):
            superuser.execute(f'ALTER DATABASE "{fresh_database}" SET {setting}')
    from django.db import connections

    connections.close_all()
    assert faults() == []


def test_the_links_fit_the_stored_heads_of_both_logs(world):
    found = {(head.log, head.sequence) for head in heads("owner")}
    assert {log for log, _ in found} == {"case_events", "access"}
    assert ChainHead.objects.count() == len(found)


def test_each_night_the_heads_go_to_an_address_outside(world, tmp_path, settings):
    settings.HEADS_FOLDER = str(tmp_path)
    settings.SIGNING_KEY_FILE = str(tmp_path / "key.pem")
    settings.HEADS_MAIL = "arkiv@example.org"
    tasks.export_heads(0)
    (message,) = Message.objects.filter(to_address="arkiv@example.org")
    first = heads("owner")[0]
    assert first.hash in message.body
    assert [path.suffix for path in sorted(tmp_path.glob("heads-*"))] == [".jsonl", ".sig"]


def verify_log(environment, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "likeverd.command_line", "verify-log", *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_answers_with_its_exit_code_and_names_the_first_bad_row(
    world, test_server, fresh_database, database_environment
):
    whole = verify_log(database_environment)
    assert (whole.returncode, whole.stderr) == (0, "")
    assert "chains are whole" in whole.stdout
    row = AccessEntry.objects.order_by("pk")[1]
    as_superuser(
        test_server,
        fresh_database,
        "UPDATE audit_accessentry SET page = 'x' WHERE id > (SELECT min(id) FROM audit_accessentry)",
    )
    broken = verify_log(database_environment)
    assert broken.returncode == 1
    link = ChainLink.objects.get(log="access", record=row.pk)
    assert f"innlandet, access: {link.sequence}|row changed, row {row.pk}" in broken.stderr
    assert "Traceback" not in broken.stderr
    assert verify_log(database_environment, "--heads", "/no/such/file").returncode == 1


def test_a_gap_and_a_cut_tail_have_different_names(world, test_server, fresh_database):
    exported = heads("owner")
    gap = "DELETE FROM audit_chainlink WHERE log = 'access' AND sequence = 2"
    as_superuser(test_server, fresh_database, gap)
    ((log, sequence, what), *_) = faults(exported)
    assert (log, sequence, what) == ("access", 3, "gap")
    assert not any("tail cut" in what for _, _, what in faults(exported))


def test_content_goes_with_its_salt_and_what_is_left_tells_nothing_of_it(
    world, test_server, fresh_database
):
    event = CaseEvent.objects.order_by("-pk").first()
    kept = EventContent.objects.get(event=event)
    body, salt = kept.body, bytes(kept.salt)
    assert hashlib.sha256(salt + body.encode()).hexdigest() == event.content_hash
    # Whoever guesses the words has still to guess the salt.
    assert len(salt) >= 16
    assert hashlib.sha256(body.encode()).hexdigest() != event.content_hash
    salts = {bytes(each) for each in EventContent.objects.values_list("salt", flat=True)}
    assert len(salts) == EventContent.objects.count()
    links = "".join(ChainLink.objects.values_list("entry", flat=True))
    assert "Oppdiktet Person" not in links
    as_superuser(
        test_server,
        fresh_database,
        "UPDATE cases_case SET state = 'withdrawn', ended_at = now() - interval '10 years 1 day'"
        " WHERE id = (SELECT case_id FROM cases_caseevent ORDER BY id DESC LIMIT 1)",
        """DELETE FROM cases_eventcontent WHERE event_id IN (
            SELECT id FROM cases_caseevent WHERE case_id = (
                SELECT case_id FROM cases_caseevent ORDER BY id DESC LIMIT 1))""",
    )
    assert faults(heads("owner")) == []
    with test_server.connect(fresh_database) as superuser:
        columns = superuser.execute(
            "SELECT count(*) FROM information_schema.columns WHERE column_name = 'salt'"
        ).fetchone()
    assert columns == (1,), "the salt stands in one place alone"


def test_the_heads_are_exported_every_day_by_worker_and_timer():
    from procrastinate.contrib.django import app

    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert crons["audit.export_heads"] == "20 1 * * *"
    timer = Path(__file__).parents[2] / "deploy/systemd/likeverd-heads.timer"
    assert "OnCalendar=" in timer.read_text()


def test_the_work_of_the_check_grows_with_the_chain_and_no_faster(
    world, test_server, fresh_database
):
    """Behind the wall the planner takes every table for nearly empty; a loop over all contents for each link is what
    came of it. Counted in rows that were looked at, not in seconds."""
    copies_of(world, 600)
    links = ChainLink.objects.filter(log="case_events", trust=world.trust).count()
    assert links > 2_000
    with test_server.connect(fresh_database) as superuser:
        superuser.execute("ANALYZE")
    given = {"log": "case_events", "trust": world.trust_id, "most": 10, "content": True}
    with verification._reading("owner"), connections["owner"].cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {FAULTS['case_events']}", given)
        (answer,) = cursor.fetchone()
    (plan,) = json.loads(answer) if isinstance(answer, str) else answer
    assert looked_at(plan["Plan"]) < 40 * links


def looked_at(node):
    """Rows that a plan's nodes gave on or threw away."""
    loops = node.get("Actual Loops", 1)
    own = sum(node.get(key, 0) for key in ("Actual Rows", "Rows Removed by Join Filter")) * loops
    return own + sum(looked_at(each) for each in node.get("Plans", ()))
