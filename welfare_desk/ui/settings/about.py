"""What leads elsewhere, and what this program is."""

from __future__ import annotations

from PySide6.QtCore import Qt

from welfare_desk import __version__
from welfare_desk.ui.kit.panes import Hairline
from welfare_desk.ui.kit.words import Button, Prose, Words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Screen
from welfare_desk.ui.settings.section import Section

_OTHERS = (
    ("Qt and PySide6", "LGPL 3.0; they lie beside the program as libraries and can be replaced"),
    ("SQLCipher, SQLite, OpenSSL", "BSD, public domain, Apache 2.0"),
    ("SQLAlchemy, Alembic, python-docx, openpyxl, keyring, holidays, python-liquid", "MIT"),
    ("ReportLab, XlsxWriter", "BSD"),
    ("cryptography", "Apache 2.0 or BSD"),
    ("pikepdf and qpdf", "MPL 2.0, Apache 2.0"),
    ("psycopg", "LGPL 3.0; only for a shared desk"),
    ("Inter and Liberation Sans", "SIL Open Font Licence 1.1"),
    ("DejaVu Sans", "Bitstream Vera licence"),
    ("Lucide icons", "ISC"),
)


class ImportSection(Section):
    words = "Import a caseload"
    hint = (
        "A workbook or CSV file your cases are kept in: its columns are guessed and can be put right, every"
        " row is seen before it comes in, and the last one can be taken out again."
    )

    def primary(self) -> Act | None:
        return Act("Import a caseload", lambda: self.around.go("import"), "upload")


class RatesSection(Section):
    words = "Rates and rules"
    hint = "The rates, time limits and rules this program counts with, with the day and the source of each."

    def primary(self) -> Act | None:
        return Act("Open rates and rules", lambda: self.around.go("rates-and-rules"), "scale")


class AboutSection(Section):
    words = "About"

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        version = Words(f"Welfare Desk {__version__}", "name")
        version.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.page.add(version)
        self.page.add(
            Prose(
                "Free software under the MIT licence. It works on this computer alone: nothing leaves it"
                " unless you print, save or send it.",
                "text",
            )
        )
        self.page.add(Hairline())
        self.page.add(Words("Built on the work of others", "name"))
        for part, licence in _OTHERS:
            self.page.add(Prose(f"{part}\n{licence}", "text"))
        self.page.add(
            Prose("The full texts lie beside the program, in LICENSE and THIRD-PARTY.md.", "text", "quiet")
        )
        self.copy = Button("Copy the version", self._copy, "secondary", "copy")
        self.page.add(self.copy)

    def start_typing(self) -> None:
        self.copy.setFocus()

    def _copy(self) -> None:
        from PySide6.QtWidgets import QApplication

        QApplication.clipboard().setText(f"Welfare Desk {__version__}")
        self.around.said.emit("Copied")
