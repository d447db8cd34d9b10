"""Static files: which files of the npm packages are public, and collecting only when something changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder, get_finders
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command

WEIGHTS = ("400", "500", "600", "700")
# Public name -> file under node_modules. Only these are served.
PACKAGE_FILES = {
    "vendor/designsystemet/theme.css": "@digdir/designsystemet-css/dist/theme/designsystemet.css",
    "vendor/designsystemet/components.css": "@digdir/designsystemet-css/dist/src/index.css",
    "vendor/designsystemet/components.js": "@digdir/designsystemet-web/dist/umd/index.js",
    # The script names its map; without it the hashed storage would refuse the script.
    "vendor/designsystemet/index.js.map": "@digdir/designsystemet-web/dist/umd/index.js.map",
    "vendor/htmx/htmx.min.js": "htmx.org/dist/htmx.min.js",
} | {
    f"vendor/inter/{name}": f"@fontsource/inter/files/{name}"
    for subset in ("latin", "latin-ext")
    for name in (f"inter-{subset}-{weight}-normal.woff2" for weight in WEIGHTS)
}


class PackageStorage(FileSystemStorage):
    """Reads the public names from node_modules."""

    prefix = ""

    def path(self, name: str) -> str:
        return str(Path(settings.NODE_MODULES) / PACKAGE_FILES[name.replace("\\", "/")])


class PackageFinder(BaseFinder):
    """Finds the public files of the npm packages."""

    def __init__(self, *_: Any, **__: Any) -> None:
        self.storage = PackageStorage(location=settings.NODE_MODULES)

    def check(self, **_: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **_: Any) -> str | list[str] | None:
        found = self.storage.path(path) if path in PACKAGE_FILES else None
        if found and not Path(found).exists():
            found = None
        if find_all:
            return [found] if found else []
        return found or []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, PackageStorage]]:
        for name in PACKAGE_FILES:
            if Path(self.storage.path(name)).exists():
                yield name, self.storage


def missing_package_files() -> list[str]:
    """Files of the npm packages that are not there (then 'make setup' has not been run)."""
    return [
        path for path in PACKAGE_FILES.values() if not (Path(settings.NODE_MODULES) / path).exists()
    ]


def collect_if_changed() -> bool:
    """Collect and hash the static files unless nothing changed since the last time. Answers whether it did."""
    root = Path(settings.STATIC_ROOT)
    stamp = root.with_name(root.name + ".stamp")
    state = _state_of_sources()
    if root.exists() and stamp.exists() and stamp.read_text() == state:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(state)
    return True


def _state_of_sources() -> str:
    digest = hashlib.sha256(repr((settings.STORAGES["staticfiles"], settings.STATIC_URL)).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
