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

import certificates
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
        # The tests' own administrator comes in as they are; everybody else proves a password.
        ways = (
            "local all wdadmin trust",
            "host all wdadmin 127.0.0.1/32 trust",
            "local all all scram-sha-256",
        )
        (folder / "data" / "pg_hba.conf").write_text(
            "\n".join((*ways, "host all all 127.0.0.1/32 scram-sha-256", ""))
        )
        certificates.make(folder)
        for name in (certificates.KEY, certificates.SHOWN):
            if owner:
                shutil.chown(folder / name, owner)
        shown, key = folder / certificates.SHOWN, folder / certificates.KEY
        tls = f"-c ssl=on -c ssl_cert_file={shown} -c ssl_key_file={key}"
        options = f"-p {port} -k {folder} -h 127.0.0.1 -F -c max_connections=200 {tls}"
        run("pg_ctl", "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            yield make_url(
                f"postgresql+psycopg://wdadmin@127.0.0.1:{port}/postgres?application_name={folder}"
            )
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


def certificate_of(server: URL) -> Path:
    """The certificate to believe of the tests' server; ``folder_of(server)`` holds others that are not."""
    return folder_of(server) / certificates.CA


def folder_of(server: URL) -> Path:
    return Path(str(server.query["application_name"]))
