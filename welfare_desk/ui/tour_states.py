"""States that a tour has to bring about: a form that was refused, an empty desk, a colleague, no server.

Each is a ``then`` of a stop. What it answers with, if it is a window of its own, is pictured by itself.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from welfare_desk.casework.invented.new_desk import empty_desk
from welfare_desk.casework.invented.practice_desk import Told
from welfare_desk.ui import messages
from welfare_desk.ui.room import Room
from welfare_desk.ui.window import Window

if TYPE_CHECKING:
    from welfare_desk.casework.opening import MadeDesk
    from welfare_desk.ui.first_run.page import FirstRun, Wanted

_A_KEY = "-".join(("K7QF2", "9MXTD", "4WHRN", "PB3CZ", "6VYEJ", "RG8SK", "2DNQA", "T5HWM", "F9XBP", "3CJZE"))


def _room(window: Window) -> Room:
    return window.front().room  # type: ignore[union-attr,no-any-return]


# Forms --------------------------------------------------------------------------------------------


def refused_referral(window: Window) -> None:
    """Half of it is missing and the rest cannot be right: each field says so."""
    front = window.front()
    fields = front.fields  # type: ignore[union-attr]
    for name, typed in (("postcode", "DD5 9"), ("ni_number", "BG 12 34 56 A")):
        fields[name].line.setText(typed)
    front.save()  # type: ignore[union-attr]


def both_versions(told: Told, window: Window) -> None:
    """A colleague writes down another telephone number while one is being typed."""
    from welfare_desk.casework.people import clients

    show_strip(window)
    front, room = window.front(), _room(window)
    theirs = replace(front.client_draft(), phone="01382 496 0117", contact_warning="")  # type: ignore[union-attr]
    before = front.version  # type: ignore[union-attr]
    front.form.fields["phone"].set_value("07700 900187")  # type: ignore[union-attr]
    front.form.fields["known_as"].set_value("Cal")  # type: ignore[union-attr]
    clients.change_client(room.desk, told.clients["callum"], theirs, version=before, today=room.today())
    front.save()  # type: ignore[union-attr]


# A shared desk ------------------------------------------------------------------------------------


def show_strip(window: Window) -> None:
    window.strip.show_desk("Tayside Advice Partnership")


def colleague_here(window: Window) -> None:
    from welfare_desk.casework.shared.presence import Other, in_words

    show_strip(window)
    window.strip.show_others(in_words((Other("Shona Baird", same_case=False),)))


def server_away(window: Window) -> None:
    from welfare_desk.casework.shared.news import AWAY

    show_strip(window)
    window.strip.show_away(AWAY)


def alone_again(window: Window) -> None:
    """As before: the practice desk is nobody else's."""
    window.strip.show_desk("")


# Windows of their own -----------------------------------------------------------------------------


def crash(window: Window) -> QWidget:
    """What is said when it is our fault."""
    box = messages.box(window, messages.OUR_FAULT, messages.kept_and("WD-4C19E2"))
    box.show()
    return box


def first_run(window: Window) -> FirstRun:
    """The very first start, before there is any desk."""
    from welfare_desk.ui.first_run.page import FirstRun

    room = _room(window)
    made = FirstRun(room.jobs, _never, Path("Welfare Desk"), clock=room.desk.clock)
    made.fit(window.size())  # as on a screen no larger than the window
    made.show()
    return made


def recovery_sheet(window: Window) -> QWidget:
    """The key that is shown once; this one opens nothing."""
    made = first_run(window)
    made.sheet.show_key(_A_KEY)
    made.pages.setCurrentWidget(made.sheet)
    return made


def _never(_wanted: Wanted) -> MadeDesk:
    raise ValueError("a tour makes no desk here")


# An empty desk ------------------------------------------------------------------------------------


def empty(screen: str, window: Window) -> QWidget:
    """A screen as a new advisor meets it, at a desk on which nobody has written anything."""
    known = window.findChild(_EmptyDesk)
    there = known if isinstance(known, _EmptyDesk) else _EmptyDesk(window)
    return there.at(screen)


class _EmptyDesk(QObject):
    """A desk of its own in a window of its own, until the window of the tour closes."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._folder = tempfile.TemporaryDirectory(prefix="welfare-desk-")
        self._desk = empty_desk(Path(self._folder.name) / "desk")
        self._tour, self._shown = window, Window(window.time_of_day)
        from welfare_desk.ui import screens  # which know the screens that know the tour's window

        screens.offer_all(self._shown, Room(self._desk, _room(window).jobs, practice=True))
        self._shown.rail.show_person(self._desk.advisor.name, "Tayside Advice Partnership")
        self._shown.status.show_desk("Empty desk")
        window.closing.connect(self._end)

    def at(self, screen: str) -> QWidget:
        self._shown.resize(self._tour.size())
        self._shown.show()
        self._shown.unlocked()
        self._shown.go(screen)
        return self._shown

    def _end(self) -> None:
        self._shown.close()
        self._desk.close()
        self._folder.cleanup()


# A client's pages ---------------------------------------------------------------------------------

_A_SCALE = b"""
name = "Shoreline five"
edition = "2"
licence = "Invented, to practise with"
change_that_matters = 1
answers = [["Not at all", 0], ["A little", 1], ["Much", 2]]
[[item]]
words = "The week ahead feels like something I can steer"
[[item]]
words = "I open my post"
[[item]]
words = "I know whom to ring"
"""


def on_a_scale(told: Told, window: Window) -> None:
    from welfare_desk.casework.service import distance

    desk, isla = _room(window).desk, told.clients["isla"]
    scale = distance.load_scale(desk, _A_SCALE, today=date(2026, 9, 1)).id
    for on, answers in ((date(2026, 9, 3), (0, 0, 1)), (date(2026, 11, 19), (1, 2, 1))):
        distance.answer(desk, isla, scale, answers, today=on)  # type: ignore[arg-type]
    window.go("distance", person=isla)


def on_the_other_side(told: Told, window: Window) -> None:
    """The landlord is a client too."""
    from welfare_desk.casework.people import conflicts

    room, isla = _room(window), told.clients["isla"]
    draft = conflicts.OtherSideDraft(isla, "landlord", "Laing", "Derek")
    conflicts.name_other_side(room.desk, draft, today=room.today())
    window.go("conflicts", person=isla)


def somebody_acts(told: Told, window: Window) -> None:
    from welfare_desk.casework.people import acting

    room, agnes = _room(window), told.clients["agnes"]
    draft = acting.ActingDraft(
        agnes,
        "attorney_continuing",
        "Jean Mutch",
        "Registered power of attorney, seen in the original",
        date(2026, 10, 8),
        date(2025, 3, 14),
        address="4 Shore Road\nMillbank",
        postcode="DD5 9ZZ",
        phone="01382 496 0155",
    )
    acting.record(room.desk, draft, today=room.today())
    window.go("acting", person=agnes)


# The palette --------------------------------------------------------------------------------------


def find_nothing(window: Window) -> None:
    window.open_palette()
    line = window.palette_panel.findChild(QLineEdit)
    if line is not None:
        line.setText("zzz 0000")
