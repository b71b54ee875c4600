"""Bringing an agency's tables up to this program, between the moments at which others write."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from welfare_desk.casework.shared.making import saying
from welfare_desk.casework.shared.opening import DeskAhead
from welfare_desk.errors import WorldFault
from welfare_desk.records import engine as engines
from welfare_desk.records import row_security, server
from welfare_desk.records.server import Address
from welfare_desk.records.shared_roles import Roles


def upgrade(address: Address, password: str) -> tuple[str, str]:
    """Bring the agency's tables to this program's; from and to which number. As the role that made them."""
    engine = address.engine(password)
    try:
        server.check(engine)
        with saying(), _all_to_itself(engine) as connection:
            before = connection.scalar(text("SELECT version_num FROM alembic_version")) or ""
            if before not in engines.known_revisions():
                raise DeskAhead()
            engines.upgrade_on(connection)
            row_security.secure(connection, Roles.of(address.database))
        return before, engines.newest_revision()
    finally:
        engine.dispose()


@contextlib.contextmanager
def _all_to_itself(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds every table, got without ever standing in an advisor's way for long.

    Whoever writes holds one table and wants another; an upgrade that waited while it held some would be
    waited for in turn, and the server would end one of the two. So it lets go and tries again.
    Raises InUseAllTheTime.
    """
    for _ in range(_TRIES):
        with engine.connect() as connection:
            transaction = connection.begin()
            try:
                # Under the second after which the server looks for people who wait for each other.
                connection.exec_driver_sql("SET LOCAL lock_timeout = '400ms'")
                tables = ", ".join(f'"{name}"' for name in inspect(connection).get_table_names())
                connection.exec_driver_sql(f"LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE")
            except DBAPIError as error:
                transaction.rollback()
                if getattr(error.orig, "sqlstate", "") not in ("55P03", "40P01"):
                    raise
                time.sleep(0.2)
                continue
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
            with transaction:
                yield connection
            return
    raise InUseAllTheTime()


_TRIES = 200  # two minutes where somebody writes without a pause


class InUseAllTheTime(WorldFault):
    sentence = (
        "People wrote without a pause, so the tables were never free to be upgraded; nothing was changed."
    )
    hint = "Run it again when fewer are at work."
