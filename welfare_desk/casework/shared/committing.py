"""Writing at a shared desk for good: known to be saved, or known not to be, even when the line is cut.

A commit whose answer never came may have been done. The server remembers of every transaction how it ended;
it is asked by number as soon as it answers again, so that nothing is taken for lost and written twice.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from welfare_desk.casework.desk import Desk, ServerGone
from welfare_desk.errors import WorldFault

if TYPE_CHECKING:
    import psycopg

ASKED_FOR_SECONDS = 20.0
_BETWEEN_SECONDS = 0.5


class PerhapsSaved(WorldFault):
    sentence = "The server went away while this was being saved, and it is not known whether it was."
    hint = "What you typed is kept. When the server is there again, look before you save it once more."


@dataclass(slots=True)
class Commits:
    """What was committed from here since the desk was opened.

    ``own``: the server's numbers of what was saved. ``unsure``: of which nobody could say how it ended.
    """

    own: set[int] = field(default_factory=set)
    unsure: list[str] = field(default_factory=list)

    def commit(self, session: Session, desk: Desk) -> None:
        """Commit, and know it. Raises ServerGone where nothing was saved, PerhapsSaved where none can say."""
        import psycopg  # for those who share a desk

        asked = text("SELECT pg_current_xact_id_if_assigned()::text, pg_backend_pid()")
        number, backend = session.execute(asked).one()
        if number is None:  # nothing was written
            session.commit()
            return
        line = session.connection().connection.driver_connection
        assert isinstance(line, psycopg.Connection)  # noqa: S101
        try:
            line.commit()
        except psycopg.OperationalError as error:
            if not line.broken:
                raise DBAPIError("COMMIT", None, error) from error
            session.connection().invalidate(error)
            if not self._was_saved(desk, number, backend):
                raise ServerGone() from error
            session.expunge_all()  # as after a commit: what was written may still be read by whoever wrote it
            session.close()
        except psycopg.Error as error:  # a row that points at nothing is found out here
            raise DBAPIError("COMMIT", None, error) from error
        else:
            session.commit()  # the session's own word; the server has ended its transaction
        self.own.add(int(number))

    def _was_saved(self, desk: Desk, number: str, backend: int) -> bool:
        """How the transaction of this number ended. Raises PerhapsSaved when no server says so in time."""
        until = time.monotonic() + ASKED_FOR_SECONDS
        while time.monotonic() < until and not desk.closing:
            try:
                with desk.engine.connect() as connection:
                    said = connection.scalar(text("SELECT pg_xact_status(CAST(:n AS xid8))"), {"n": number})
                    if said in ("committed", "aborted"):
                        return bool(said == "committed")
                    # The server has not noticed that we are gone, and still waits for us to go on.
                    connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": backend})
            except DBAPIError:
                pass  # not there yet
            time.sleep(_BETWEEN_SECONDS)
        self.unsure.append(number)
        raise PerhapsSaved()

    def found_out(self, line: psycopg.Connection) -> str:
        """Once the server answers again: how what was unsure ended, in a sentence; "" if all is known."""
        unsure, self.unsure[:] = list(self.unsure), []
        said = []
        for number in unsure:
            row = line.execute("SELECT pg_xact_status(CAST(%s AS xid8))", (number,)).fetchone()
            said.append(row is not None and row[0] == "committed")
            if said[-1]:
                self.own.add(int(number))
        if not said:
            return ""
        if all(said):
            return "What you were saving when the server went was saved: do not save it again."
        return "What you were saving when the server went was not saved: save it again."
