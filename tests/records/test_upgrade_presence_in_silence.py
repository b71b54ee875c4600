"""Where somebody is was told with every beat before; from now on only when it changes."""

from __future__ import annotations

import shared_server
from sqlalchemy import text
from sqlalchemy.engine import URL

from welfare_desk.records import engine as engines

BEFORE = "0035"
_WATCHED = text("SELECT count(*) FROM pg_trigger WHERE tgname = 'wd_tell' AND tgrelid = 'presence'::regclass")


def test_the_watcher_of_before_is_taken_off(server: URL) -> None:
    engine = engines.shared_server(str(shared_server.new_database(server)))
    engines.upgrade(engine, BEFORE)
    with engine.begin() as connection:
        connection.execute(
            text("CREATE FUNCTION wd_tell() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
        )
        connection.execute(text("CREATE TRIGGER wd_tell AFTER INSERT ON presence EXECUTE FUNCTION wd_tell()"))
        assert connection.scalar(_WATCHED) == 1
    engines.upgrade(engine)
    with engine.begin() as connection:
        assert connection.scalar(_WATCHED) == 0
    engine.dispose()
