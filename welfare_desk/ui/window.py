"""The window: a frame round one screen at a time, with the palette, the lock and the curtain over it.

It moves between screens and passes on what changed. It knows no client, and its title names nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from welfare_desk.ui import commands, theme
from welfare_desk.ui.frame import Rail, StatusLine, TitleLine
from welfare_desk.ui.half_typed import HalfTyped
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.field_parts import FieldLabel
from welfare_desk.ui.lock.cover import ChoosePin, Curtain, LockScreen, StartPin
from welfare_desk.ui.lock.guest import Guest
from welfare_desk.ui.palette import Found, Palette, Source, among
from welfare_desk.ui.private_view import SAYS, TO_LOOK_AT, Plate
from welfare_desk.ui.screen import Heading, Place, Screen
from welfare_desk.ui.shared.strip import SharedStrip

if TYPE_CHECKING:  # the latter know the window
    from welfare_desk.casework.kept_typing import Typed
    from welfare_desk.ui.list_saving import ListSaving
    from welfare_desk.ui.undoing import Undoing

TITLE = "Welfare Desk"
STAYS = "No server: another page opens when it is there again."
ASK_NOTHING = frozenset({"help", "rates"})  # pages that can be shown with no server


class Window(QMainWindow):
    """The one window of the program.

    Signals:
        locked: everything is hidden and the drafts are kept; the wiring closes the keys now.
        arrived: payload Place, after a screen has been shown.
        uncovered: the person is back, by passphrase or PIN; idleness is counted from now.
        changed: payload Changes, after any write: what is counted beside the rail may have moved.
        looks_asked: payload str, a key for the size of text or for contrast, on a covered window too.
        hiding: what the screens show is about to go; the wiring sees through what they are saving.
        closing: the window is about to go; the wiring finishes jobs and closes the desk.
    """

    locked = Signal()
    arrived = Signal(object)
    uncovered = Signal()
    changed = Signal(object)
    looks_asked = Signal(object)
    closing = Signal()
    hiding = Signal()

    def __init__(self, time_of_day: Callable[[], str] = str, parent: QWidget | None = None) -> None:
        """``time_of_day`` says ``14:06``, for the lock screen; the wiring owns the clock."""
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.time_of_day = time_of_day
        self._makers: dict[str, Callable[[], Screen]] = {}
        self._screens: dict[str, Screen] = {}
        self._holders: dict[str, QScrollArea] = {}
        self._stale: dict[str, list[object]] = {}
        self._past: list[Place] = []
        self._here: Place | None = None
        self._wheres: dict[str, Mapping[str, Any]] = {}  # by screen, what it was last asked to show
        self._typing = HalfTyped()
        self.rail, self.strip = Rail(), SharedStrip()
        self.title_line, self.status = TitleLine(), StatusLine()
        self.body = QStackedWidget()
        self.lock_screen, self.curtain, self.choose_pin = LockScreen(), Curtain(), ChoosePin()
        self.pin: StartPin | None = None
        self.private = False  # no client's name and nothing clinical on the screen
        self.plate = Plate(self.go, self.switch_private_view)
        self.not_read = Empty(
            "This page could not be read: the server is not there.",
            "It opens by itself when the server is there again. What you typed elsewhere is kept.",
        )
        self._guest: Guest | None = None
        self.desk_name = ""
        self.undoing: Undoing | None = None  # of the desk that is open now
        self.stays_because = ""  # why no other page can be read just now; what is open stays
        self.list_saving: ListSaving | None = None
        self._build()
        self.palette_panel = Palette(self)
        self._do = Source("Do", self._commands_found, 8)
        self.palette_panel.sources.append(self._do)
        self.palette_panel.may_ask = lambda source: source is self._do or not self.private
        self.actions_by_id = commands.bind(self, self.menuBar())
        self.menuBar().setVisible(self.menuBar().isNativeMenuBar())
        theme.dress(self.fit_text_size)

    def _build(self) -> None:
        frame, right = QWidget(), QWidget()
        across, down = QHBoxLayout(frame), QVBoxLayout(right)
        for layout in (across, down):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        for widget, stretch in ((self.strip, 0), (self.title_line, 0), (self.body, 1), (self.status, 0)):
            down.addWidget(widget, stretch)
        across.addWidget(self.rail)
        across.addWidget(right, 1)
        self._frame = frame
        self._layers = QStackedWidget()
        for layer in (frame, self.lock_screen, self.curtain, self.choose_pin):
            self._layers.addWidget(layer)
        self.setCentralWidget(self._layers)
        self.body.addWidget(self.plate)
        self.body.addWidget(self.not_read)
        self.rail.chosen.connect(self.go)
        self.rail.find_asked.connect(self.open_palette)
        self.title_line.owner_pressed.connect(lambda place: self.go(place.screen, **place.where))
        self.curtain.opened.connect(self.uncover)
        self.curtain.spent.connect(self.lock)
        self.choose_pin.chosen.connect(self._pin_chosen)
        self.setMinimumSize(640, 400)

    # Screens --------------------------------------------------------------------------------------

    def offer(self, screen: str, make: Callable[[], Screen]) -> None:
        """A screen that can be gone to; it is made the first time."""
        self._makers[screen] = make

    def has(self, screen: str) -> bool:
        return screen in self._makers

    def front(self) -> Screen | None:
        """The screen in front."""
        holder = self.body.currentWidget()
        front = holder.widget() if isinstance(holder, QScrollArea) else None
        return front if isinstance(front, Screen) else None

    def screen_named(self, name: str) -> Screen:
        """A screen by name, made if need be."""
        if name not in self._screens:
            made = self._makers[name]()
            made.heading_changed.connect(lambda made=made: self._read_heading(made))
            made.wants.connect(
                lambda place: self._show(Place(place.screen, dict(place.where)), remember=not place.instead)
            )
            made.wrote.connect(lambda changes, made=made: self.announce(changes, made))
            made.said.connect(lambda words, made=made: self._say(made, words))
            made.hands_over.connect(self.hand_over)
            made.not_there.connect(lambda made=made: self._stay(made))
            made.read_through.connect(lambda made=made: self._typing.read_through(name, made))
            made.saved_late.connect(lambda visit, changes, made=made: self._saved_late(made, visit, changes))
            self._screens[name] = made
            self._holders[name] = _holding(made)
            self.body.addWidget(self._holders[name])
        return self._screens[name]

    def _saved_late(self, screen: Screen, visit: int, changes: object) -> None:
        """What it was saving when it was sent on is saved."""
        self._typing.saved_late(screen.name, visit)
        if changes is not None:
            self.announce(changes)

    def title_of(self, name: str) -> str:
        """What the screen is called; never a person's name."""
        return self.screen_named(name).title

    def _say(self, screen: Screen, words: str) -> None:
        if screen is self.front():
            self.status.show_saved(words)

    def go(self, screen: str, **where: Any) -> None:
        """Show a screen and what it should show there."""
        self._show(Place(screen, dict(where)), remember=True)

    def go_back(self) -> None:
        if self._past and not self.stays_because:
            self._show(self._past.pop(), remember=False)

    def leave_what_is_gone(self, gone: Collection[UUID]) -> None:
        """Back to the last place that shows nothing of what is no longer in the desk."""
        self._past = [place for place in self._past if not place.shows(gone)]
        last = self._past.pop() if self._past else Place("today", {})
        self._show(last, remember=False)

    def can_go_back(self) -> bool:
        return bool(self._past)

    def place(self) -> Place | None:
        """Where one is."""
        return self._here

    def _show(self, place: Place, *, remember: bool) -> None:
        if self.stays_because and place.screen not in ASK_NOTHING:
            self.status.show_word(self.stays_because)
            return
        if remember and self._here is not None and self._here != place:
            self._past = [*self._past[-19:], self._here]
        self._here = place
        if self.private and place.screen not in TO_LOOK_AT:
            self._show_plate()
            return
        here = self._wheres.get(place.screen, place.where)
        if self._typing.part(self._screens.get(place.screen), Place(place.screen, here), place):
            self._drop_screen(place.screen)
        shown = self.screen_named(place.screen)
        self.body.setCurrentWidget(self._holders[place.screen])
        self.rail.light(shown.rail or shown.name)
        self.setWindowTitle(f"{shown.title} - {TITLE}" if shown.title else TITLE)
        self._stale.pop(place.screen, None)  # arriving reads everything anyway
        self.status.show_word("")
        shown.to_be_read = shown.to_be_read or self._wheres.get(place.screen) != place.where
        shown.arrive(**place.where)
        self._wheres[place.screen] = place.where
        self._typing.arrived(shown, place)
        self._read_heading(shown)
        self.title_line.show_band(shown.band())
        self.arrived.emit(place)

    def _read_heading(self, screen: Screen) -> None:
        if screen is self.front():
            heading = screen.heading()
            self.title_line.show_heading(replace(heading, note=SAYS) if self.private else heading)

    def _stay(self, unread: Screen) -> None:
        """The server went as this page was gone to: back to the one before, which is as it was left.

        Where that one was the same screen about somebody else, nothing of it stands under this name.
        """
        if unread is not self.front() or self.private:
            return
        last = self._past[-1] if self._past else None
        before = self._screens.get(last.screen) if last is not None else None
        if last is None or before is None or before is unread or self._wheres[last.screen] != last.where:
            self.body.setCurrentWidget(self.not_read)
            self.title_line.show_heading(Heading(unread.title))
            self.title_line.show_band(None)
            return
        self._past.pop()
        self._here = last
        self.body.setCurrentWidget(self._holders[last.screen])
        self.rail.light(before.rail or before.name)
        self.setWindowTitle(f"{before.title} - {TITLE}" if before.title else TITLE)
        self._read_heading(before)
        self.title_line.show_band(before.band())
        self.arrived.emit(last)
        self.status.show_word(STAYS)

    def read_what_was_not(self) -> None:
        """The server is there again: a page that could not be read is read."""
        if self.body.currentWidget() is self.not_read and self._here is not None:
            self._show(self._here, remember=False)

    def switch_private_view(self) -> None:
        """Take down all that names a client or is clinical, or show it again as it was (F9)."""
        self.private = not self.private
        self.status.keep_to_itself(self.private)
        if self.private:
            self._hide_boxes()
            self.hiding.emit()
            self._typing.hold(self.half_typed())
            self._drop_screens()
        if self._here is not None:
            self._show(self._here, remember=False)

    def _show_plate(self) -> None:
        self.body.setCurrentWidget(self.plate)
        self.rail.light("")
        self.setWindowTitle(TITLE)
        self.title_line.show_heading(Heading("Private view"))
        self.title_line.show_band(None)
        self.plate.setFocus()

    def announce(self, changes: object, origin: Screen | None = None) -> None:
        """Something was written: the screen in front catches up now, the others when they are shown."""
        self._typing.forget(getattr(changes, "gone", ()))
        for name, screen in self._screens.items():
            if screen is origin or not screen.concerns(changes):
                continue
            if screen is self.front() and not self.is_covered():
                screen.refresh(changes)
                self._read_heading(screen)
            else:
                self._stale.setdefault(name, []).append(changes)
        self.changed.emit(changes)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """What the commands mean on the screen in front."""
        front = self.front()
        return front.acts() if front is not None else {}

    def take_back(self) -> None:
        """Ctrl+Z: the last act, said at the foot."""
        if self.undoing is not None:
            self.undoing.undo()

    def do_again(self) -> None:
        if self.undoing is not None:
            self.undoing.redo()

    def save_list(self) -> None:
        if self.list_saving is not None:
            self.list_saving.save()

    # The palette ------------------------------------------------------------------------------------

    def add_source(self, source: Source) -> None:
        """Plug in something to be found, before the commands unless it says it stands last."""
        sources = self.palette_panel.sources
        sources.insert(len(sources) if source.last else sources.index(self._do), source)

    def forget_sources(self) -> None:
        """Only the commands are left to be found: another desk is about to be opened."""
        self.palette_panel.sources[:] = [self._do]

    def open_palette(self) -> None:
        if not self.is_covered():
            self.palette_panel.open()

    def _commands_found(self, typed: str) -> list[Found]:
        front = self.front()
        about = front.about() if front is not None and not self.private else ""
        lines = [
            Found(act.words, act.do, "a button of this screen", act.icon)
            for act in (front.heading().buttons() if front is not None and typed.strip() else ())
        ]
        for command in commands.TABLE:
            if command.id == "find" or not commands.open_to(self, command):
                continue
            theirs = about and command.menu == "Do" and command.id in self.acts()
            words = f"{command.words} for {about}" if theirs else command.words
            lines.append(Found(words, partial(commands.run, self, command), "", command.icon, command.key))
        return among(lines, typed)

    # Lock and curtain -------------------------------------------------------------------------------

    def is_covered(self) -> bool:
        """Whether the lock, the curtain or what somebody else was handed hides everything."""
        return self._layers.currentWidget() is not self._frame

    def lock(self, since: str = "") -> None:
        """Hide everything at once, keep the drafts, drop what the screens showed. Never asks."""
        self._cover(self.lock_screen)
        self.hiding.emit()
        self._typing.hold(self.half_typed())
        self._drop_screens()
        self.undoing = self.list_saving = None
        since = since or self.time_of_day()
        self.lock_screen.show_locked(since, desk=self.desk_name, kept=bool(self._typing))
        self.locked.emit()

    def open_locked(self) -> None:
        """At the start: the lock screen, before anything has been shown."""
        self.lock_screen.show_locked(desk=self.desk_name)
        self._cover(self.lock_screen)

    def forget_place(self) -> None:
        """Another desk is about to be opened: where one was, and what was half written, were of this one."""
        self._here, self._past = None, []
        self._typing.let_go()

    def unlocked(self) -> None:
        """The keys are back: the same place again, and each draft where it was."""
        self.lock_screen.clear()
        self._layers.setCurrentWidget(self._frame)
        if self._here is not None:
            self._show(self._here, remember=False)
        self.uncovered.emit()

    def draw_curtain(self) -> None:
        """Hide everything but keep the keys; without a PIN chosen this start, lock."""
        if self._layers.currentWidget() is self.lock_screen:
            return
        if self.pin is None or self.pin.tries_left <= 0:
            self.lock()
            return
        self.curtain.show_drawn(self.pin, desk=self.desk_name)
        self._cover(self.curtain)

    def hand_over(self, guest: Guest) -> None:
        """Show somebody else this and nothing of the desk; leaving it asks for the PIN or the passphrase."""
        if self.is_covered():
            guest.deleteLater()
            return
        self._guest = guest
        guest.left.connect(self.draw_curtain)
        self._layers.addWidget(guest)
        self._cover(guest)
        self.menuBar().hide()

    def _take_back(self) -> None:
        """Whatever was handed over goes from the screen, its unsaved words to whoever handed it over."""
        guest, self._guest = self._guest, None
        if guest is not None:
            guest.put_away()
            self._layers.removeWidget(guest)
            guest.hide()
            guest.deleteLater()

    def ask_for_pin(self) -> None:
        """After the first unlock of this start: choose the six digits."""
        self._cover(self.choose_pin)

    def uncover(self) -> None:
        """Draw the curtain back: all is as it was, and catches up with what was written meanwhile."""
        self._layers.setCurrentWidget(self._frame)
        front = self.front()
        if front is not None:
            for changes in self._stale.pop(front.name, [])[-1:]:
                front.refresh(changes)
                self._read_heading(front)
        self.uncovered.emit()

    def half_typed(self) -> dict[str, Typed]:
        """By place, where one was there and what is half written, with what is still to be given back."""
        return self._typing.of(self._screens, self._wheres)

    def give_back(self, typed: Mapping[str, Typed]) -> None:
        """Each is shown again as soon as somebody comes back to where it was typed."""
        self._typing.hold(typed)

    def forget_typing(self) -> None:
        """It has been sealed in the desk: nothing of it stays in memory."""
        self._typing.let_go()

    def _drop_screens(self) -> None:
        self.title_line.show_band(None)
        self.title_line.show_heading(Heading(""))
        self.status.show_word("")
        self.body.setCurrentWidget(self.plate)  # not the page that says there is no server
        for name in list(self._screens):
            self._drop_screen(name)

    def _drop_screen(self, name: str) -> None:
        holder = self._holders.pop(name)
        if holder is self.body.currentWidget():
            self.title_line.show_band(None)
        for timer in holder.findChildren(QTimer):
            timer.stop()  # one that has run out would save by itself before the screen is gone
        self.body.removeWidget(holder)
        holder.deleteLater()
        del self._screens[name]
        self._stale.pop(name, None)
        self._typing.dropped(name)

    def _cover(self, layer: QWidget) -> None:
        self._layers.setCurrentWidget(layer)
        if layer is not self._guest:
            self._take_back()
        self._hide_boxes()
        layer.setFocus()

    def _hide_boxes(self) -> None:
        self.palette_panel.close_up()
        for window in QApplication.topLevelWidgets():
            if window is not self and window.isVisible() and not window.isAncestorOf(self):
                if isinstance(window, QDialog):
                    window.reject()  # whoever waits for its answer goes on
                window.hide()  # a box, a menu or a list let down may show a name

    def _pin_chosen(self, pin: StartPin | None) -> None:
        self.pin = pin
        self.uncover()

    # Qt's own ---------------------------------------------------------------------------------------

    def fit_text_size(self) -> None:
        """Fit the frame to the size text has now."""
        self.rail.set_narrow(self.width() < theme.px(820))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_text_size()
        self.palette_panel.setGeometry(self.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves: first what is open inside the screen, then the screen. F10 shows the menus."""
        self._show_letters(event)
        if event.key() == Qt.Key.Key_F10 and not self.is_covered():
            self.menuBar().setVisible(not self.menuBar().isVisible())
        elif event.key() == Qt.Key.Key_Escape and not self.is_covered():
            front = self.front()
            if front is not None and not front.leave():  # nothing moves unseen behind the plate
                self.go_back()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._show_letters(event, held=False)
        super().keyReleaseEvent(event)

    def _show_letters(self, event: QKeyEvent, *, held: bool = True) -> None:
        if event.key() == Qt.Key.Key_Alt:
            for label in self.findChildren(FieldLabel):
                label.show_letter(held)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _holding(screen: Screen) -> QScrollArea:
    """A screen that needs more room than the window has (large text, small laptop) scrolls as a whole."""
    holder = QScrollArea()
    holder.setFrameShape(QFrame.Shape.NoFrame)
    holder.setWidgetResizable(True)
    holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    holder.setAccessibleName(screen.title)
    holder.setWidget(screen)
    return holder
