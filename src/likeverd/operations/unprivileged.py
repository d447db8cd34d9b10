"""Whom to run PostgreSQL as. It refuses to run as root, which is what containers and build machines often are."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO

NOBODY = "nobody"


class UnprivilegedError(RuntimeError):
    """Started as root, and no way was found to run the server as somebody else."""


@dataclass(frozen=True)
class ServerUser:
    """How the server's programs are started: as which user, and behind which command."""

    uid: int
    gid: int
    drop: bool = False
    prefix: tuple[str, ...] = ()

    def run(self, command: list[str], environment: dict[str, str], errors: IO[str]) -> int:
        """Run a command to its end and answer its exit code."""
        return subprocess.run(
            [*self.prefix, *command],
            env=environment,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=errors,
            stderr=errors,
            user=self.uid if self.drop else None,
            group=self.gid if self.drop else None,
            extra_groups=[] if self.drop else None,
            check=False,
        ).returncode

    def own(self, path: Path) -> None:
        """Give a file or a whole folder to this user, where it is not so already."""
        if os.getuid() != 0 or path.stat().st_uid == self.uid:
            return
        os.chown(path, self.uid, self.gid)
        for folder, folders, files in os.walk(path):
            for name in (*folders, *files):
                os.chown(Path(folder) / name, self.uid, self.gid, follow_symlinks=False)


def server_user(*paths: Path) -> ServerUser:
    """The user for the server's programs, who must be able to reach ``paths``.

    An ordinary user runs them as themselves. Root runs them as *nobody* where that user can reach the paths,
    otherwise (a checkout in a private folder) in a user namespace, in which root's files belong to an ordinary user.
    Raises UnprivilegedError where neither works.
    """
    if os.getuid() != 0:
        return ServerUser(os.getuid(), os.getgid())
    try:
        nobody = pwd.getpwnam(NOBODY)
    except KeyError:
        nobody = None
    if nobody is not None and all(_open_to_all(path) for path in paths):
        return ServerUser(nobody.pw_uid, nobody.pw_gid, drop=True)
    unshare = shutil.which("unshare")
    if nobody is not None and unshare is not None:
        prefix = (unshare, "--user", f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}")
        if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0:
            return ServerUser(0, 0, prefix=prefix)
    raise UnprivilegedError(
        "PostgreSQL does not run as root, and no other user can reach this folder. "
        "Run as an ordinary user, move the checkout to a folder that all may enter, or set DATABASE_URL."
    )


def _open_to_all(path: Path) -> bool:
    """Whether everybody may pass through every folder above ``path``, by its real path."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)
