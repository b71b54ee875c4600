"""The wiring: clock, settings, store -> Desk -> window. The only module that imports the screens.

It owns what lasts longer than an unlock (the window, the jobs, the idle watch) and what must end with
one (the desk, its key, the screens). Only what the lock screen needs is imported here; what an open desk
needs besides comes ``Later``, while a passphrase is typed (``ui.getting_ready``).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from welfare_desk import resources, settings
from welfare_desk.casework.clocks import Clock, RealClock
from welfare_desk.errors import DeskError
from welfare_desk.later import Later
from welfare_desk.rules import days
from welfare_desk.ui import looks, messages, theme
from welfare_desk.ui.autosave import Autosave
from welfare_desk.ui.daily_backup import DailyBackup
from welfare_desk.ui.daily_check import DailyCheck
from welfare_desk.ui.getting_ready import GettingReady
from welfare_desk.ui.jobs import Jobs
from welfare_desk.ui.lock import clipboard
from welfare_desk.ui.lock.idle import Idle
from welfare_desk.ui.lock.minutes import Minutes
from welfare_desk.ui.seeing_through import SeeingThrough
from welfare_desk.ui.shared.link import Link
from welfare_desk.ui.window import Window
from welfare_desk.vault.faults import DeskDamaged, TryLater, WrongPassphrase

if TYPE_CHECKING:
    from welfare_desk.casework import agency, choices, opening
    from welfare_desk.casework.agency import Agency
    from welfare_desk.casework.desk import Changes, Desk
    from welfare_desk.casework.kept_typing import Typed
    from welfare_desk.casework.safekeeping import rekeying
    from welfare_desk.casework.service import day
    from welfare_desk.ui.first_run.page import FirstRun, Wanted
    from welfare_desk.ui.room import Room
    from welfare_desk.vault import guesses
else:
    agency, choices = Later("welfare_desk.casework.agency"), Later("welfare_desk.casework.choices")
    opening = Later("welfare_desk.casework.opening")
    rekeying = Later("welfare_desk.casework.safekeeping.rekeying")
    day = Later("welfare_desk.casework.service.day")
    guesses = Later("welfare_desk.vault.guesses")

APP_ID = "scot.welfaredesk.WelfareDesk"
HEARTBEAT_MS = 60_000
USUAL_FOLDER = Path.home() / "Welfare Desk"


def after_five() -> int:
    """The wait after five wrong tries: from then on the recovery key is offered."""
    return guesses.delay(5)


class Program(QObject):
    """One run of the program: which desk, whether it is open, and the window over it."""

    def __init__(
        self, app: QApplication, clock: Clock, kept: settings.Settings, *, practice_passphrase: str = ""
    ) -> None:
        super().__init__(app)
        self.app, self.clock, self.settings = app, clock, kept
        self._practice_passphrase = practice_passphrase
        self.folder: Path | None = None
        self.desk: Desk | None = None
        self.room: Room | None = None
        self.first_run: FirstRun | None = None
        self.refused: tuple[str, ...] = ()  # what this computer's settings say that is none of the choices
        self._asked_for_pin = False
        self.jobs = Jobs(self)
        self.window = Window(lambda: self.clock.now().astimezone().strftime("%H:%M"))
        self.idle = Idle(
            time.time,
            self,
            curtain_after=kept.curtain_seconds,
            lock_after=kept.lock_seconds,
        )
        self.minutes = Minutes(self.jobs, self.idle, kept, self._bug, self)
        self.autosave = Autosave(self.window, self.jobs, self)
        self.check = DailyCheck(self.jobs, self._found_wrong, self)
        self.link = Link(self.window, self)
        self.backup = DailyBackup(self.jobs, self.window.status.show_word, self._bug, self)
        self.through = SeeingThrough(self.jobs, self.window, self)
        self.ready = GettingReady(app, self.jobs, self.idle, self.window, self)
        self._heart = QTimer(self)
        self._heart.setInterval(HEARTBEAT_MS)
        self._heart.timeout.connect(self._beat)
        self._connect()

    def _connect(self) -> None:
        window = self.window
        if self._practice_passphrase:
            window.lock_screen.show_practice_passphrase(self._practice_passphrase)
        window.lock_screen.passphrase_given.connect(self.unlock)
        window.lock_screen.recovery_key_given.connect(self.recover)
        window.lock_screen.salvage_wanted.connect(self._salvage)
        window.locked.connect(self._let_go)
        window.closing.connect(self._end)
        self.idle.curtain_due.connect(window.draw_curtain)
        self.idle.lock_due.connect(window.lock)
        self.ready.left.connect(self._lock_if_open)
        self.idle.remaining.connect(lambda left: window.status.show_lock(left if self.desk else None))
        window.uncovered.connect(self.idle.begin_again)
        window.changed.connect(self._written)
        window.looks_asked.connect(self._look_otherwise)
        self.link.back.connect(self._show_counts)
        messages.catch_everything(self.autosave.keep_now)

    # Choosing a desk -------------------------------------------------------------------------------

    def start(self) -> None:
        """The last desk at its lock screen, or the first steps."""
        last = Path(self.settings.last_desk) if self.settings.last_desk else None
        if last is not None and (last / "keys.json").is_file():
            self.show_lock(last)
            self.ready.begin(partial(self._open_remembered, last))
        else:
            self.show_first_run()
            self.ready.begin()

    def _open_remembered(self, folder: Path) -> None:
        """At the start only, and never where others use the computer: the keyring may open the desk.

        Whoever has typed the passphrase meanwhile is opening it already.
        """
        if self.settings.shared_computer or self.jobs.busy() or self.desk is not None:
            return
        if not opening.is_remembered(folder):
            return

        def done(desk: Desk | None) -> None:
            self.window.lock_screen.working(False)
            if desk is not None:
                self.enter(desk)

        self.window.lock_screen.working(True)
        work = partial(opening.open_remembered, folder, clock=self.clock)
        self.jobs.run(self, work, done, self._refused, writes=True)

    def show_first_run(self) -> None:
        from welfare_desk.ui.first_run.page import FirstRun  # once in a computer's life

        self.first_run = FirstRun(self.jobs, self._make, USUAL_FOLDER, clock=self.clock)
        self.first_run.made.connect(self._made)
        self.first_run.chosen.connect(self.show_lock)
        self.first_run.fit(self.first_run.screen().availableSize())
        self.first_run.show()

    def _make(self, wanted: Wanted) -> opening.MadeDesk:
        return opening.make_desk(
            wanted.folder,
            wanted.advisor,
            wanted.passphrase,
            clock=self.clock,
            details=wanted.agency,
            practice=wanted.practice,
        )

    def _made(self, made: opening.MadeDesk) -> None:
        self.folder = made.desk.folder
        self._remember(made.desk.folder)
        self._close_first_run()
        self.window.resize(1280, 720)
        self.window.show()
        self.enter(made.desk)

    def show_lock(self, folder: Path) -> None:
        """Show the lock screen of a desk."""
        self.folder = folder
        self.window.desk_name = folder.name
        self.window.lock_screen.offer_salvage(folder in self.check.damaged)
        self.window.open_locked()
        self._close_first_run()
        self.window.resize(1280, 720)
        self.window.show()

    def _close_first_run(self) -> None:
        if self.first_run is not None:
            self.first_run.close()
            self.first_run.deleteLater()
            self.first_run = None

    def _is_of(self, whose: Agency) -> None:
        if self.desk is not None:
            self.window.rail.show_person(self.desk.advisor.name, whose.name)
            self.link.is_of(whose.name)

    def _remember(self, folder: Path) -> None:
        if not self._practice_passphrase:
            last = "" if self.settings.shared_computer else str(folder)
            self.change_settings(replace(self.settings, last_desk=last))

    def change_settings(self, changed: settings.Settings) -> None:
        """Remember these, and count idle minutes by them from now on."""
        if changed.shared_computer:
            changed = replace(changed, last_desk="")  # where the desk lies is nobody else's to know
            if self.desk is not None and not self.settings.shared_computer:
                self.jobs.run(self, partial(opening.forget_here, self.desk), lambda _: None, writes=True)
        before, self.settings = self.settings, changed
        if not looks.look_alike(before, changed):
            looks.wear(self.app, changed)
        self.minutes.of_computer(changed)
        clipboard.clear_after(changed.clipboard_seconds)
        if self.room is not None:
            self.room.machine = changed
        beside = self.folder.parent if self._practice_passphrase and self.folder else None
        settings.save(changed, beside)

    def _look_otherwise(self, what: str) -> None:
        """One of the keys for text size and contrast, at the lock screen too."""
        self.change_settings(looks.asked(self.settings, what))
        self.window.status.show_word(looks.said(self.settings, what))
        if self.desk is not None:
            from welfare_desk.casework.desk import Changes  # the keys work at the lock screen too

            self.window.announce(Changes.of(None, "machine"))

    def _written(self, changes: Changes) -> None:
        if "settings" in changes.kinds:
            self.minutes.of_desk(self.desk)
        self._show_counts()

    # Unlock and lock -------------------------------------------------------------------------------

    def unlock(self, passphrase: str) -> None:
        """Try a passphrase; the screen is never blocked by it."""
        folder = self.folder
        if folder is None:
            return
        self.window.lock_screen.clear()
        self.window.lock_screen.working(True)
        self.jobs.run(
            self,
            self.autosave.reading(lambda: opening.open_or_read(folder, passphrase, clock=self.clock)),
            self.enter,
            self._refused,
            writes=True,
        )

    def recover(self, recovery_key: str) -> None:
        """The recovery key was typed: ask for a new passphrase, then open."""
        folder = self.folder
        if folder is None:
            return
        from welfare_desk.ui.first_run.forgotten import NewPassphrase  # not at every start

        answer = NewPassphrase.ask(opening.people_of(folder), self.window)
        if answer is None:
            return
        self.window.lock_screen.working(True)
        self.jobs.run(
            self,
            self.autosave.reading(
                partial(opening.recover_desk, folder, recovery_key, *answer, clock=self.clock)
            ),
            self.enter,
            self._refused,
            writes=True,
        )

    def change_key(self, passphrase: str) -> None:
        """Give the desk another data key: it locks, nothing of it is open meanwhile, and opens again."""
        folder, desk = self.folder, self.desk
        if folder is None or desk is None:
            return
        person = str(desk.advisor.id)
        self.window.lock()
        self.window.lock_screen.working(True)
        self.window.lock_screen.since.say("The desk is being given another data key.")

        def work() -> Desk:
            done = rekeying.change_data_key(folder, passphrase, clock=self.clock, person_id=person)
            return opening.open_with_key(folder, done.key, clock=self.clock)

        self.jobs.run(self, work, self._rekeyed, self._refused, writes=True)

    def _rekeyed(self, desk: Desk) -> None:
        self.enter(desk)
        self.window.go("settings", section="backups")
        self.window.status.show_word("This desk has another data key. Back it up now.")

    def open_other(self, folder: Path) -> None:
        """Lock this desk and show another's lock screen."""
        self.window.lock()
        self.window.forget_place()
        self.show_lock(folder)

    def _refused(self, fault: BaseException) -> None:
        screen = self.window.lock_screen
        screen.working(False)
        if isinstance(fault, TryLater):
            screen.refuse(fault.said, fault.seconds, forgotten=fault.seconds >= after_five())
        elif isinstance(fault, WrongPassphrase) and self.folder is not None:
            wait = opening.seconds_to_wait(self.folder, clock=self.clock)
            screen.refuse(str(fault), wait, forgotten=wait >= after_five())
        elif isinstance(fault, DeskError):
            screen.refuse(str(fault))
            screen.offer_salvage(isinstance(fault, DeskDamaged))
        else:
            messages.show_fault(self.window, fault)

    def _salvage(self) -> None:
        """What is whole of the damaged desk, into a new one: its lock screen comes next."""
        if self.folder is not None:
            from welfare_desk.ui.lock.salvaging import Salvage  # a desk is seldom damaged

            self.salvaging = Salvage(self.jobs, self.folder, self.clock, self.window)
            self.salvaging.wanted.connect(self.show_lock)
            self.salvaging.open()

    def _found_wrong(self, fault: DeskError) -> None:
        """The check of the day found something; in a sentence, with the way on."""
        way = "Lock the desk: its lock screen can read out what is whole. Or restore the newest good backup."
        damaged = self.folder in self.check.damaged
        messages.tell(self.window, fault.said, way if damaged else fault.hint or "")

    def enter(self, desk: Desk) -> None:
        """A desk is open: give its screens to the window and show where one was."""
        from welfare_desk.ui import screens  # what a lock screen never shows
        from welfare_desk.ui.recent import Recent
        from welfare_desk.ui.room import Room

        self.ready.listen()
        self.desk, self.folder = desk, desk.folder
        self.room = Room(
            desk,
            self.jobs,
            bool(self._practice_passphrase),
            self.settings,
            self.change_settings,
            self.change_key,
            self.open_other,
        )
        window = self.window
        window.lock_screen.working(False)
        window.desk_name = desk.folder.name
        screens.offer_all(window, self.room)
        screens.add_sources(window, self.room)
        window.rail.show_person(desk.advisor.name, "")
        practising = bool(self._practice_passphrase)
        name = "Practice desk" if practising else desk.folder.name
        pretends = days.full(self.clock.today()) if practising else ""
        window.status.show_desk(f"{name}, reading only" if desk.read_only else name, pretends)
        self._remember(desk.folder)
        self.minutes.of_desk(desk)
        self._show_counts()
        typed = self.autosave.begin(desk)
        window.give_back(typed)
        window.unlocked()
        Recent(window, self.room)
        if window.place() is None:
            self._show_first(desk, typed)
        self.link.begin(desk)
        self.jobs.run(self, partial(agency.agency, desk, on=self.clock.today()), self._is_of)
        self._heart.start()
        if not self._practice_passphrase:
            self.backup.keep(desk, self.settings.backup_folder, today=self.clock.today())
        if window.pin is None and not self._practice_passphrase and not self._asked_for_pin:
            self._asked_for_pin = True  # once a start; without a PIN the curtain is a lock
            window.ask_for_pin()

    def _bug(self, fault: BaseException) -> None:
        messages.show_fault(self.window, fault)

    def _show_first(self, desk: Desk, typed: Mapping[str, Typed]) -> None:
        """Where they chose to start; or where somebody was still typing when the program last ended."""
        places = [(at.split(" ")[0], where) for at, (where, _) in typed.items()]
        known = [(screen, where) for screen, where in places if self.window.has(screen)]
        if known:
            screen, where = known[-1]
            self.window.go(screen, **where)
            self._greet("What you were typing is here again.")
            return

        def done(chosen: Mapping[str, Any]) -> None:
            if self.desk is desk and self.window.place() is None:
                self.window.go(chosen["start_on"])
                self._greet(f"{desk.in_use_by} has this desk open; you can read." if desk.in_use_by else "")

        usual = partial(done, {"start_on": settings.declared("start_on").usual})
        self.jobs.run(self, partial(choices.of_person, desk), done, lambda _fault: usual())

    def _greet(self, word: str) -> None:
        """What there is to say at the start: what this computer's settings could not say, and what is new."""
        if word or self.refused:
            self.window.status.show_word(" ".join(self.refused) or word)
        if self.room is not None:
            from welfare_desk.ui.help import whats_new  # once a start

            whats_new.greet(self.window, self.room)

    def _show_counts(self) -> None:
        desk = self.desk
        if desk is not None:
            today = self.clock.today()
            self.jobs.run(self, lambda: day.counts(desk, today=today), self.window.rail.show_counts)

    def _beat(self) -> None:
        if self.desk is not None and self.desk.lock is not None:
            self.desk.lock.beat(self.clock.now())
        if self.desk is not None and not self._practice_passphrase:
            self.check.look(self.desk, self.clock.today())
        self._show_counts()

    def _lock_if_open(self) -> None:
        """The computer is being left."""
        if self.desk is not None:
            self.window.lock()

    def _end(self) -> None:
        """The window is going: nothing may speak to it any more."""
        self.idle.stop(self.app)
        self.through.see()
        self._let_go()

    def _let_go(self) -> None:
        """The keys go: jobs end, the desk closes."""
        self._heart.stop()
        self.link.end()
        self.jobs.finish()
        self.autosave.end()
        clipboard.take_back_everything()
        if self.desk is not None:
            self.window.lock_screen.offer_salvage(self.desk.folder in self.check.damaged)
            self.desk.close()
        self.desk, self.room = None, None
        self.minutes.of_desk(None)
        self.window.status.show_lock(None)


def application() -> QApplication:
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Welfare Desk")
    app.setDesktopFileName(APP_ID)  # so that the desktop shows our icon and not a stranger's
    app.setWindowIcon(QIcon(str(resources.path(f"desktop/{APP_ID}.svg"))))
    app.setQuitOnLastWindowClosed(True)
    return app


def run() -> int:
    """Open the last desk, or the first steps."""
    app = application()
    kept, refused = settings.read()
    looks.wear(app, kept)
    theme.follow_system(app)
    program = Program(app, RealClock(), kept)
    program.refused = refused
    program.start()
    return app.exec()
