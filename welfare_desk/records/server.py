"""Reaching a PostgreSQL server: no password in its address, TLS that is checked, never as its superuser."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from weakref import WeakKeyDictionary, WeakSet

from sqlalchemy import Engine, QueuePool, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from welfare_desk.errors import UsageFault, WorldFault

PORT = 5432
_THIS_COMPUTER = ("127.0.0.1", "::1", "localhost")


class NotAnAddress(UsageFault):
    sentence = "That is not the address of a database: write postgresql://ROLE@HOST/DATABASE."


class PasswordInAddress(UsageFault):
    sentence = (
        "A password never stands in an address, where others can read it: give it with --password-file."
    )


class MoreThanAnAddress(UsageFault):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"An address says which server, database and role, and nothing of how it is reached: {name}.",
            "Leave out what stands behind the question mark; a certificate is given with --ca.",
        )


class TlsNeeded(UsageFault):
    sentence = "--insecure-loopback is only for a server on this computer."
    hint = "Any other is reached over TLS, with its certificate checked."


class NeverAsSuperuser(WorldFault):
    sentence = (
        "That role is a superuser of the server, or passes over row security:"
        " Welfare Desk never connects as one."
    )
    hint = "Make a role that owns the database and may make roles: docs/agency.md has the two lines."


class NoServer(WorldFault):
    def __init__(self, why: str) -> None:
        super().__init__(f"The server could not be reached: {why}.", "Check its name, port and the network.")


class NotLetIn(WorldFault):
    sentence = "The server did not let this role in with that password."


class ServerFull(WorldFault):
    sentence = "The server has no room for one more connection just now."
    hint = "It is tried again by itself; tell whoever runs the server if it goes on."


class ServerStarting(WorldFault):
    sentence = "The server is just starting or being shut down."
    hint = "It is tried again by itself."


class NotTrusted(WorldFault):
    def __init__(self, why: str) -> None:
        super().__init__(
            f"The server could not show who it is ({why}), so nothing was sent to it.",
            "Give the certificate it is signed by with --ca, or ask whoever runs it.",
        )


@dataclass(frozen=True, slots=True)
class Address:
    """Where a shared desk stands and as which role it is asked for. A host with a slash is a local socket."""

    host: str
    port: int
    database: str
    role: str
    ca: str = ""
    plain: bool = False

    @property
    def is_socket(self) -> bool:
        return self.host.startswith("/")

    @property
    def sslmode(self) -> str:
        return "disable" if self.is_socket or self.plain else "verify-full"

    def engine(self, password: str, *, size: int = 4, name: str = "Welfare-Desk") -> Engine:
        """An engine that has proved the server's name before it sends the password.

        Raises nothing yet; ``check`` opens the first connection.
        """
        words: dict[str, Any] = {"sslmode": self.sslmode, "connect_timeout": 6}
        # A laptop that was shut, or whose network went, hears of it within the half minute.
        words |= {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
        if self.sslmode == "verify-full":
            words["sslrootcert"] = self.ca or "system"
        words["application_name"] = name  # by which it knows its own news from others'
        # Nothing here runs long enough to be worth compiling first, which takes longer than a list of dates.
        words["options"] = "-c jit=off"
        url = URL.create(
            "postgresql+psycopg",
            username=self.role,
            password=password,
            host=None if self.is_socket else self.host,
            port=None if self.is_socket else self.port,
            database=self.database,
            query={"host": self.host, "port": str(self.port)} if self.is_socket else {},
        )
        engine = create_engine(
            url, poolclass=QueuePool, pool_size=size, max_overflow=4, pool_pre_ping=True, connect_args=words
        )

        _OPEN[engine] = WeakSet()

        @event.listens_for(engine, "connect")
        def _refuse_superuser(connection: Any, _record: Any) -> None:
            _OPEN[engine].add(connection)
            asked = "SELECT rolsuper OR rolbypassrls FROM pg_catalog.pg_roles WHERE rolname = session_user"
            with connection.cursor() as cursor:
                above_all = cursor.execute(asked).fetchone()[0]
            connection.rollback()
            if above_all:
                connection.close()
                raise NeverAsSuperuser()

        return engine


_OPEN: WeakKeyDictionary[Engine, WeakSet[Any]] = WeakKeyDictionary()  # every line to each server


def hang_up(engine: Engine) -> None:
    """Cut every line to a server that answers no more, so that whoever waits on one is told at once."""
    for line in list(_OPEN.get(engine, ())):
        cut(line)


def cut(line: Any) -> None:
    """Cut one line, from any thread: whatever waits on it fails as it does when the server goes."""
    if line.closed:
        return
    with suppress(OSError):
        there = socket.socket(fileno=line.fileno())
        try:
            there.shutdown(socket.SHUT_RDWR)
        finally:
            there.detach()  # the line closes it itself


def read(typed: str, *, ca: Path | None = None, insecure_loopback: bool = False) -> Address:
    """An address as somebody types it.

    Raises NotAnAddress, PasswordInAddress, MoreThanAnAddress, TlsNeeded.
    """
    try:
        url = make_url(typed)
    except (ArgumentError, ValueError) as error:
        raise NotAnAddress() from error
    if url.password is not None or any("pass" in name.lower() for name in url.query):
        raise PasswordInAddress()
    if url.drivername.partition("+")[0] not in ("postgresql", "postgres"):
        raise NotAnAddress()
    asked = url.query.get("host", "")
    host = unquote(url.host or (asked if isinstance(asked, str) else ""))
    if not host or not url.database or not url.username or not typed.isprintable():
        raise NotAnAddress()
    if more := sorted(set(url.query) - {"host", "port"}):
        raise MoreThanAnAddress(more[0][:40])
    if insecure_loopback and not host.startswith("/") and host not in _THIS_COMPUTER:
        raise TlsNeeded()
    named = str(url.port if url.port is not None else url.query.get("port") or PORT)
    if not named.isascii() or not named.isdigit() or not 0 < int(named) < 65536:
        raise NotAnAddress()
    return Address(
        host, int(named), url.database, url.username, str(ca.absolute()) if ca else "", insecure_loopback
    )


def fault(error: Exception) -> WorldFault:
    """What stood in the way of a connection, said of the world."""
    words = str(getattr(error, "orig", None) or error)
    if (
        "too many clients" in words
        or "remaining connection slots" in words
        or "too many connections" in words
    ):
        return ServerFull()
    if "starting up" in words or "shutting down" in words or "in recovery mode" in words:
        return ServerStarting()
    if "certificate" in words or "SSL" in words or "host name" in words:
        return NotTrusted(_in_short(words))
    if "authentication failed" in words or "not permitted to log in" in words or "no password" in words:
        return NotLetIn()
    if "closed the connection unexpectedly" in words:  # and goes on for three lines about what that may mean
        return NoServer("the line to it was cut")
    return NoServer(_in_short(words))


def _in_short(words: str) -> str:
    last = [line.strip() for line in words.splitlines() if line.strip()][-1]
    return last.rpartition("failed: ")[2].removeprefix("FATAL:").strip().rstrip(".") or "no reason was given"


def check(engine: Engine) -> None:
    """Open one connection. Raises NoServer, NotLetIn, NotTrusted, NeverAsSuperuser."""
    try:
        with engine.connect():
            pass
    except DBAPIError as error:
        raise fault(error) from error
