"""A log that was taken out can be verified by anybody, without anything of ours; and who took it out is kept."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER, case_in_state, sent_as_far_as
from tests.support.row_security import behind_the_wall

from likeverd.audit.log_export import actions, files
from likeverd.audit.models import AccessEntry, ChainLink, LogExport
from likeverd.core.vocabulary import Action, Role, State

SCRIPT = Path(__file__).parents[2] / "deploy/verify_log_export.py"
WHY = "Tilsyn: sak 26/1234"
LOGS = ("access", "case_events")


@pytest.fixture
def world(fresh_database, settings, tmp_path):
    """Two hospitals with cases, and some looks; a signing key of the test's own."""
    settings.SIGNING_KEY_FILE = str(tmp_path / "key.pem")
    house = build_house()
    case = sent_as_far_as(house, Action.RECOMMEND, now=timezone.now())
    case_in_state(house, State.GRANTED, now=timezone.now())
    client = Client()
    client.force_login(house.innlandet.person(Role.MEDICAL_DIRECTOR))
    for _ in range(4):
        assert client.get(reverse("cases:case", args=[case.number])).status_code == 200
    return house


def take_out(house, target, **changed):
    """As an operator does it, behind the wall; answers the folder."""
    given = {"to": target, "purpose": WHY, "by": house.innlandet.person(Role.LOG_REVIEWER).username}
    with behind_the_wall():
        call_command("export_log", "innlandet", **given | changed)
    return target


def verified(folder, *arguments):
    """What somebody without Likeverd sees: Python alone, no packages, no environment."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", SCRIPT, folder, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin"},
    )
    assert not done.stderr, done.stderr
    assert done.returncode == (0 if done.stdout.startswith("Whole") else 1)
    return done.returncode, done.stdout.strip()


def test_the_script_is_short_and_needs_nothing_of_ours():
    lines = SCRIPT.read_text().splitlines()
    assert len(lines) <= 60
    wanted = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
    assert wanted <= set(sys.stdlib_module_names)


def test_an_export_holds_the_exact_texts_and_verifies(world, tmp_path):
    folder = take_out(world, tmp_path / "out")
    for log in LOGS:
        held = ChainLink.objects.filter(log=log, trust=world.innlandet.trust).order_by("sequence")
        lines = (folder / f"{log}.chain").read_text().splitlines()
        assert lines == [f"{link.hash} {link.entry}" for link in held]
        assert len(lines) > 3
    assert verified(folder) == (0, "Whole; signatures of heads not checked.")
    key = f"{tmp_path / 'key.pem'}.pub"
    assert verified(folder, "--key", key) == (0, "Whole; signatures of heads fit.")
    everything = "".join(path.read_text(errors="replace") for path in folder.iterdir())
    assert PATIENT_NUMBER not in everything
    assert "Oppdiktet Person" not in everything
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".new")]
    assert folder.stat().st_mode & 0o077 == 0


def test_who_took_it_out_and_why_is_kept_and_stands_in_the_export_itself(world, tmp_path):
    folder = take_out(world, tmp_path / "out", days=5)
    reviewer = world.innlandet.person(Role.LOG_REVIEWER)
    row = AccessEntry.objects.get(kind="export")
    assert (row.practitioner, row.role, row.page) == (reviewer, "log_reviewer", "export_log")
    assert row.shown == ["log", "log_as_chain"]
    assert (
        json.loads((folder / "access.chain").read_text().splitlines()[-1][65:])["record"] == row.pk
    )
    export = LogExport.objects.get()
    assert (export.owner, export.purpose, export.trust) == (reviewer, WHY, world.innlandet.trust)
    assert (export.expires_at - export.created_at).days == 5
    about = json.loads((folder / "export.json").read_text())
    assert (about["exported_by"], about["purpose"]) == (reviewer.username, WHY)
    assert [
        f"{one['name']}|{one['rows']}|{one['sha256']}" for one in about["files"]
    ] == export.contents
    for statement in ("DELETE FROM audit_logexport", "UPDATE audit_logexport SET purpose = 'x'"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"purpose": "kort"}, "The purpose takes"),
        ({"days": 0}, "from 1 to"),
        ({"by": "nobody"}, "There is no person"),
        ({"after": 2}, "from its beginning"),
    ],
)
def test_without_a_purpose_an_end_or_a_person_nothing_is_taken_out(world, tmp_path, changed, words):
    with pytest.raises(CommandError, match=words):
        take_out(world, tmp_path / "out", **changed)
    assert not (tmp_path / "out").exists()
    assert not LogExport.objects.exists()
    assert not AccessEntry.objects.filter(kind="export").exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LOG_REVIEWER])
def test_only_a_reviewer_of_the_trust_takes_its_log_out(world, tmp_path, role):
    for person in (world.innlandet.person(role), world.small.person(Role.LOG_REVIEWER)):
        with pytest.raises(CommandError, match="is no log reviewer"):
            take_out(world, tmp_path / "out", by=person.username)
    assert not (tmp_path / "out").exists()


def test_nothing_is_overwritten_and_nothing_half_done_is_left(world, tmp_path, monkeypatch):
    folder = take_out(world, tmp_path / "out")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(CommandError, match="overwrites nothing"):
        take_out(world, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before

    def disk_full(*_):
        raise OSError(28, "No space left on device", "access.chain")

    monkeypatch.setattr(files, "write_about", disk_full)
    with pytest.raises(CommandError, match="No space left"):
        take_out(world, tmp_path / "other")
    assert {path.name for path in tmp_path.iterdir()} == {"out", "key.pem", "key.pem.pub"}
    assert LogExport.objects.count() == 1
    # The attempt read the log, and is noted.
    assert AccessEntry.objects.filter(kind="export").count() == 3


def test_if_it_cannot_be_noted_nothing_is_read(world, tmp_path, monkeypatch):
    def refused(*_, **__):
        raise RuntimeError("the log cannot be written")

    monkeypatch.setattr(actions, "write_access", refused)
    with pytest.raises(RuntimeError):
        take_out(world, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_content_that_was_lawfully_removed_changes_nothing(
    world, tmp_path, test_server, fresh_database
):
    before = take_out(world, tmp_path / "before")
    with test_server.connect(fresh_database) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute(
            "UPDATE cases_case SET ended_at = now() - interval '10 years 1 day', state = 'withdrawn'"
        )
        superuser.execute("DELETE FROM cases_eventcontent")
    after = take_out(world, tmp_path / "after")
    assert (after / "case_events.chain").read_bytes() == (before / "case_events.chain").read_bytes()
    assert verified(after, "--heads", before / "heads.jsonl")[0] == 0
    call_command("verify_log")


def test_heads_of_earlier_days_tell_what_the_export_alone_cannot(
    world, tmp_path, test_server, fresh_database
):
    call_command("export_heads", to=tmp_path / "heads")
    (earlier,) = (tmp_path / "heads").glob("*.jsonl")
    folder = take_out(world, tmp_path / "out")
    key = f"{tmp_path / 'key.pem'}.pub"
    assert verified(folder, "--heads", earlier, "--key", key)[0] == 0
    for log in LOGS:
        _cut_with_its_head(folder, log, 1)
    assert verified(folder)[0] == 0  # a forger who signs anew is found by what left before
    assert "the signature does not fit" in verified(folder, "--key", key)[1]
    assert "tail cut: 1 rows after" in verified(folder, "--heads", earlier)[1]


def _cut_with_its_head(folder, log, rows):
    chain = folder / f"{log}.chain"
    lines = chain.read_bytes().splitlines(keepends=True)[:-rows]
    heads = [json.loads(line) for line in (folder / "heads.jsonl").read_text().splitlines()]
    for head in heads:
        if head["log"] == log:
            head |= {"sequence": len(lines), "hash": lines[-1][:64].decode()}
    chain.write_bytes(b"".join(lines))
    (folder / "heads.jsonl").write_text("".join(json.dumps(head) + "\n" for head in heads))


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_is_done_to_an_export_the_first_bad_row_is_named(exported, data):
    folder, pristine = exported
    shutil.rmtree(folder)
    shutil.copytree(pristine, folder)
    log = data.draw(st.sampled_from(LOGS))
    chain = folder / f"{log}.chain"
    lines = chain.read_bytes().splitlines(keepends=True)
    place = data.draw(st.integers(0, len(lines) - 1), label="place")
    last = place == len(lines) - 1
    deed = data.draw(
        st.sampled_from(["change", "drop", "swap", "twice", "cut", "cut inside", "anew"])
    )
    row = f"row {place + 1}"
    match deed:
        case "change":
            at = data.draw(st.integers(0, len(lines[place]) - 2), label="byte")
            changed = bytearray(lines[place])
            changed[at] = data.draw(st.sampled_from(b'x0"}').filter(lambda new: new != changed[at]))
            lines[place], expected = bytes(changed), f"{row} was changed"
        case "drop":
            del lines[place]
            expected = f"tail cut: 1 rows after row {place}" if last else f"gap: {row} is missing"
        case "swap":
            if last:
                return
            lines[place], lines[place + 1] = lines[place + 1], lines[place]
            expected = f"gap: {row} is missing"
        case "twice":
            lines.insert(place, lines[place])
            expected = f"row {place + 2} is another one"
        case "cut":
            expected = f"tail cut: {len(lines) - place} rows after row {place} are missing"
            del lines[place:]
        case "cut inside":
            at = data.draw(st.integers(1, len(lines[place]) - 1), label="byte")
            lines[place:] = [lines[place][:at]]
            expected = f"tail cut inside {row}"
        case "anew":  # a history that fits itself from here on, but not what was promised
            lines[place:] = list(_anew(lines[place:]))
            expected = f"row {len(lines)} (record"
    chain.write_bytes(b"".join(lines))
    code, words = verified(folder)
    assert code == 1
    assert words.startswith(f"{log}: {expected}"), (deed, words)


def _anew(lines):
    import hashlib

    previous = None
    for line in lines:
        entry = line[65:-1].replace(b'"at":"2', b'"at":"1')
        if previous:
            entry = entry.replace(json.loads(entry)["previous"].encode(), previous)
        previous = hashlib.sha256(entry).hexdigest().encode()
        yield previous + b" " + entry + b"\n"


@pytest.fixture
def exported(world, tmp_path):
    """A real export, and a copy of it that stays whole."""
    folder = take_out(world, tmp_path / "out")
    shutil.copytree(folder, tmp_path / "pristine")
    return folder, tmp_path / "pristine"


@pytest.mark.parametrize("name", ["export.json", "heads.jsonl", "access.chain"])
def test_a_file_that_is_gone_or_emptied_is_no_whole_export(exported, name):
    folder, pristine = exported
    (folder / name).write_text("")
    assert verified(folder)[0] == 1
    (folder / name).unlink()
    assert verified(folder)[0] == 1
    assert verified(pristine)[0] == 0


def test_a_long_log_takes_no_more_memory_than_a_short_one(
    world, tmp_path, test_server, fresh_database
):
    with test_server.connect(fresh_database) as superuser:
        superuser.execute(
            """INSERT INTO audit_accessentry (trust_id, at, kind, hpr_nr, role, purpose_of_use,
            purpose_of_use_details, decision_ref, shown, page, practitioner_id, legal_entity)
            SELECT trust_id, at, kind, hpr_nr, role, purpose_of_use, purpose_of_use_details, decision_ref, shown, page,
            practitioner_id, legal_entity FROM audit_accessentry, generate_series(1, 60000)
            WHERE id = (SELECT min(id) FROM audit_accessentry)"""
        )
    import tracemalloc

    tracemalloc.start()
    try:
        folder = take_out(world, tmp_path / "out")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (folder / "access.chain").stat().st_size > 25_000_000
    assert peak < 15_000_000
    assert verified(folder)[0] == 0
