"""A real PostgreSQL of the tests' own: made in a temporary folder, spoken to locally, taken away."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

LACKING = "no PostgreSQL to test against"
_NUMBERS = count(1)


def _programs() -> Path | None:
    on_path = shutil.which("initdb")
    places = [Path(on_path).parent] if on_path else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


def _owner() -> str | None:
    """PostgreSQL will not run as root: somebody else then; None is whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    pytest.skip(f"{LACKING}: it does not run as root, and there is no other user here")


@contextmanager
def running() -> Iterator[URL]:
    """A server whose names sort as a British agency's would: not byte by byte."""
    programs = _programs()
    if programs is None:
        pytest.skip(f"{LACKING}: it is not installed here (no initdb)")
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="desk-server-"))
    if owner:
        shutil.chown(folder, owner)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(program: str, *words: str) -> None:
        subprocess.run(
            [str(programs / program), "-D", str(folder / "data"), *words],
            user=owner,
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    try:
        sorting = ("--locale-provider=icu", "--icu-locale=en-GB", "--locale=C.UTF-8")
        run("initdb", "-U", "wdadmin", "-A", "trust", "-E", "UTF8", "--no-sync", *sorting)
        options = f"-p {port} -k {folder} -h 127.0.0.1 -F"
        run("pg_ctl", "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            yield make_url(f"postgresql+psycopg://wdadmin@127.0.0.1:{port}/postgres")
        finally:
            run("pg_ctl", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server: URL, *, like: URL | None = None) -> URL:
    """An empty database, or a copy of one that nobody is connected to."""
    name = f"desk_{next(_NUMBERS)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        copying = f" TEMPLATE {like.database}" if like is not None else ""
        connection.execute(text(f"CREATE DATABASE {name}{copying}"))
    engine.dispose()
    return server.set(database=name)
