"""Settings: the sections at the left, the chosen one at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from welfare_desk.casework.desk import Changes
from welfare_desk.ui import theme
from welfare_desk.ui.kit.panes import Hairline
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Heading, Screen
from welfare_desk.ui.settings.about import AboutSection, ImportSection, RatesSection
from welfare_desk.ui.settings.agency import AgencySection, RecipientsSection
from welfare_desk.ui.settings.areas import AreasSection
from welfare_desk.ui.settings.backups import BackupsSection
from welfare_desk.ui.settings.bank_holidays import HolidaysSection
from welfare_desk.ui.settings.computer import ComputerSection
from welfare_desk.ui.settings.debt import DebtSection
from welfare_desk.ui.settings.keys import KeysSection
from welfare_desk.ui.settings.letterhead import LetterheadSection
from welfare_desk.ui.settings.oversight import OversightSection
from welfare_desk.ui.settings.people import PeopleSection
from welfare_desk.ui.settings.privacy import PrivacySection, RetentionSection
from welfare_desk.ui.settings.report_template import TemplateSection
from welfare_desk.ui.settings.scales import ScalesSection
from welfare_desk.ui.settings.section import Section
from welfare_desk.ui.settings.service import (
    CountsSection,
    FundingSection,
    SocialReturnSection,
    StaffSection,
)
from welfare_desk.ui.settings.terms import TermsSection

_SECTIONS: Mapping[str, type[Section]] = {
    "agency": AgencySection,
    "letterhead": LetterheadSection,
    "recipients": RecipientsSection,
    "funding": FundingSection,
    "staff": StaffSection,
    "counts": CountsSection,
    "areas": AreasSection,
    "scales": ScalesSection,
    "social-return": SocialReturnSection,
    "report-template": TemplateSection,
    "debt": DebtSection,
    "holidays": HolidaysSection,
    "computer": ComputerSection,
    "terms": TermsSection,
    "privacy": PrivacySection,
    "retention": RetentionSection,
    "oversight": OversightSection,
    "keys": KeysSection,
    "people": PeopleSection,
    "backups": BackupsSection,
    "import": ImportSection,
    "rates": RatesSection,
    "about": AboutSection,
}


class SettingsScreen(Screen):
    """The list of sections and the one in front."""

    name, title, rail = "settings", "Settings", "settings"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.list = RowList("Sections of the settings", [Column("")], one_line=36, hairlines=False)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.pages = QStackedWidget()
        self.sections: dict[str, Section] = {name: made(room, self) for name, made in _SECTIONS.items()}
        for section in self.sections.values():
            self.pages.addWidget(section)
        self.list.show_rows(Row(name, (RowCell(each.words),)) for name, each in self.sections.items())
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
        return self.sections[str(row.key) if row is not None else "agency"]

    def heading(self) -> Heading:
        return Heading(self.title, primary=self.section().primary())

    def acts(self) -> Mapping[str, Callable[[], object]]:
        primary = self.section().primary()
        saves = primary is not None and not primary.closed_because and hasattr(self.section(), "save")
        return {"save": primary.do} if primary is not None and saves else {}

    def arrive(self, **where: Any) -> None:
        """``section``: which to show; the one shown last otherwise."""
        wanted, shown = where.get("section"), self.list.chosen_row()
        if wanted in self.sections and (shown is None or shown.key != wanted):
            self.list.choose(wanted)
        elif self.list.chosen_row() is None:
            self.list.choose_first()
        else:
            self.section().read()
        self.list.setFocus()

    def refresh(self, changes: object) -> None:
        self.section().read()

    def concerns(self, changes: object) -> bool:
        kinds = {"settings", "recipients", "practices", "retention", "gains"}
        return isinstance(changes, Changes) and bool(changes.kinds & kinds)

    def leave(self) -> bool:
        return self.section().leave()

    def draft(self) -> object | None:
        found = {name: draft for name, each in self.sections.items() if (draft := each.draft()) is not None}
        return found or None

    def restore(self, draft: object) -> None:
        if isinstance(draft, dict):
            for name, kept in draft.items():
                self.sections[name].restore(kept)

    def _show(self, name: object) -> None:
        section = self.sections[str(name)]
        self.pages.setCurrentWidget(section)
        section.read()
        self.heading_changed.emit()

    def _dress(self) -> None:
        self.list.setFixedWidth(min(theme.px(248), max(theme.px(176), round(self.width() * 0.3))))
