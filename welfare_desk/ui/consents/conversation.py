"""What the screens of consent share: one client, a form as the conversation goes, and what follows beside it.

Each says what it reads (``asking``), how it lays out its form and what its pane shows; coming, going,
catching up and saying "Saved" are here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.casework.desk import Changes
from welfare_desk.errors import Problems
from welfare_desk.rules import consent_record as words
from welfare_desk.ui import messages
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, Page
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Screen


class Conversation(Screen):
    """A form about one client at the left, what follows from it at the right."""

    catches_up: ClassVar[frozenset[str]] = frozenset()  # kinds of changes made elsewhere that show here

    def __init__(self, room: Room, details: str) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self._page: Any = None
        self._kept: Any = None  # what the lock or a crash kept of the form
        self.form = Form()
        self.banner = Banner("done")
        self.banner.hide()
        self.details = Details(details)
        self.body = Page(self.title, margin=24, space=16)

    def lay_out(self, *pieces: QWidget) -> None:
        """The banner, these pieces, and the form, one under the other, with the pane beside them."""
        for piece in (self.banner, *pieces):
            self.body.add(piece)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(self.body, self.details))

    # What each screen says ----------------------------------------------------------------------------

    def asking(self) -> Callable[[], Any]:
        """What is read of the client, off the screen's thread."""
        raise NotImplementedError

    def show_page(self, page: Any) -> None:
        """Show what was read."""
        raise NotImplementedError

    def forget(self) -> None:
        """Somebody else's conversation begins: what belongs to this one goes."""

    def put_on(self, form: Form) -> None:
        """What was typed is shown; say what bears on it now."""

    # Coming and going ---------------------------------------------------------------------------------

    def about(self) -> str:
        return str(self._page.client) if self._page else ""

    def arrive(self, **where: Any) -> None:
        if where != self._where:
            self._page = None
            self.banner.hide()
            self.forget()
        self._where = where
        self.read_again()

    def refresh(self, changes: object) -> None:
        if self._where:
            self.read_again()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & self.catches_up)

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 2 and draft[0] == self._where:
            self._kept = draft[1]
            if self._page is not None:
                self.show_kept()

    def show_kept(self) -> None:
        """What the lock or a crash kept of the form, shown once."""
        if self._kept is not None:
            self.form.show_values(self._kept)
            self._kept = None
            self.put_on(self.form)

    def read_again(self) -> None:
        self.room.read(self, self.asking(), self.show_page)

    def new_form(self) -> Form:
        """An empty form in the place of the one before."""
        old, self.form = self.form, Form()
        self.body.add(self.form)
        old.hide()
        old.deleteLater()
        return self.form

    def value(self, name: str) -> Any:
        field = self.form.fields.get(name)
        return field.value() if field is not None else None

    # What comes back ----------------------------------------------------------------------------------

    def say_done(self, sentence: str, hint: str = "") -> None:
        self.banner.clear()
        self.banner.say(sentence, hint)
        self.banner.show()

    def written(self, changes: Changes) -> None:
        """Something was written: say so, tell the others, and read it again."""
        self.said.emit(f"Saved {self.room.now().astimezone(words.LONDON):%H:%M}")
        self.wrote.emit(changes)
        self.read_again()

    def failed(self, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            self.form.show_problems(fault.problems)
        else:
            messages.show_fault(self, fault)
