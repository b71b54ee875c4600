"""A place on this computer: named, chosen in the system's own box, taken away again."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from welfare_desk.ui import messages, theme
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.words import Button, Elided


class FolderField(Field):
    """A folder's path, "" for none. Without ``may_choose`` it can only be forgotten."""

    def __init__(self, help: str = "", *, may_choose: bool = True) -> None:
        self._path, self.may_choose = "", may_choose
        self.shown = Elided("", "text")
        self.choose = Button("Choose folder", self._choose, "secondary", "folder")
        self.forget = Button("No folder" if may_choose else "Forget it", self._forget, "link")
        super().__init__(None, help)
        holder = QWidget()
        self._across = QHBoxLayout(holder)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(self.shown, 1)
        for button in self.focusable():
            self._across.addWidget(button)
        self._box.insertWidget(1, holder)
        self.setFocusProxy(self.focusable()[0])
        self._fill("")

    def call(self, words: str, name: str = "") -> None:
        super().call(words, name)
        plain = self.label.text().replace("&", "")
        for button in self.focusable():
            if isinstance(button, Button):
                button.setAccessibleName(f"{plain}: {button.text()}")

    def focusable(self) -> list[QWidget]:
        return [self.choose, self.forget] if self.may_choose else [self.forget]

    def value(self) -> str:
        return self._path

    def _fill(self, value: str | None) -> None:
        self._path = value or ""
        self.shown.say(self._path or "None", "ink" if self._path else "quiet")
        self.forget.setEnabled(bool(self._path))

    def _choose(self) -> None:
        folder = messages.folder(self, "Choose a folder")
        if folder is not None:
            self._fill(str(folder))
            self._changed()

    def _forget(self) -> None:
        self._fill("")
        self._changed()

    def _dress(self) -> None:
        super()._dress()
        if hasattr(self, "_across"):
            self._across.setSpacing(theme.px(8))
