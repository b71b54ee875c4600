"""Settings: the sections at the left, the chosen one at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from welfare_desk.casework.desk import Changes
from welfare_desk.ui import theme
from welfare_desk.ui.kit.panes import Hairline
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Heading, Screen
from welfare_desk.ui.settings.choices import ChoicesSection
from welfare_desk.ui.settings.listed import SECTIONS
from welfare_desk.ui.settings.section import Section
from welfare_desk.ui.spoken import tr

_FIRST = SECTIONS[0].name


class SettingsScreen(Screen):
    """The list of sections and the one in front."""

    name, title, rail = "settings", "Settings", "settings"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.list = RowList("Sections of the settings", [Column("")], one_line=28, hairlines=False)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.pages = QStackedWidget()
        self.listed = {one.name: one for one in SECTIONS}
        self.sections: dict[str, Section] = {}
        self.list.show_rows(_rows())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.list)
        line.addWidget(Hairline(down=True))
        line.addWidget(self.pages, 1)
        self.list.chosen.connect(lambda row: self._show(row.key))
        self.list.opened.connect(lambda _row: self.section().start_typing())
        theme.dress(self._dress)

    def section(self) -> Section:
        """The section in front."""
        row = self.list.chosen_row()
        return self.section_named(str(row.key) if row is not None else _FIRST)

    def section_named(self, name: str) -> Section:
        """A section by name, made if need be."""
        if name not in self.sections:
            made = self.sections[name] = self.listed[name].made_by()(self.room, self)
            self.pages.addWidget(made)
        return self.sections[name]

    def heading(self) -> Heading:
        return Heading(self.title, primary=self.section().primary())

    def acts(self) -> Mapping[str, Callable[[], object]]:
        primary = self.section().primary()
        saves = primary is not None and not primary.closed_because and hasattr(self.section(), "save")
        return {"save": primary.do} if primary is not None and saves else {}

    def arrive(self, **where: Any) -> None:
        """``section``: which to show, or the one shown last; ``choice``: where the cursor goes in it."""
        wanted, shown = where.get("section"), self.list.chosen_row()
        if wanted in self.listed and (shown is None or shown.key != wanted):
            self.list.choose(wanted)
        elif self.list.chosen_row() is None:
            self.list.choose_first()
        else:
            self.section().read()
        self.list.setFocus()
        front = self.section()
        if "choice" in where and isinstance(front, ChoicesSection):
            front.show_choice(where["choice"])

    def refresh(self, changes: object) -> None:
        self.section().catch_up()

    def concerns(self, changes: object) -> bool:
        kinds = {"settings", "machine", "recipients", "practices", "retention", "gains"}
        return isinstance(changes, Changes) and bool(changes.kinds & kinds)

    def leave(self) -> bool:
        return self.section().leave()

    def draft(self) -> object | None:
        found = {name: draft for name, each in self.sections.items() if (draft := each.draft()) is not None}
        return found or None

    def restore(self, draft: object) -> None:
        if isinstance(draft, dict):
            for name, kept in draft.items():
                self.section_named(name).restore(kept)

    def _show(self, name: object) -> None:
        section = self.section_named(str(name))
        self.pages.setCurrentWidget(section)
        section.read()
        self.heading_changed.emit()

    def _dress(self) -> None:
        face = QFontMetricsF(theme.font("text"))
        words = max(face.horizontalAdvance(tr(one.words)) for one in SECTIONS)
        wanted = round(words) + theme.px(64)  # the margins, and the scroll bar where there is one
        self.list.setFixedWidth(max(theme.px(150), min(wanted, round(self.width() * 0.4))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()


def _rows() -> Iterator[Row]:
    """The sections under their headings."""
    under = ""
    for one in SECTIONS:
        if one.under != under:
            under = one.under
            yield group(tr(under))
        yield Row(one.name, (RowCell(tr(one.words)),))
