"""A caseload as it would come in: what each column is taken for, and what becomes of each row.

Nothing here is stored; what is accepted is the screen's to ask of casework.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from welfare_desk.casework.caseload import Column as SheetColumn
from welfare_desk.casework.caseload import Fate, JudgedRow, Matching
from welfare_desk.casework.workbook.intake import BroughtIn
from welfare_desk.rules import money
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.fields import ChoiceField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Page, Row, RowCell
from welfare_desk.ui.kit.tabs import Tabs
from welfare_desk.ui.kit.words import Button

NOT_BROUGHT_IN = "Not imported"
_PAGE = 200
_FATES: tuple[tuple[Fate | None, str], ...] = (
    (None, "All rows"),
    (Fate.ACCEPTED, "To bring in"),
    (Fate.DUPLICATE, "Duplicates"),
    (Fate.BLANK, "Blank"),
    (Fate.REFUSED, "Refused"),
)
_CHIPS = {
    Fate.ACCEPTED: Chip("To bring in", "done"),
    Fate.DUPLICATE: Chip("Duplicate"),
    Fate.BLANK: Chip("Blank"),
    Fate.REFUSED: Chip("Refused", "overdue"),
}


class Preview(QWidget):
    """The columns and the rows of one file, with the chosen one opened at the side.

    Signals:
        corrected: payload Matching, after a column was taken for something else.
        save_asked: payload str, the name to keep the matching under.
        matching_chosen: payload Matching or None, a kept one to read the file by, or our guesses.
    """

    corrected = Signal(object)
    save_asked = Signal(object)
    matching_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._outcome: BroughtIn | None = None
        self._choices: tuple[tuple[str, str], ...] = ()
        self._says: dict[str, str] = {}
        self.head = SectionHead("")
        self.tabs = Tabs("Parts of the file", ["Columns", *(words for _, words in _FATES)])
        self.columns = RowList(
            "Columns of the file",
            [Column("Column", 56), Column("Heading in the file"), Column("Imported as", 240)],
        )
        self.rows = RowList(
            "Rows of the file",
            [Column("Row", 44), Column("Client and matter", 250), Column("Why"), Column("", 104)],
        )
        self.details = Details("The chosen column or row")
        self.brought_in_as = ChoiceField(unset=NOT_BROUGHT_IN)
        self.name = TextField()
        self.kept = ChoiceField(unset="Our own guesses")
        self.kept.call("Read by")
        self.kept.label.hide()
        self.head.add(self.kept)
        self.lists = QStackedWidget()
        self.lists.addWidget(self.columns)
        self.lists.addWidget(self.rows)
        tabs = column(self.tabs, margin=13)  # the first word of a tab stands 11 inside it
        parts = column(self.head, tabs, self.lists, stretch=self.lists)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(parts, self.details))
        self.tabs.chosen.connect(lambda _place: self._show_part())
        self.columns.chosen.connect(lambda row: self._show_column(row.key))
        self.columns.opened.connect(lambda _row: self.brought_in_as.setFocus())
        self.rows.chosen.connect(lambda row: self._show_row(row.key))
        self.kept.edited.connect(lambda: self.matching_chosen.emit(self.kept.value()))

    def show_outcome(
        self, outcome: BroughtIn, choices: tuple[tuple[str, str], ...], kept: Sequence[Matching]
    ) -> None:
        """Show what bringing the file in would do; where one was stays where one is."""
        first = self._outcome is None
        self._outcome, self._choices, self._says = outcome, choices, dict(choices)
        self.head.say(self._file_words(), "")
        self.kept.offer([(matching, matching.name) for matching in kept])
        self.kept.set_value(next((m for m in kept if m.name and m.name == outcome.matching.name), None))
        self.kept.setVisible(bool(kept))
        counts = outcome.counts
        self.tabs.say(0, f"Columns {len(outcome.matching.columns)}")
        for place, (fate, words) in enumerate(_FATES, 1):
            self.tabs.say(place, f"{words} {counts[fate.value] if fate else len(outcome.rows):,}")
        self.columns.show_rows(self._column_row(each) for each in outcome.matching.columns)
        self._show_part()
        if first:
            self.tabs.setCurrentIndex(0)
            self.columns.choose_first()

    def clear(self) -> None:
        self._outcome = None
        self.details.clear()

    def focus_list(self) -> None:
        (self.columns if self.tabs.currentIndex() == 0 else self.rows).setFocus()

    def _file_words(self) -> str:
        matching = self._outcome.matching if self._outcome else Matching(())
        left = sum(each.field not in self._says for each in matching.columns)
        return f"{len(matching.columns) - left} columns come in, {left} do not"

    # The lists ------------------------------------------------------------------------------------

    def _show_part(self) -> None:
        outcome, place = self._outcome, self.tabs.currentIndex()
        self.lists.setCurrentWidget(self.columns if place == 0 else self.rows)
        if outcome is None:
            return
        if place == 0:
            chosen = self.columns.chosen_row()
            if chosen is not None:
                self._show_column(chosen.key)
            return
        fate = _FATES[place - 1][0]
        rows = [row for row in outcome.rows if fate is None or row.fate is fate]
        places = {row.row: at for at, row in enumerate(rows)}

        def load(last: object | None) -> Page:
            start = 0 if last is None else places[last] + 1  # type: ignore[index]
            part = rows[start : start + _PAGE]
            return Page(tuple(self._judged_row(row) for row in part), start + _PAGE < len(rows))

        self.rows.show_pages(load)
        self.details.clear()
        self.rows.choose_first()
        chosen = self.rows.chosen_row()
        if chosen is not None:
            self._show_row(chosen.key)

    def _column_row(self, each: SheetColumn) -> Row:
        said = self._says.get(each.field or "", "")
        as_what = RowCell(said or NOT_BROUGHT_IN, role="ink" if said else "quiet")
        place = RowCell(letters(each.at), role="quiet", said=f"column {letters(each.at)}")
        return Row(each.heading, (place, RowCell(each.heading, strong=True), as_what))

    def _judged_row(self, row: JudgedRow) -> Row:
        who, what = self._who(row)
        said = (*row.reasons, *row.warnings)
        first = sentence(said[0].partition(": ")[2] or said[0]) if said else ""  # the cell is in the pane
        more = f"and {len(said) - 1} more" if len(said) > 1 else ""
        why = RowCell(first, more, role="quiet", why=" ".join(map(sentence, said)))
        return Row(
            row.row,
            (
                RowCell(str(row.row), role="quiet", said=f"row {row.row}"),
                RowCell(who, what, strong=True),
                why,
                RowCell(chip=_CHIPS[row.fate]),
            ),
        )

    def _who(self, row: JudgedRow) -> tuple[str, str]:
        if row.entry is not None:
            person, entry = row.entry.person, row.entry
            gained = [
                f"{money.shown(part)} {often}"
                for part, often in (
                    (entry.gain.weekly, "a week"),
                    (entry.gain.lump, "once"),
                    (entry.gain.written_off, "written off"),
                )
                if part is not None
            ]
            what = ", ".join(part for part in (entry.matter.text or entry.kind_typed, *gained) if part)
            return f"{person.forename} {person.surname}".strip(), what
        fields = (
            {each.heading: each.field for each in self._outcome.matching.columns} if self._outcome else {}
        )
        said = {fields.get(cell.heading): cell.text for cell in row.raw if cell.text.strip()}
        name = " ".join(said[part] for part in ("forename", "surname", "name") if part in said)
        matter = [said[part] for part in ("benefit", "creditor", "kind") if part in said]
        return (name or ("No name" if said else "Nothing in it"), ", ".join(matter))

    # The chosen one -------------------------------------------------------------------------------

    def _show_column(self, heading: object) -> None:
        outcome, details = self._outcome, self.details
        each = next((c for c in outcome.matching.columns if c.heading == heading), None) if outcome else None
        if outcome is None or each is None:
            return
        details.clear()
        details.heading(each.heading, f"Column {letters(each.at)} of the file")
        form = Form(1)
        self.brought_in_as = form.add_row("Imported &as", ChoiceField(self._choices, unset=NOT_BROUGHT_IN))
        self.brought_in_as.set_value(each.field)
        self.brought_in_as.edited.connect(
            lambda: self.corrected.emit(outcome.matching.corrected(each.heading, self.brought_in_as.value()))
        )
        details.add(form, 16)
        details.section("In this column")
        seen = dict.fromkeys(
            cell.text for row in outcome.rows for cell in row.raw if cell.heading == heading and cell.text
        )
        for text in list(seen)[:6]:
            details.said(text, "quiet")
        if not seen:
            details.said(
                "Nothing." if each.field else "Cells of a column that is not imported are not kept.",
                "quiet",
            )
        details.section("Keep this matching")
        keep = Form(1)
        self.name = keep.add_row("&Name", TextField(), name="name")
        self.name.set_value(outcome.matching.name)
        self.name.assist("The next file with these headings is read the same way.")
        details.add(keep, 8)
        save = Button("Save matching", self._save, "secondary")
        details.add(save, 12)

    def _save(self) -> None:
        if not self.name.value():
            self.name.problem("Give the matching a name.")
            self.name.setFocus()
            return
        self.save_asked.emit(self.name.value())

    def _show_row(self, number: object) -> None:
        outcome, details = self._outcome, self.details
        row = next((each for each in outcome.rows if each.row == number), None) if outcome else None
        if row is None:
            return
        details.clear()
        who, _ = self._who(row)
        details.heading(f"Row {row.row}", who if row.entry else "", _CHIPS[row.fate])
        for reason in row.reasons:
            refused = row.fate is Fate.REFUSED
            details.item(
                sentence(reason),
                mark="triangle-alert" if refused else "info",
                tone="overdue" if refused else "quiet",
            )
        for warning in row.warnings:
            details.item(sentence(warning), mark="circle-alert", tone="soon")
        if row.raw:
            details.section("What the row says")
            details.facts((cell.heading, cell.text) for cell in row.raw if cell.text)


def letters(at: int) -> str:
    """The letters a spreadsheet heads its columns with: 0 is A, 26 is AA."""
    before, last = divmod(at, 26)
    return (letters(before - 1) if before else "") + chr(65 + last)


def sentence(words: str) -> str:
    """A reason as it stands alone: with a capital and a full stop."""
    capital = words[:1].upper() + words[1:]
    return capital if not capital or capital.endswith((".", "?", "!")) else capital + "."
