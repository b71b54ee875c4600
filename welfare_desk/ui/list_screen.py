"""A screen that is a list with details beside it: reading, choosing, and forms in the details' place.

What the rows say, what the details are and what a form does is each screen's own; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from welfare_desk.casework.desk import ChangedMeanwhile, Changes
from welfare_desk.errors import Problem, Problems
from welfare_desk.ui import messages, theme
from welfare_desk.ui.clients.words import clock
from welfare_desk.ui.kit.both import bring_back
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Screen
from welfare_desk.ui.shared.stale import show_both

Do = Callable[[dict[str, Any]], Changes]
"""What a form does with its values, off the screen's thread."""

_LAID_OUT_MS = 50  # until a pane that has just been filled has its place on the screen


class ListScreen(Screen):
    """The base of such screens; ``kinds`` are the changes it catches up with."""

    kinds: ClassVar[frozenset[str]] = frozenset()

    def __init__(
        self,
        room: Room,
        words: str,
        columns: Iterable[Column],
        empty: Empty,
        *,
        pane_width: int = 328,
        above: QWidget | None = None,
    ) -> None:
        """``words`` head the list; ``above`` stands between head and list (a search)."""
        super().__init__()
        self.room = room
        self.form: Form | None = None
        self._before: dict[str, Any] = {}
        self._opened: tuple[str, Any] = ("", None)
        self._kept: tuple[str, Any, dict[str, Any], dict[str, str], dict[str, Any] | None] | None = None
        self._wanted: object = None
        self._saver: Callable[[], object] | None = None
        self._others_wrote = False
        self.head = SectionHead(words)
        self.rows = RowList(words, columns)
        self.rows.chosen.connect(lambda row: self._chosen(row.key))
        self.rows.opened.connect(lambda row: self.open_row(row.key))
        self.empty = empty
        self.full = OrEmpty(self.rows, empty)
        self.pane = Details(f"{words}: the chosen one", pane_width)
        parts = [self.head, *([above] if above is not None else []), self.full]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(column(*parts, stretch=self.full), self.pane, self.full))

    # What a screen says -----------------------------------------------------------------------------

    def load(self) -> Callable[[], Any]:
        """What is read, off the screen's thread."""
        raise NotImplementedError

    def listed(self, found: Any) -> Iterable[Row]:
        """The rows of what was read; what else of it the details need is kept here."""
        raise NotImplementedError

    def fill(self, key: object) -> None:
        """The details of the row with this key, into an empty pane."""

    def open_row(self, key: object) -> None:
        """Enter on a row."""

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        """Each form by the name it is asked with; a half-typed one is opened again so after the lock."""
        return {}

    # What the frame asks ------------------------------------------------------------------------------

    def arrive(self, **where: Any) -> None:
        """``chosen``: the key of a row; ``form`` and ``on``: a form to open at once."""
        self.form = None
        self._wanted = where.get("chosen", self._wanted)
        if "form" in where:
            self._kept = (where["form"], where.get("on"), where.get("values", {}), {}, None)
        self.read()
        self.rows.setFocus()

    def refresh(self, changes: object) -> None:
        self._others_wrote = self.room.desk.shared is not None
        self.read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & self.kinds)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+S saves the form that stands open."""
        return {"save": self._saver} if self.form is not None and self._saver is not None else {}

    def draft(self) -> object | None:
        if self.form is None or not self.typed():
            return None
        return (*self._opened, self.form.values(), self.form.half_read(), self._before)

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 5:
            self._kept = draft
            self._reopen()

    def leave(self) -> bool:
        """Esc first goes back from a form to the details."""
        if self.form is None:
            return False
        self.back()
        return True

    # The list -----------------------------------------------------------------------------------------

    def read(self) -> None:
        self.room.read(self, self.load(), self._show)

    def _show(self, found: Any) -> None:
        rows = list(self.listed(found))
        self.full.show_full(any(row.can_be_chosen for row in rows))
        before = self.rows.chosen_row()
        self.rows.show_rows(rows)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.rows.choose(wanted)
        if self.rows.chosen_row() is None:
            self.rows.choose_first()
        chosen = self.rows.chosen_row()
        if chosen is None and self.form is None:
            self.pane.clear()
        elif chosen is not None and (before is None or before.key == chosen.key):
            self._chosen(chosen.key)  # the list does not say so when the choice stays
        if self._others_wrote:
            self._catch_up()
        self._reopen()
        self.heading_changed.emit()

    def _chosen(self, key: object) -> None:
        if self.form is None:
            self.pane.clear()
            self.fill(key)

    def key(self) -> Any:
        """The key of the chosen row."""
        row = self.rows.chosen_row()
        return row.key if row is not None else None

    # Forms --------------------------------------------------------------------------------------------

    def typed(self) -> bool:
        form = self.form
        return form is not None and (form.values() != self._before or bool(form.half_read()))

    def ask(
        self,
        name: str,
        on: Any,
        heading: str,
        form: Form,
        act: str,
        do: Do | None,
        *,
        save: Callable[[], object] | None = None,
        second: str = "",
        icon: str = "check",
        judge: Callable[[], list[Problem]] | None = None,
    ) -> None:
        """Put a form in the pane. ``judge`` gives its problems before anything is written.

        ``save`` takes the place of ``do`` where the answer is something to read rather than a change.
        """
        self.form, self._opened, self._before = form, (name, on), form.values()
        self.pane.clear()
        self.pane.heading(heading, second)
        self.pane.add(form, 12)
        self._saver = save or (partial(self.save_form, form, do, judge) if do is not None else None)
        if self._saver is not None:
            self.pane.act(act, self._saver, "primary", icon)
        self.pane.act("Back", self.back, "link")
        if self._kept is not None and self._kept[:2] == (name, on):
            (_, _, values, half_read, began), self._kept = self._kept, None
            if began is None:
                form.show_values(values)
            else:
                bring_back(form, began, values, half_read)
            for field in values:
                form.edited.emit(field)
        form.focus_first()
        QTimer.singleShot(_LAID_OUT_MS, self, self._into_sight)

    def _into_sight(self, looks: int = 10) -> None:
        """With large text the pane stands below the list: the field with the cursor is brought up.

        ``looks``: how often more, where the pane has not found its place yet.
        """
        at = self.focusWidget()
        if self.form is None or at is None or not self.form.isAncestorOf(at):
            return  # somebody has gone on meanwhile
        around = at.parentWidget()
        while around is not None:  # the pane scrolls by itself, and the screen in its window
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(at, 0, theme.px(24))
            around = around.parentWidget()
        if looks and at.visibleRegion().isEmpty():
            QTimer.singleShot(_LAID_OUT_MS, self, partial(self._into_sight, looks - 1))

    def save_form(self, form: Form, do: Do, judge: Callable[[], list[Problem]] | None) -> None:
        if form.show_problems([*form.unread(), *(judge() if judge else ())]):
            return
        values = form.values()
        self.write(lambda: do(values), partial(self.refused, form))

    def write(
        self, work: Callable[[], Changes], refused: Callable[[BaseException], object] | None = None
    ) -> None:
        """Have casework write something; the list catches up, the row written is chosen."""
        self.room.write(self, work, self.written, refused)

    def written(self, changes: Changes) -> None:
        self.form = None
        if changes.id is not None:
            self._wanted = changes.id
        self.wrote.emit(changes)
        self.said.emit(f"Saved {clock(self.room.now())}")
        self.read()
        self.rows.setFocus()

    def refused(self, form: Form, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            form.show_problems(fault.problems)
        elif isinstance(fault, ChangedMeanwhile) and form is self.form and self._opened[0] in self.forms():
            show_both(self.room, self, form, self._before, self.read, self._made_anew)
        else:
            messages.show_fault(self, fault)

    def back(self) -> None:
        """From a form to the details of the chosen row."""
        self.form = None
        self.pane.clear()
        if self.key() is not None:
            self.fill(self.key())
        self.rows.setFocus()

    def holds(self) -> bool:
        return self.form is not None

    def _made_anew(self) -> Form | None:
        """The form that stands open, with what is there now."""
        name, on = self._opened
        self.form = None
        self.forms()[name](on)
        return self.form

    def _catch_up(self) -> None:
        """Others wrote: a form in which nothing is typed shows what is there now, the cursor where it was."""
        form, self._others_wrote = self.form, False
        if form is None or self.typed() or self._opened[0] not in self.forms():
            return
        at = next((name for name, field in form.fields.items() if field.isAncestorOf(self.focusWidget())), "")
        again = self._made_anew()
        self.room.sights.accept(self)
        if again is not None and at in again.fields:
            again.fields[at].setFocus()

    def _reopen(self) -> None:
        if self._kept is not None and self._kept[0] in self.forms() and self.form is None:
            name, on, *_ = self._kept
            self.forms()[name](on)
