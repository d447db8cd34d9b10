"""The demo: everything on one machine, started by one command and stopped by Ctrl-C."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from types import FrameType

from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connections

from likeverd.operations import embedded_postgres, roles
from likeverd.operations.catalogues import compile_catalogues
from likeverd.operations.children import Child, stop_all
from likeverd.operations.static_files import collect_if_changed, missing_package_files

START_SECONDS = 60


class DemoError(RuntimeError):
    """The demo could not start, or a part of it died; the text says which and why."""


def run_demo(bind: str, port: int) -> None:
    """Prepare and run everything until a signal comes. Raises DemoError."""
    with (
        _listening(bind, port) as listener,
        _signals_as_exception(),
        contextlib.ExitStack() as stack,
    ):
        missing = missing_package_files()
        if missing:
            raise DemoError(f"{missing[0]} is not installed; run 'make setup' first.")
        try:
            address = _address(listener, bind)
            # Links in mails lead to where this demo really answers.
            os.environ.setdefault("PUBLIC_ADDRESS", address)
            settings.PUBLIC_ADDRESS = os.environ["PUBLIC_ADDRESS"]
            _prepare(stack)
            _serve(listener, address)
        except embedded_postgres.EmbeddedPostgresError as error:
            raise DemoError(str(error)) from error
        finally:
            connections.close_all()


class Stopped(Exception):
    """SIGINT or SIGTERM came."""


@contextlib.contextmanager
def _signals_as_exception() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        for each in before:  # a second Ctrl-C must not break the clean end
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except Stopped:
        _say("Stopped.")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def _listening(bind: str, port: int) -> Iterator[socket.socket]:
    """The web server's socket, taken before anything is started: a port in use is known at once."""
    listener = socket.socket(socket.AF_INET6 if ":" in bind else socket.AF_INET)
    with listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((bind, port))
            # A second program may bind the same port until one of them listens.
            listener.listen(128)
        except OverflowError as error:
            raise DemoError(f"{port} is no port; take one from 1 to 65535.") from error
        except OSError as error:
            raise DemoError(
                f"Port {port} on {bind} cannot be used ({error.strerror}). Try: make demo PORT=8001"
            ) from error
        yield listener


def _prepare(stack: contextlib.ExitStack) -> None:
    """Database, schema, registers, cases, translations, static files: each only where it is missing."""
    if settings.EMBEDDED_CLUSTER is not None:
        _say("Starting the database …")
        stack.enter_context(embedded_postgres.attached(settings.EMBEDDED_CLUSTER))
        roles.prepare(settings.EMBEDDED_CLUSTER)
    call_command("migrate", verbosity=0, interactive=False)
    compile_catalogues()
    if collect_if_changed():
        _say("Collected the static files.")
    _fill("import_register", "methods.Method", "Reading the register of methods …")
    _fill(
        "import_catchments", "organisations.CatchmentPeriod", "Reading catchment areas of our own …"
    )
    _fill("seed_demo", "cases.Case", "Making synthetic people and cases …")
    _fill(
        "publish_packet_settings",
        "packet.PacketSettingsVersion",
        "Writing down codes and addresses of the procedure …",
    )
    _fill("seed_demo_committee", "committee.Member", "Planning a meeting of the committee …")
    _fill("seed_demo_patients", "patients.Release", "Showing cases to their patients …")


def _fill(command: str, model: str, text: str) -> None:
    """Run a command that fills an empty table."""
    from django.apps import apps
    from django.db import transaction

    from likeverd.organisations.context import everything

    if command not in get_commands():
        _say(f"No command {command} in this version; left out.")
        return
    with transaction.atomic():
        everything("whether there are any cases at all")
        filled = apps.get_model(model).objects.exists()
    if not filled:
        _say(text)
        call_command(command)


def _address(listener: socket.socket, bind: str) -> str:
    """Where a browser on this machine finds us, without a slash at the end."""
    host = "127.0.0.1" if bind == "0.0.0.0" else bind  # noqa: S104 - compared, not bound
    return f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"


def _serve(listener: socket.socket, address: str) -> None:
    """Run web server, worker and archiver until one dies or a signal comes."""
    connections.close_all()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "likeverd.settings",
        "PYTHONUNBUFFERED": "1",
    }
    handle = listener.fileno()
    gunicorn = ["-m", "gunicorn", "--config", "python:likeverd.operations.gunicorn_config"]
    gunicorn += ["--workers", "3", "--bind", f"fd://{handle}"]
    worker = ["-m", "likeverd.command_line", "worker"]
    archiver = ["-m", "likeverd.command_line", "archiver"]
    children: list[Child] = []
    try:
        children.append(Child("web", [sys.executable, *gunicorn], environment, pass_fds=(handle,)))
        children.append(Child("worker", [sys.executable, *worker], environment))
        children.append(Child("archiver", [sys.executable, *archiver], environment))
        _wait_until_answering(address, children)
        _introduce(address)
        while True:
            _fail_if_dead(children)
            time.sleep(0.2)
    finally:
        stop_all(children)


def _wait_until_answering(address: str, children: list[Child]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        _fail_if_dead(children)
        try:
            with urllib.request.urlopen(f"{address}/health/ready", timeout=5) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise DemoError(f"The web server did not answer within {START_SECONDS} seconds.")


def _fail_if_dead(children: list[Child]) -> None:
    for child in children:
        code = child.exit_code()
        if code is not None:
            raise DemoError(
                f"The part '{child.name}' ended by itself (exit code {code}); stopping the rest."
            )


def _introduce(address: str) -> None:
    """The address, and the people of the demo in the order in which a case meets them."""
    from django.db import transaction
    from django.utils import timezone

    from likeverd.accounts.selectors import people_by_trust_and_role
    from likeverd.organisations.context import everything

    with transaction.atomic():
        everything("the demonstration names the people of all trusts")
        trusts = people_by_trust_and_role(timezone.localdate())
    connections.close_all()
    _say(f"Likeverd answers at {address}/   (Ctrl-C stops it)")
    if trusts:
        _say("Sign in as one of these invented people, without password:")
    for offered in trusts:
        _say(f"  {offered.trust.name}")
        for role in offered.roles:
            names = ", ".join(each.person.name for each in role.people)
            _say(f"    {role.label.nb}: {names}")


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - a command that talks to a person
