"""The test tools themselves: a closed network, catalogues, static files, a real browser."""

import os
import socket
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from django.contrib.staticfiles import finders
from tests.support.network import NetworkClosedError, is_loopback

from likeverd.operations import static_files
from likeverd.operations.catalogues import compile_catalogues


@pytest.mark.parametrize("host", ["203.0.113.7", "2001:db8::1", "example.com"])
def test_other_machines_cannot_be_reached(host):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as connecting:
        for connect in (connecting.connect, connecting.connect_ex):
            with pytest.raises(NetworkClosedError):
                connect((host, 80))


def test_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.socket() as connecting:
        connecting.connect(listener.getsockname())
    assert is_loopback("::1")
    assert is_loopback("localhost")
    assert not is_loopback("10.0.0.1")


def test_a_catalogue_is_compiled_once_and_again_when_it_changes(tmp_path):
    folder = tmp_path / "nn" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "ikke"\nmsgstr "ikkje"\n'
    )
    assert compile_catalogues(tmp_path) == [folder / "django.mo"]
    assert compile_catalogues(tmp_path) == []
    with (folder / "django.mo").open("rb") as file:
        assert read_mo(file).get("ikke").string == "ikkje"
    os.utime(source, ns=(2**62, 2**62))
    assert compile_catalogues(tmp_path) == [folder / "django.mo"]


def test_every_public_file_of_the_packages_is_there():
    assert static_files.missing_package_files() == []
    for name in static_files.PACKAGE_FILES:
        assert Path(finders.find(name)).is_file()


def test_nothing_else_of_the_packages_is_public():
    assert finders.find("vendor/htmx/../../package.json") is None
    assert finders.find("vendor/htmx/htmx.js") is None


def test_static_files_are_collected_only_when_something_changed(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": settings.HASHED_NAMES}}
    assert static_files.collect_if_changed() is True
    assert static_files.collect_if_changed() is False
    assert list((tmp_path / "static" / "vendor" / "htmx").glob("htmx.min.*.js"))
    settings.STATIC_URL = "/other/"
    assert static_files.collect_if_changed() is True


@pytest.mark.browser
def test_a_real_browser_shows_the_front_page_under_the_strict_policy(live_server_process, page):
    complaints: list[str] = []
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    answer = page.goto(live_server_process.url)
    assert answer is not None
    assert answer.status == 200
    assert page.locator("h1").count() == 1
    assert complaints == []
