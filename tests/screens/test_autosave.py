"""Promise R3: what is being typed is at most five seconds behind, sealed, and found again after a crash."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from building import PASSPHRASE, MovingClock, a_client
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from sqlalchemy import func, select, text

from welfare_desk import settings
from welfare_desk.app import Program
from welfare_desk.casework import kept_typing
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.kept_typing import taken, written
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.people import clients
from welfare_desk.casework.rights import erasure
from welfare_desk.records.service import Draft
from welfare_desk.rules.money import pounds
from welfare_desk.ui import autosave
from welfare_desk.ui.lock.cover import StartPin
from welfare_desk.vault.desk_key import DeskKey

WORDS = "kestrel-31 over Glen Affric"


@pytest.fixture
def started(qtbot, clock: MovingClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Starts the program on a desk's folder, unlocked; what was started is closed at the end."""
    monkeypatch.setenv("WELFARE_DESK_SETTINGS", str(tmp_path / "settings"))
    running = []

    def start(folder: Path) -> Program:
        program = Program(QApplication.instance(), clock, settings.Settings())
        program.window.pin = StartPin("482913")
        qtbot.addWidget(program.window)
        program.show_lock(folder)
        program.enter(open_desk(folder, PASSPHRASE, clock=clock))
        qtbot.waitUntil(lambda: not program.jobs.busy(), timeout=10_000)
        running.append(program)
        return program

    yield start
    for program in running:
        program.window.close()
        program.deleteLater()


def type_a_name(qtbot, program: Program) -> None:
    program.window.go("referral")
    qtbot.waitUntil(lambda: not program.jobs.busy())
    qtbot.keyClicks(program.window.front().findChildren(QLineEdit)[0], WORDS)


def first_line(program: Program) -> str:
    return program.window.front().findChildren(QLineEdit)[0].text()


def test_it_is_never_more_than_five_seconds_behind() -> None:
    assert autosave.EVERY_MS <= 5_000


def test_what_was_typed_is_there_after_a_kill(qtbot, started, desk: Desk, tmp_path: Path) -> None:
    desk.close()
    program = started(desk.folder)
    type_a_name(qtbot, program)
    with qtbot.waitSignal(program.autosave._timer.timeout, timeout=5_000):
        pass
    qtbot.waitUntil(lambda: not program.jobs.busy())
    shutil.copytree(desk.folder, tmp_path / "after")  # as the disk is when the power goes
    (tmp_path / "after" / "desk.lock").write_bytes(b"")
    again = started(tmp_path / "after")
    assert again.window.place().screen == "referral"
    assert first_line(again) == WORDS


def test_what_was_typed_is_there_after_closing_the_window(qtbot, started, desk: Desk) -> None:
    desk.close()
    program = started(desk.folder)
    type_a_name(qtbot, program)
    program.window.close()
    again = started(desk.folder)
    assert again.window.place().screen == "referral" and first_line(again) == WORDS


def test_at_the_lock_it_is_sealed_and_leaves_the_window(qtbot, started, desk: Desk) -> None:
    desk.close()
    program = started(desk.folder)
    type_a_name(qtbot, program)
    program.window.lock()
    assert program.desk is None and program.window.half_typed() == {}
    assert WORDS.encode() not in b"".join(path.read_bytes() for path in desk.folder.iterdir())
    program.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: not program.jobs.busy(), timeout=10_000)
    assert first_line(program) == WORDS


def test_what_was_saved_or_thrown_away_is_not_kept(qtbot, started, desk: Desk) -> None:
    desk.close()
    program = started(desk.folder)
    type_a_name(qtbot, program)
    assert program.autosave.keep_now()
    line = program.window.front().findChildren(QLineEdit)[0]
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    program.window.close()
    again = started(desk.folder)
    assert again.window.place().screen == "today"


def test_in_the_table_it_is_sealed_for_its_writer(desk: Desk) -> None:
    person = a_client(desk)
    at = kept_typing.place_of("client", {"person": person})
    kept_typing.keep(desk, {at: ({"person": person}, WORDS)})
    with desk.engine.connect() as connection:
        [row] = connection.execute(text("SELECT place, sealed FROM drafts")).all()
    assert WORDS.encode() not in row.sealed and str(person) in row.place
    assert kept_typing.found(desk) == {at: ({"person": person}, WORDS)}


def test_an_erasure_takes_what_was_typed_about_somebody(desk: Desk) -> None:
    person, other = a_client(desk), a_client(desk, surname="Kane")
    of = {one: kept_typing.place_of("client", {"person": one}) for one in (person, other)}
    kept_typing.keep(desk, {at: ({"person": one}, WORDS) for one, at in of.items()})
    with desk.unit_of_work() as work:
        erasure._forget_drafts(work.session, erasure._all_about(work.session, person))
        work.commit()
    assert list(kept_typing.found(desk)) == [of[other]]


def test_under_another_data_key_it_is_left_out_and_nothing_fails(desk: Desk) -> None:
    kept_typing.keep(desk, {"referral": ({}, WORDS)})
    key = desk.key
    desk.key = DeskKey(
        bytearray(32),
        desk_id=key.desk_id,
        person_id=key.person_id,
        opened_by=key.opened_by,
        strength=key.strength,
    )
    assert kept_typing.found(desk) == {}
    kept_typing.keep(desk, {})
    with desk.look() as look:
        assert look.scalar(select(func.count()).select_from(Draft)) == 0
    desk.key = key


VALUES = [
    None, True, 3, "é\u202e\n", Decimal("1.10"), date(2026, 11, 26), time(9, 30), UUID(int=9),
    datetime(2026, 11, 26, 9, 30, tzinfo=UTC), (1, ("a", None)), {"a": {1: UUID(int=7)}, 2: {"b", "c"}},
    frozenset({"x"}), [], {}, (), clients.ClientDraft("Reid", "Ann"), pounds("84.80"),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_values_come_back_as_they_were(value: object) -> None:
    words = written(({"of": value}, value))
    assert words is not None and taken(words) == ({"of": value}, value)
    assert type(taken(words)[1]) is type(value)


def test_only_our_own_values_are_ever_made_again() -> None:
    with pytest.raises(ValueError):
        taken('[{"of": "dict", "is": []}, {"of": "os:system", "is": {"command": "true"}}]')


@pytest.mark.parametrize("of", ["os:remove", "welfare_desk.casework.kept_typing:written", "welfare_desk.x:Y"])
def test_what_was_kept_makes_values_and_calls_nothing(of):
    words = json.dumps([{"of": "dict", "is": []}, {"of": of, "is": {}}])
    with pytest.raises((ValueError, ImportError)):
        kept_typing.taken(words)
