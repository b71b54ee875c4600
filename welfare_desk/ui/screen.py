"""What a screen is to the frame: its name, its heading, how one arrives, how it catches up.

A screen shows views, gives drafts and shows problems; it decides nothing about casework.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Act:
    """A button of the title line. A closed one says why in its tool tip."""

    words: str
    do: Callable[[], object]
    icon: str = ""
    closed_because: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title line: where one is, what may be done. ``owner`` is who it belongs to, before a chevron.

    ``second`` is a quieter line below the title; ``owner_place`` is where a click on the owner leads.
    """

    words: str
    note: str = ""
    owner: str = ""
    owner_place: tuple[str, Mapping[str, Any]] | None = None
    second: str = ""
    acts: tuple[Act, ...] = ()
    primary: Act | None = None

    def buttons(self) -> tuple[Act, ...]:
        """Those that may be pressed now, the primary one first."""
        every = (*((self.primary,) if self.primary is not None else ()), *self.acts)
        return tuple(act for act in every if not act.closed_because)


@dataclass(frozen=True, slots=True)
class Place:
    """A screen and what it shows there: enough to come back to it.

    ``instead``: going back from it passes by where one is now, which has done its work.
    """

    screen: str
    where: Mapping[str, Any]
    instead: bool = False

    def shows(self, ids: Collection[UUID]) -> bool:
        """Whether it shows one of these."""
        return any(isinstance(value, UUID) and value in ids for value in self.where.values())


class Screen(QWidget):
    """The base of every screen.

    Class values: ``name`` (kebab-case, also the name of its picture), ``rail`` (which rail item is lit),
    ``title`` (for the palette and the window's title: never a person's name).

    Signals:
        heading_changed: the title line must be read again.
        wants: payload Place, another screen should be shown.
        wrote: payload Changes, after a write of this screen's.
        said: payload str, a short word for the status line ("Saved 14:02").
        hands_over: payload Guest, somebody who is not the advisor shall see this and nothing else.
        not_there: what it was to show could not be read, for the server is not there.
        read_through: all that it had asked for has been read and shown.
        saved_late: payload a visit and Changes or None, what it began to save on that earlier visit is saved.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    rail: ClassVar[str] = ""

    heading_changed = Signal()
    wants = Signal(object)
    wrote = Signal(object)
    said = Signal(object)
    hands_over = Signal(object)
    not_there = Signal()
    read_through = Signal()
    saved_late = Signal(int, object)

    is_reading = False
    visit = 0  # grows as it is sent somewhere else: an answer asked for before is of another place
    kept_visits: frozenset[int] = frozenset()  # those whose typing is kept for whoever comes back
    to_be_read = True  # nothing of where one came to has been read: what stands here is of before

    def heading(self) -> Heading:
        """What the title line says now."""
        return Heading(self.title)

    def band(self) -> QWidget | None:
        """A strip of the screen's own below the title, above the line (a client's safe contact and tabs)."""
        return None

    def arrive(self, **where: Any) -> None:
        """Show what ``where`` says and put the cursor where typing starts."""

    def refresh(self, changes: object) -> None:
        """Catch up with a write made elsewhere. Called when shown, once, however many there were."""

    def concerns(self, changes: object) -> bool:
        """Whether a write made elsewhere changes anything here."""
        return True

    def draft(self) -> object | None:
        """What has been typed and not saved, or ``None``; it survives the lock and a crash."""
        return None

    def holds(self) -> bool:
        """Whether something stands here that is not to be written over by what others write."""
        return self.draft() is not None

    def parting(self) -> object | None:
        """What of its draft is not saved by arriving somewhere else; whoever comes back finds it again."""
        return self.draft()

    def restore(self, draft: object) -> None:
        """Show a kept draft again."""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Which commands mean something here, by command id, and what they do."""
        return {}

    def about(self) -> str:
        """Whom or what the commands of this screen are about ("Callum Reid"), for the palette."""
        return ""

    def leave(self) -> bool:
        """Esc: close what is open inside the screen. True when there was something to close."""
        return False

    def go(self, screen: str, **where: Any) -> None:
        """Ask the frame for another screen."""
        self.wants.emit(Place(screen, where))

    def go_on(self, screen: str, **where: Any) -> None:
        """Ask for the screen that comes after this one, to which nobody wants to come back."""
        self.wants.emit(Place(screen, where, instead=True))
