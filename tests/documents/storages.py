"""Places for files, for tests: a folder, and a bucket on an S3-compatible server that runs as a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
import httpx

from likeverd.operations.file_storage import documents_storage

KEY_ID, SECRET = "oppdiktet", "oppdiktet-hemmelighet"
STARTING_SECONDS = 30


def folder_in(path: Path) -> dict[str, str]:
    """The environment that names a folder."""
    return {"LIKEVERD_FILES": "folder", "LIKEVERD_FILES_FOLDER": str(path / "files")}


def bucket_at(address: str, bucket: str = "filer-i-saker") -> dict[str, str]:
    """The environment that names a bucket."""
    return {
        "LIKEVERD_FILES": "s3",
        "LIKEVERD_FILES_BUCKET": bucket,
        "LIKEVERD_FILES_ENDPOINT": address,
        "LIKEVERD_FILES_KEY_ID": KEY_ID,
        "LIKEVERD_FILES_SECRET": SECRET,
    }


def choose(settings: Any, environ: dict[str, str]) -> None:
    """Let the settings be as they would be in that environment."""
    settings.FILES_KIND = environ["LIKEVERD_FILES"]
    entry = documents_storage(environ, Path("/not-used"))
    others = {name: each for name, each in settings.STORAGES.items() if name != "documents"}
    settings.STORAGES = others | ({"documents": entry} if entry else {})


@contextmanager
def s3_server(log: Path) -> Iterator[str]:
    """A server without any bucket; answers its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        _wait_for(address, log)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def new_bucket(address: str) -> str:
    """A bucket of the test's own; answers its name."""
    name = f"filer-{uuid.uuid4().hex}"
    client = boto3.client(
        "s3",
        endpoint_url=address,
        aws_access_key_id=KEY_ID,
        aws_secret_access_key=SECRET,
        region_name="us-east-1",
    )
    client.create_bucket(Bucket=name)
    client.close()
    return name


def _wait_for(address: str, log: Path) -> None:
    deadline = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{address}/moto-api/", timeout=1)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the S3 server did not start: {log.read_text()[-500:]}")
