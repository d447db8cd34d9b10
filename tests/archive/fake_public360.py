"""A Public 360 that keeps what it is given, and misbehaves when it is told to."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "only-for-tests"
PREFIX = "/Biz/v2/api/call/SI.Data.RPC/SI.Data.RPC/"


class FakePublic360:
    """Cases and documents by external id, uploads by reference. ``faults``: what to do at the next calls of a method.

    ``before`` and ``after`` in a fault say whether the call was carried out before it went wrong.
    """

    def __init__(self) -> None:
        self.cases: list[dict[str, Any]] = []
        self.documents: list[dict[str, Any]] = []
        self.uploads: dict[str, bytes] = {}
        self.calls: list[str] = []
        self.faults: dict[str, list[str]] = {}
        self.hidden = 0  # look-ups that find nothing yet
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def fault_at(self, method: str) -> str:
        waiting = self.faults.get(method, [])
        return waiting.pop(0) if waiting else ""

    def carry_out(self, method: str, given: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            return getattr(self, f"_{method.lower()}")(given)

    def _getcases(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"Successful": True, "Cases": self._found(self.cases, given)}

    def _getdocuments(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"Successful": True, "Documents": self._found(self.documents, given)}

    def _found(self, rows: list[dict[str, Any]], given: dict[str, Any]) -> list[dict[str, Any]]:
        found = [row for row in rows if row["ExternalId"] == given["ExternalId"]]
        if found and self.hidden:
            self.hidden -= 1
            return []
        return found

    def _createcase(self, given: dict[str, Any]) -> dict[str, Any]:
        number = f"26/{len(self.cases) + 1:05d}"
        self.cases.append(given | {"CaseNumber": number})
        return {"Successful": True, "CaseNumber": number, "Recno": len(self.cases)}

    def _upload(self, given: dict[str, Any]) -> dict[str, Any]:
        reference = f"upload-{len(self.uploads) + 1}"
        self.uploads[reference] = base64.b64decode(given["FileData"])
        return {"Successful": True, "FileReference": reference}

    def _createdocument(self, given: dict[str, Any]) -> dict[str, Any]:
        if not any(case["ExternalId"] == given["CaseExternalId"] for case in self.cases):
            return {"Successful": False, "ErrorMessage": "Saken finnes ikke for Kari Nordmann"}
        number = f"26/{len(self.documents) + 1:05d}-1"
        self.documents.append(given | {"DocumentNumber": number})
        return {"Successful": True, "DocumentNumber": number}

    def _getsifversion(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"Successful": True, "Version": "6.8"}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                method = self.path.removeprefix(PREFIX).split("/")[1]
                fake.calls.append(method)
                fault = fake.fault_at(method)
                if fault == "cut the upload":
                    self.rfile.read(10)
                    self._hang_up()
                    return
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if self.headers.get("AuthKey") != KEY or fault == "refuse the key":
                    self._answer(401, b"{}")
                    return
                if fault == "hang up":
                    self._hang_up()
                    return
                if fault == "fault":
                    self._answer(500, b"<html>oops Kari Nordmann</html>")
                    return
                if fault == "say no":
                    no = {"Successful": False, "ErrorMessage": "Kontakt Kari Nordmann mangler"}
                    self._answer(200, json.dumps(no).encode())
                    return
                said = json.dumps(fake.carry_out(method, body["parameter"])).encode()
                then: Callable[[], None] = {
                    "do it and hang up": self._hang_up,
                    "do it and have a fault": lambda: self._answer(500, b"oops"),
                    "do it and talk nonsense": lambda: self._answer(200, b"{not json"),
                    "do it and say nothing of it": lambda: self._answer(200, b'{"Recno": 3}'),
                    "do it and be slow": lambda: self._slowly(said),
                    "do it and answer half": lambda: self._half(said),
                }.get(fault, lambda: self._answer(200, said))
                then()

            def _answer(self, status: int, content: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def _half(self, content: bytes) -> None:
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content[: len(content) // 2])
                self._hang_up()

            def _slowly(self, content: bytes) -> None:
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                try:
                    for byte in content:
                        self.wfile.write(bytes([byte]))
                        self.wfile.flush()
                        time.sleep(0.2)
                except OSError:
                    pass  # the other side has had enough

            def _hang_up(self) -> None:
                self.close_connection = True
                self.connection.close()

            def log_message(self, *_: object) -> None:
                pass

        return Handler
