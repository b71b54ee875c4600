"""Backups on screen: by themselves, restored in three clicks, looked into when all is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import PASSPHRASE, MovingClock, a_client
from pytestqt.qtbot import QtBot

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.safekeeping import colleagues, keeping, trust
from welfare_desk.settings import Settings
from welfare_desk.ui import messages
from welfare_desk.ui.first_run.from_backup import FromBackup
from welfare_desk.ui.jobs import Jobs
from welfare_desk.ui.room import Room
from welfare_desk.ui.settings.page import SettingsScreen
from welfare_desk.ui.today.page import TodayScreen


class Chooses:
    """A person who chooses this folder and says yes."""

    def __init__(self, folder: Path) -> None:
        self.chosen = folder

    def tell(self, *_: object) -> None: ...

    def ask(self, *_: object) -> bool:
        return True

    def folder(self, *_: object) -> Path:
        return self.chosen

    def file_to_save(self, *_: object) -> Path:
        return self.chosen

    file_to_open = file_to_save

    def printer(self, *_: object) -> None:
        return None


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    a_client(desk)
    room = Room(desk, Jobs())
    room.keep_machine = lambda changed: setattr(room, "machine", changed)
    yield room
    room.jobs.finish()


def the_settings(room: Room, qtbot: QtBot, section: str) -> SettingsScreen:
    screen = SettingsScreen(room)
    qtbot.addWidget(screen)
    screen.resize(1000, 660)
    screen.show()
    screen.arrive(section=section)
    qtbot.waitUntil(lambda: not room.jobs.busy())
    return screen


def test_a_backup_is_restored_in_three_clicks(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    """The section, Restore, the folder: nothing is typed."""
    trust.backup_desk(room.desk, tmp_path / "stick", today=room.today())
    opened: list[Path] = []
    room.open_other = opened.append
    held = the_settings(room, qtbot, "backups").section().held  # type: ignore[attr-defined]
    before = messages.use(Chooses(tmp_path / "new"))
    try:
        held.restore.click()
        qtbot.waitUntil(lambda: held.said.isVisibleTo(held), timeout=20_000)
    finally:
        messages.use(before)
    restored = open_desk(tmp_path / "new", PASSPHRASE, clock=room.desk.clock)
    assert trust.verify_desk(restored) >= 0
    restored.close()
    held.said._buttons[0].click()
    assert opened == [tmp_path / "new"]


def test_a_place_is_chosen_once_and_each_day_has_its_backup_and_each_month_its_rehearsal(
    room: Room, qtbot: QtBot, tmp_path: Path, clock: MovingClock
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    held = the_settings(room, qtbot, "backups").section().held  # type: ignore[attr-defined]
    before = messages.use(Chooses(stick))
    try:
        held.choose.click()
    finally:
        messages.use(before)
    assert room.machine == Settings(backup_folder=str(stick))
    first = keeping.keep_backed_up(room.desk, stick, today=clock.today())
    assert first.made is not None and first.drilled
    again = keeping.keep_backed_up(room.desk, stick, today=clock.today())
    assert again == keeping.ByItself(None, 0, False)
    made, drills, thinned = 1, 1, 0
    for _ in range(33):
        clock.move(days=1)
        kept = keeping.keep_backed_up(room.desk, stick, today=clock.today())
        made, drills, thinned = made + (kept.made is not None), drills + kept.drilled, thinned + kept.thinned
    assert (made, drills) == (34, 2) and thinned > 5
    left = keeping.backups_of(room.desk, stick)
    assert len(left) == 34 - thinned and all(one.verified for one in left)
    held.read()
    qtbot.waitUntil(lambda: not room.jobs.busy())
    assert "last rehearsed on" in held.rehearsed.text()


def test_today_asks_for_what_the_desk_wants_and_leads_there(
    room: Room, qtbot: QtBot, tmp_path: Path, clock: MovingClock
) -> None:
    screen = TodayScreen(room)
    qtbot.addWidget(screen)
    screen.arrive()
    qtbot.waitUntil(lambda: bool(screen.care))
    assert [one.section for one in screen.care] == ["backups", "keys"]
    with qtbot.waitSignal(screen.wants) as asked:
        screen._open(("care", "backups"))
    assert asked.args[0].screen == "settings" and asked.args[0].where == {"section": "backups"}


def test_what_is_due_counts_from_the_day_it_was_last_done(
    desk: Desk, clock: MovingClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("welfare_desk.machine.on_another_disk", lambda place, _folder: "away" in place.name)
    today = clock.today()
    trust.backup_desk(desk, tmp_path / "here", today=today)
    assert [one.section for one in keeping.due(desk, today=today)] == ["backups", "keys"], (
        "a copy beside it is none"
    )
    trust.backup_desk(desk, tmp_path / "away", today=today)
    keeping.mark_proved(desk)
    assert keeping.due(desk, today=today) == ()
    clock.move(days=7)
    assert keeping.due(desk, today=clock.today()) == ()
    clock.move(days=1)
    [backup] = keeping.due(desk, today=clock.today())
    assert backup.last_on == today


def test_a_colleague_is_let_in_and_taken_away(room: Room, qtbot: QtBot, clock: MovingClock) -> None:
    section = the_settings(room, qtbot, "people").section()
    form = section.form  # type: ignore[attr-defined]
    form.show_values({"name": "Bob Orr", "role": "manager", "passphrase": "short", "again": "short"})
    section.save()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not room.jobs.busy())
    assert len(colleagues.ways_in(room.desk)) == 2, "a guessable passphrase is refused"
    assert section.draft() is None or "short" not in str(section.draft())
    good = "lantern otter gravel plum"
    form.show_values({"passphrase": good, "again": good})
    section.save()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: len(colleagues.ways_in(room.desk)) == 3)
    [bob] = [one for one in colleagues.ways_in(room.desk) if one.name == "Bob Orr"]
    [me] = [one for one in colleagues.ways_in(room.desk) if one.person == room.desk.advisor.id]
    with pytest.raises(colleagues.Yourself):
        colleagues.take_away(room.desk, me)
    with pytest.raises(colleagues.PaperStays):
        colleagues.take_away(
            room.desk, next(o for o in colleagues.ways_in(room.desk) if o.kind == "recovery")
        )
    colleagues.take_away(room.desk, bob)
    assert {one.kind for one in colleagues.ways_in(room.desk)} == {"passphrase", "recovery"}


def test_a_lost_computer_is_looked_into_from_the_first_page(
    desk: Desk, qtbot: QtBot, clock: MovingClock, tmp_path: Path
) -> None:
    a_client(desk, surname="Reid", forenames="Ann", contact_warning="Ring after six only.")
    made = trust.backup_desk(desk, tmp_path / "stick", today=clock.today())
    desk.close()
    jobs = Jobs()
    page = FromBackup(jobs, clock, tmp_path / "new")
    qtbot.addWidget(page)
    page.look.click()
    assert page.pages.currentIndex() == 0, "it asks for what is missing"
    page.backup.set_value(str(made.folder))
    page.passphrase.set_value("not the words of it")
    page.look.click()
    qtbot.waitUntil(lambda: page.look.isEnabled(), timeout=20_000)
    assert page.pages.currentIndex() == 0
    page.passphrase.set_value(PASSPHRASE)
    page.look.click()
    qtbot.waitUntil(lambda: page.pages.currentIndex() == 1, timeout=30_000)
    assert "1 person on it" in page.said.accessibleName() and page.passphrase.value() == ""
    before = messages.use(Chooses(tmp_path / "sheet.pdf"))
    try:
        page._save()
    finally:
        messages.use(before)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    page._done()
    assert page._looked is None and not (tmp_path / "new").exists()
    page.passphrase.set_value(PASSPHRASE)
    with qtbot.waitSignal(page.restored, timeout=30_000) as restored:
        page.go_on.click()
    open_desk(restored.args[0], PASSPHRASE, clock=clock).close()
    jobs.finish()
