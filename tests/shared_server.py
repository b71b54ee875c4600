"""A real PostgreSQL of the tests' own: made in a temporary folder, spoken to locally, taken away."""

from __future__ import annotations

import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import certificates
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

from benchmarks import private_server

LACKING = "no PostgreSQL to test against"
_NUMBERS = count(1)


@contextmanager
def running(*settings: str) -> Iterator[URL]:
    """A server that shows who it is over TLS, and is taken away at the end."""
    try:
        private_server.program("initdb")
        owner = private_server.owner()
    except private_server.LackingServer as lacking:
        pytest.skip(f"{LACKING}: {lacking}")
    folder = Path(tempfile.mkdtemp(prefix="desk-server-"))
    try:
        if owner:
            shutil.chown(folder, owner)
        private_server.make(folder)
        certificates.make(folder)
        for name in (certificates.KEY, certificates.SHOWN):
            if owner:
                shutil.chown(folder / name, owner)
        shown, key = folder / certificates.SHOWN, folder / certificates.KEY
        tls = ("ssl=on", f"ssl_cert_file={shown}", f"ssl_key_file={key}")
        with private_server.started(folder, *tls, *settings) as port:
            yield make_url(
                f"postgresql+psycopg://wdadmin@127.0.0.1:{port}/postgres?application_name={folder}"
            )
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


@contextmanager
def stopped(server: URL) -> Iterator[None]:
    """The server of the tests is not there; afterwards it is again, with all that was in it."""
    folder = folder_of(server)
    began_with = shlex.split((folder / "data" / "postmaster.opts").read_text())[3:]  # after program and data
    private_server.run("pg_ctl", folder, "-m", "fast", "-w", "stop")
    try:
        yield
    finally:
        log = str(folder / "again.log")
        private_server.run("pg_ctl", folder, "-o", shlex.join(began_with), "-l", log, "-w", "start")


def certificate_of(server: URL) -> Path:
    """The certificate to believe of the tests' server; ``folder_of(server)`` holds others that are not."""
    return folder_of(server) / certificates.CA


def folder_of(server: URL) -> Path:
    return Path(str(server.query["application_name"]))
