"""Caseloads that came in, the rows that were refused, and the mending of one of them.

What a mended row becomes is casework's to judge; the screen asks it and shows the answer here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.casework.workbook.intake import NOT_PROTECTED, RefusedRow
from welfare_desk.casework.workbook.intake_page import Brought, IntakePage
from welfare_desk.errors import Problem
from welfare_desk.rules import days
from welfare_desk.ui import theme
from welfare_desk.ui.intake.preview import letters, sentence
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, SectionHead
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.kit.words import Button


@dataclass(frozen=True, slots=True)
class Mending:
    """A refused row with the cells put right so far, by heading."""

    row_id: UUID
    cells: tuple[tuple[str, str], ...]


class BroughtIns(QWidget):
    """The files that came in over the refused rows of the chosen one.

    Signals:
        chosen: payload UUID, another file was chosen; its refused rows are wanted.
        undo_asked: payload Brought.
        save_asked: payload Brought, its refused rows are to be written out.
        mend_asked: payload Mending.
    """

    chosen = Signal(object)
    undo_asked = Signal(object)
    save_asked = Signal(object)
    mend_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._page: IntakePage | None = None
        self._refused: dict[UUID, RefusedRow] = {}
        self.mending: UUID | None = None
        self.form = Form(1)
        self.came_in = Banner("soon", mark="circle-alert", margin=24)
        self.came_in.hide()
        self.files = RowList(
            "Imported caseloads",
            [Column("Imported", 104), Column("File"), Column("Cases", 72, right=True), Column("", 128)],
        )
        self.refused_head = SectionHead("Refused rows")
        self.save = Button("Save refused rows", self._save, "secondary", "download")
        self.refused_head.add(self.save)
        self.refused = RowList(
            "Refused rows", [Column("Row", 44), Column("What it says", 250), Column("Why it was refused")]
        )
        self.details = Details("The chosen caseload or row")
        lists = QWidget()
        down = QVBoxLayout(lists)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.came_in)
        down.addWidget(SectionHead("Imported caseloads"))
        down.addWidget(self.files)
        down.addWidget(self.refused_head)
        down.addWidget(self.refused, 1)
        down.addStretch(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(lists, self.details))
        self.files.chosen.connect(lambda _row: self._file_chosen())
        self.files.opened.connect(lambda _row: self.refused.setFocus())
        self.refused.chosen.connect(lambda row: self._show_row(row.key))
        self.refused.opened.connect(lambda _row: self.form.focus_first())
        theme.dress(self._fit)

    def say_came_in(self, sentence: str) -> None:
        """What has just come in, and that the workbook lies about unprotected."""
        self.came_in.say(sentence, NOT_PROTECTED)
        self.came_in.setVisible(bool(sentence))

    def show_page(self, page: IntakePage, choose: UUID | None = None) -> None:
        """The files; ``choose`` is the one that has just come in."""
        self._page = page
        before = self.files.chosen_row()
        with QSignalBlocker(self.files):
            self.files.show_rows(self._file_row(one) for one in page.brought)
            if not self.files.choose(choose or (before.key if before else None)):
                self.files.choose_first()
        self._fit()
        self._file_chosen()

    def show_refused(self, intake_id: UUID, rows: Sequence[RefusedRow]) -> None:
        """The refused rows of a file, if it is still the one chosen."""
        one = self._chosen_file()
        if one is None or one.listed.id != intake_id:
            return
        self._refused = {row.id: row for row in rows}
        self.refused_head.setVisible(bool(rows))
        self.refused.setVisible(bool(rows))
        self.refused_head.say("Refused rows", f"{len(rows)} waiting to be put right")
        self.refused.show_rows(_refused_row(row) for row in rows)

    def show_still_wrong(self, reasons: Sequence[str]) -> None:
        """The row was judged again, alone under its headings, and is still refused."""
        row = self._refused.get(self.mending) if self.mending else None
        if row is not None:
            columns = {letters(at): heading for at, (_, heading, _) in enumerate(row.cells)}
            self.form.show_problems(_beside(reasons, lambda cell: columns.get(cell.rstrip("0123456789"))))

    def half_mended(self) -> Mending | None:
        """The row being put right, if any cell of it differs from the file."""
        row = self._refused.get(self.mending) if self.mending else None
        if row is None:
            return None
        stood = {heading: text for _, heading, text in row.cells}
        changed = {heading: text for heading, text in self.form.values().items() if stood[heading] != text}
        return Mending(row.id, tuple(changed.items())) if changed else None

    def go_on_mending(self, mending: Mending) -> None:
        """Show a row half put right again, once its rows are here."""
        if self.refused.choose(mending.row_id):
            self._show_row(mending.row_id)
            self.form.show_values(dict(mending.cells))

    def _fit(self) -> None:
        """As tall as the files are many, five at most; the refused rows have the rest."""
        shown = min(5, max(1, self.files.rows.rowCount()))
        self.files.setFixedHeight(theme.px(28 + shown * self.files.one_line + 8))
        self.refused.setMinimumHeight(theme.px(28 + 3 * self.refused.two_lines))

    def _file_row(self, one: Brought) -> Row:
        listed = one.listed
        if listed.undone_on is not None:
            chip = Chip(f"Taken out {days.without_year(listed.undone_on)}")
        elif one.to_mend:
            chip = Chip(f"{one.to_mend} to mend", "soon", "pencil")
        else:
            chip = Chip("All imported", "done")
        return Row(
            listed.id,
            (
                RowCell(days.short(listed.on), role="quiet", raw=listed.on),
                RowCell(one.name, strong=True),
                RowCell(f"{listed.accepted:,}", raw=listed.accepted),
                RowCell(chip=chip),
            ),
        )

    def _chosen_file(self) -> Brought | None:
        row = self.files.chosen_row()
        listed = self._page.brought if self._page else ()
        return next((one for one in listed if row is not None and one.listed.id == row.key), None)

    def _file_chosen(self) -> None:
        one = self._chosen_file()
        if one is None:
            return
        self._show_file(one)
        self.chosen.emit(one.listed.id)

    def _show_file(self, one: Brought) -> None:
        details, listed = self.details, one.listed
        self.mending = None
        details.clear()
        details.heading(one.name, f"Imported {days.full(listed.on)}")
        details.facts(
            (
                ("Cases", f"{listed.accepted:,}"),
                ("Refused", f"{listed.refused:,}"),
                ("To mend", f"{one.to_mend:,}"),
                ("Taken out", days.full(listed.undone_on) if listed.undone_on else "No"),
            )
        )
        if listed.with_a_desk:
            details.said(
                "It came with a desk that was moved in. Its clients are here, and it cannot be taken out as a"
                " whole; rows of it imported again are known.",
                "quiet",
            )
        elif self._page is not None and self._page.last == listed.id:
            details.section("Imported by mistake?")
            details.said(
                "It can be taken out as a whole, clients and cases with it, until work is added to them.",
                "quiet",
            )
            details.act("Remove this caseload again", lambda: self.undo_asked.emit(one), icon="undo-2")

    def _show_row(self, row_id: object) -> None:
        row = next((each for each in self._refused.values() if each.id == row_id), None)
        if row is None:
            return
        details = self.details
        details.clear()
        self.mending = row.id
        details.heading(f"Row {row.row}", chip=Chip("Refused", "overdue"))
        headings = {address: heading for address, heading, _ in row.cells}
        problems = _beside(row.reasons, headings.get)
        wrong = {problem.field for problem in problems}
        details.section("Put it right")
        details.said("Enter brings the row in.", "quiet")
        self.form = Form(1)
        for address, heading, text in sorted(row.cells, key=lambda cell: cell[1] not in wrong):
            field = self.form.add_row(heading.replace("&", "&&"), TextField(), name=heading)
            field.set_value(text)
            field.label.setToolTip(f"Cell {address}")
            field.line.returnPressed.connect(self._mend)
        for problem in problems:
            if problem.field in self.form.fields:
                self.form.fields[problem.field].problem(problem.sentence)
            else:
                details.item(problem.sentence, mark="triangle-alert", tone="overdue")
        details.add(self.form, 8)
        details.add(Button("Import this row", self._mend, "secondary", "check"), 16)

    def _mend(self) -> None:
        if self.mending is not None:
            cells = tuple(self.form.values().items())
            self.mend_asked.emit(Mending(self.mending, cells))

    def _save(self) -> None:
        one = self._chosen_file()
        if one is not None:
            self.save_asked.emit(one)


def _beside(reasons: Sequence[str], heading_of: Callable[[str], str | None]) -> list[Problem]:
    """Each reason ("D14: the date is in the future.") beside the cell it names, if it names one."""
    found = []
    for reason in reasons:
        cell, _, words = reason.partition(": ")
        heading = heading_of(cell) if words else None
        found.append(Problem(heading or "", sentence(words if heading else reason)))
    return found


def _refused_row(row: RefusedRow) -> Row:
    texts = [text for _, _, text in row.cells if text.strip()]
    reasons = [sentence(reason.partition(": ")[2] or reason) for reason in row.reasons]
    first, _, rest = (reasons[0] if reasons else "").partition(": ")
    more = f"and {len(reasons) - 1} more" if len(reasons) > 1 else rest[:1].upper() + rest[1:]
    return Row(
        row.id,
        (
            RowCell(str(row.row), role="quiet", said=f"row {row.row}"),
            RowCell(" ".join(texts[:3]), ", ".join(texts[3:6]), strong=True),
            RowCell(first, more, why=" ".join(reasons)),
        ),
    )
