"""Child processes whose output is passed on with their name in front, and who never outlive us."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable

STOP_SECONDS = 10


class Child:
    """One running child. It has a session of its own, so that Ctrl-C reaches it only through us."""

    def __init__(
        self,
        name: str,
        command: list[str],
        environment: dict[str, str],
        pass_fds: tuple[int, ...] = (),
    ) -> None:
        self.name = name
        self._process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=pass_fds,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - no other thread holds a lock that the child would need
            text=True,
            errors="replace",
        )
        threading.Thread(target=self._pass_on, daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def exit_code(self) -> int | None:
        """None while it runs; negative for a signal."""
        return self._process.poll()

    def ask_to_stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.terminate()

    def wait(self, seconds: float) -> bool:
        """Whether it ended within so many seconds."""
        try:
            self._process.wait(max(seconds, 0))
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill(self) -> None:
        """End it and everything it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _pass_on(self) -> None:
        stream = self._process.stdout
        if stream is None:
            return
        for line in stream:
            print(f"{self.name:<6} | {line.rstrip()}", flush=True)  # noqa: T201 - passing on is what it is for


def stop_all(children: Iterable[Child]) -> None:
    """Ask all to stop, wait, and kill what is left."""
    running = list(children)
    for child in running:
        child.ask_to_stop()
    deadline = time.monotonic() + STOP_SECONDS
    for child in running:
        child.wait(deadline - time.monotonic())
        child.kill()


def _die_with_parent() -> None:
    """On Linux the kernel ends the child when its parent is killed. Elsewhere it would have to be ended by hand."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)
