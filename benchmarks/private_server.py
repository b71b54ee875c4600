"""A PostgreSQL of one's own: made in a folder, spoken to on this computer alone, nobody else's business."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ADMINISTRATOR = "wdadmin"


class LackingServer(Exception):
    """Why there can be none here."""


def program(name: str) -> Path:
    """One of its programs; Debian keeps most of them off the path. Raises LackingServer."""
    on_path = shutil.which(name)
    places = [Path(on_path).parent] if on_path else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for place in places:
        if (place / name).exists():
            return place / name
    raise LackingServer(f"it is not installed here (no {name})")


def owner() -> str | None:
    """PostgreSQL will not run as root: somebody else then; None is whoever this is. Raises LackingServer."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise LackingServer("it does not run as root, and there is no other user here")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def run(name: str, folder: Path, *words: str, data: str = "data") -> None:
    """One of its programs on the data in ``folder``, as the user it may run as."""
    subprocess.run(
        [str(program(name)), "-D", str(folder / data), *words],
        user=owner(),
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def make(folder: Path) -> None:
    """An empty server whose names sort as a British agency's would: not byte by byte."""
    sorting = ("--locale-provider=icu", "--icu-locale=en-GB", "--locale=C.UTF-8")
    run("initdb", folder, "-U", ADMINISTRATOR, "-A", "trust", "-E", "UTF8", "--no-sync", *sorting)
    # The administrator comes in as they are; everybody else proves a password.
    ways = (
        f"local all {ADMINISTRATOR} trust",
        f"host all {ADMINISTRATOR} 127.0.0.1/32 trust",
        "local all all scram-sha-256",
        "host all all 127.0.0.1/32 scram-sha-256",
        f"host replication {ADMINISTRATOR} 127.0.0.1/32 trust",
    )
    (folder / "data" / "pg_hba.conf").write_text("\n".join((*ways, "")))


@contextmanager
def started(folder: Path, *settings: str, data: str = "data", port: int = 0) -> Iterator[int]:
    """The server of a folder on a port of its own while the block runs; ``settings`` as ``name=value``.

    Nothing of it is forced to the disk: it is for measuring and for tests.
    """
    port = port or free_port()
    said = " ".join(f"-c {setting}" for setting in settings)
    options = f"-p {port} -k {folder} -h 127.0.0.1 -F -c max_connections=200 {said}"
    run(
        "pg_ctl",
        folder,
        "-o",
        options,
        "-l",
        str(folder / f"{data}.log"),
        "-w",
        "-t",
        "300",
        "start",
        data=data,
    )
    try:
        yield port
    finally:
        if (folder / data / "postmaster.pid").exists():  # else the block has stopped it
            run("pg_ctl", folder, "-m", "fast", "-w", "-t", "300", "stop", data=data)
