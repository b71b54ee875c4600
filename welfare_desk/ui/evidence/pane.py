"""The pane beside the map: the chosen note, how it stands, what it comes to, and the questions still to ask.

It shows what the screen has; the screen opens notes and writes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from welfare_desk.casework.notes import evidence_page
from welfare_desk.casework.notes.evidence import AUTHORS, SUPPORTS, Opened
from welfare_desk.casework.notes.evidence_page import ActivityRow, EvidencePage, NoteColumn
from welfare_desk.casework.notes.note_bearings import HOW_OFTEN, NOT_RELIABLY
from welfare_desk.rules import days
from welfare_desk.ui.consents import said
from welfare_desk.ui.evidence.forms import HARM, ROLES, THIRD_PARTY
from welfare_desk.ui.evidence.map import EvidenceMap, note_name
from welfare_desk.ui.kit.chips import Chip, ChipLabel
from welfare_desk.ui.kit.in_a_line import InALine
from welfare_desk.ui.kit.panes import Details
from welfare_desk.ui.kit.words import Button, Words

_QUESTIONS = 6


@dataclass(frozen=True, slots=True)
class Ways:
    """What the pane's buttons do; the screen does it."""

    open_note: Callable[[NoteColumn], object]
    copy: Callable[[str], object]
    use_in_letter: Callable[[], object]
    weigh: Callable[[NoteColumn, ActivityRow], object]
    settle: Callable[[NoteColumn, str], object]


class NotePane:
    """Fills the details of the evidence screen."""

    def __init__(self, details: Details, map: EvidenceMap, ways: Ways) -> None:
        self.details, self.map, self.ways = details, map, ways

    def fill(self, page: EvidencePage, note: NoteColumn | None, opened: Opened | None) -> None:
        if note is not None:
            self._show_note(page, note, opened)
        self._show_questions(page, note)

    def _show_note(self, page: EvidencePage, note: NoteColumn, opened: Opened | None) -> None:
        place = "From the client" if note.read_on is None else f"Read {days.full(note.read_on)}"
        self.details.heading(note_name(note), f"{said.category(note.head.category)}. {place}")
        tone: Literal["done", "overdue"] = "done" if note.may_be_used else "overdue"
        self.details.add(ChipLabel(Chip(evidence_page.consent_words(note), tone)), 8)
        if note.head.third_party == "unresolved":
            self.details.said("It tells of somebody else; settle that before it is used.", "soon", 8)
        if note.head.harm in ("suspected", "confirmed"):
            self.details.said("Reading it could do harm; it stays out of letters.", "overdue", 8)
        if opened is not None:
            self._show_opened(page, opened)
        elif note.may_be_used:
            self.details.act("Open note", partial(self.ways.open_note, note), "secondary", "eye")
            self.details.add(Words("Each opening is in the access log.", "second", "quiet"), 4)
        else:
            self.details.said("Closed: its consent has ended.", "quiet", 12)
        self._show_standing(note, opened)

    def _show_opened(self, page: EvidencePage, opened: Opened) -> None:
        self.details.said(f"“{opened.text}”", space=12)
        if opened.against:
            self.details.said(f"May tell against the claim: {opened.against}", "soon", 8)
        links = [Button("Copy for ten seconds", partial(self.ways.copy, opened.text), "link", "copy")]
        if page.case is not None:
            links.append(Button("Use in letter", self.ways.use_in_letter, "link", "link"))
        self.details.add(InALine(*links), 8)

    def _show_standing(self, note: NoteColumn, opened: Opened | None) -> None:
        """Whose words it is, what it does for the claim, and what is settled of others and of harm."""
        head = note.head
        self.details.facts(
            [
                ("Written by", AUTHORS.get(head.author_role, "")),
                ("Words", "As the entry has them" if head.quoted else "The advisor's own"),
                ("The claim", SUPPORTS.get(head.supports, "")),
                ("Others", THIRD_PARTY.get(head.third_party, "")),
                ("Harm", HARM.get(head.harm, "")),
            ]
        )
        for one in opened.settled if opened else ():
            who = ", ".join(part for part in (one.said_by, ROLES.get(one.said_by_role, "")) if part)
            state = (THIRD_PARTY if one.about == "third_party" else HARM).get(one.state, one.state)
            self.details.item(state, days.short(one.on), second=f"{who}. {one.basis}".strip())
        others = Button(
            "Decide about others named in it", partial(self.ways.settle, note, "third_party"), "link", "users"
        )
        harm = Button("Decide about harm", partial(self.ways.settle, note, "harm"), "link", "shield-check")
        for each in (others, harm):
            each.setAccessibleName(f"{each.text()}: {note_name(note)}")
        self.details.add(InALine(others, harm), 8)

    def _show_weight(self, note: NoteColumn, activity: ActivityRow) -> None:
        """What the note comes to for the activity the cursor is at, and the way to weigh it."""
        told = note.head.bearings.get(activity.slug)
        self.details.section(activity.name)
        if told is not None:
            chosen = next((one for one in activity.descriptors if one.letter == told.descriptor), None)
            if chosen is not None:
                self.details.said(f"{chosen.letter}, {chosen.points} points: {chosen.text}", space=8)
            often = [HOW_OFTEN[told.how_often]] if told.how_often in HOW_OFTEN else []
            fails = [NOT_RELIABLY[one].lower() for one in told.not_reliably]
            self.details.said(said.listed([*often, *fails]) + ".", "quiet", 4)
        words = "Weigh it again" if told else "Weigh it"
        button = Button(words, partial(self.ways.weigh, note, activity), "link", "scale")
        button.setAccessibleName(f"{words}: {note_name(note)} for {activity.name}")
        self.details.add(button, 6)

    def _show_likely(self, page: EvidencePage, activity: ActivityRow | None) -> None:
        """The likely descriptor of the activity, and what each group comes to against its rates."""
        one = evidence_page.likely_of(page, activity) if activity is not None else None
        if one is not None and activity is not None:
            self.details.heading(f"{activity.name}: likely {one.letter or 'none yet'}")
            span = "" if one.lowest == one.highest else f", from {one.lowest} to {one.highest}"
            self.details.said(f"{one.points} points{span}. You decide; no letter says it by itself.", space=4)
        for group in page.groups:
            points = evidence_page.points_of(page, group)
            if points is None or group.standard is None:
                continue
            likely, low, high = points
            span = f", {low} to {high}" if low != high else ""
            self.details.said(
                f"{group.name}: {likely} points likely{span}; {group.standard} for the standard rate, "
                f"{group.enhanced} for the enhanced.",
                space=8,
            )

    def _show_questions(self, page: EvidencePage, note: NoteColumn | None) -> None:
        activity = self._activity()
        gaps = [row for group in page.groups for row in group.rows if not self.map.cells.counted(row)]
        gaps.sort(key=lambda row: -(row.most or 0))
        at = self._row_activity()
        if note is not None and at is not None and at.descriptors and self.map.cells.bears(note, at):
            self._show_weight(note, at)
        self._show_likely(page, activity)
        if note is not None:
            self.details.section("What the record does not say yet")
        else:
            self.details.heading("What the record does not say yet")
        if activity is not None and activity in gaps and activity.prompts:
            self.details.add(Words(f"{activity.name}: look or ask for", "second", "quiet"), 10)
            for prompt in activity.prompts:
                self.details.item(prompt, mark="circle-question-mark", tone="accent")
            return
        if not gaps:
            self.details.said("Something is noted for every activity.", "quiet", 8)
        for row in gaps[:_QUESTIONS]:
            points = f", up to {row.most} points" if row.most else ""
            prompt = row.prompts[0] if row.prompts else row.name
            self.details.item(
                prompt, mark="circle-question-mark", tone="accent", second=f"{row.name}{points}"
            )

    def _row_activity(self) -> ActivityRow | None:
        """The activity of the row the cursor is in, whatever the column."""
        index = self.map.currentIndex()
        return self.map.cells.lines[index.row()].activity if index.isValid() else None

    def _activity(self) -> ActivityRow | None:
        index = self.map.currentIndex()
        on_note = self.map.cells.note_at(index.column()) is not None
        return self.map.cells.lines[index.row()].activity if index.isValid() and not on_note else None
