"""The small forms of the letter's page: what it is drafted from, a statement, the address.

They gather what casework takes; none of them writes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from welfare_desk.casework.agency import RecipientRow
from welfare_desk.casework.correspondence.letter_page import LetterPage, LetterStart
from welfare_desk.casework.correspondence.letter_text import StatementRow
from welfare_desk.casework.correspondence.letters import StatementDraft, activity_name
from welfare_desk.casework.notes.evidence import NoteHead
from welfare_desk.rules import days
from welfare_desk.ui.consents.said import category
from welfare_desk.ui.kit.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    TextField,
    TickField,
    TicksField,
)
from welfare_desk.ui.kit.form import Form


def note_words(head: NoteHead) -> str:
    """A note by its head: "2 Sep 2026, clinic letter: moving around". What it says is not in it."""
    day = f"{days.short(head.entry_on)}, " if head.entry_on else ""
    about = [activity_name(slug).lower() for slug in head.activities] or [category(head.category).lower()]
    return f"{day}{head.entry_kind}: {', '.join(about)}"


class AddressForm(Form):
    """To whom, and who gets a copy."""

    def __init__(self, bodies: Sequence[RecipientRow], to: UUID | None, copies: tuple[UUID, ...]) -> None:
        super().__init__(columns=1)
        self._address(bodies)
        self.show_values({"recipient_id": to, "copies": copies})

    def _address(self, bodies: Sequence[RecipientRow]) -> None:
        whole = [(one.id, one.name) for one in bodies if one.kind not in ("subject", "practice")]
        self.add_row("&To", ChoiceField(whole, unset="Choose who it goes to"), name="recipient_id")
        copies = [
            (one.id, "The client" if one.kind == "subject" else one.name)
            for one in bodies
            if one.kind in ("subject", "practice", "tribunal")
        ]
        help = "Each is asked of the consent by name when the letter leaves."
        self.add_row("&Copies to", TicksField(copies, help, columns=1), name="copies")


class StartForm(AddressForm):
    """A new letter: whom it goes to, and the notes its statements come from."""

    def __init__(self, begun: LetterStart) -> None:
        Form.__init__(self, columns=1)
        self._address(begun.bodies)
        notes = [(note.id, note_words(note)) for note in begun.notes]
        self.add_row("&Notes it rests on", TicksField(notes, columns=1), name="notes")
        self.add_row("", TickField("Large print"), name="large_print")
        self.show_values({"notes": tuple(note.id for note in begun.notes), "large_print": begun.large_print})

    def anew(self, before: LetterStart, now: LetterStart) -> StartForm:
        """The same with what has been noted since; what was chosen, and what was left out, stays so."""
        typed = self.values()
        left_out = {note.id for note in before.notes} - set(typed["notes"])
        notes = tuple(note.id for note in now.notes if note.id not in left_out)
        form = StartForm(now)
        form.show_values(typed | {"notes": notes})
        return form


class NotesForm(Form):
    """Which further notes the letter shall say."""

    def __init__(self, unused: Sequence[NoteHead]) -> None:
        super().__init__(columns=1)
        notes = [(note.id, note_words(note)) for note in unused]
        self.add_row("&Notes to add", TicksField(notes, columns=1), name="notes")


class StatementForm(Form):
    """One statement: its heading, its words, the notes it rests on."""

    def __init__(self, row: StatementRow, page: LetterPage) -> None:
        super().__init__(columns=1)
        self.row = row
        self.text = LongTextField(lines=6)
        self.add_row("&Statement", self.text, name="text")
        self.add_row("&Heading it stands under", TextField(), name="heading")
        rests = [(note.id, note_words(note)) for note in (*page.used, *page.unused)]
        self.add_row("It &rests on", TicksField(rests, columns=1), name="notes")
        mine = tuple(source.note_id for source in row.sources)
        self.show_values({"text": row.text, "heading": row.heading, "notes": mine})

    def draft(self) -> StatementDraft:
        typed = self.values()
        return StatementDraft(typed["heading"], typed["text"], typed["notes"], self.row.id)


class OwnWordsForm(Form):
    """What the GP cannot confirm, said as the advisor's own account, outside the checked part."""

    def __init__(self, row: StatementRow) -> None:
        super().__init__(columns=1)
        self.row = row
        self.prose(f"The GP cannot confirm: {row.original}")
        help = "It is printed under “In our own words”, after what was checked."
        self.add_row("In your &own words", LongTextField(help=help, lines=6), name="text")


class OwnParagraphForm(Form):
    """A free paragraph of the advisor's, or one that stands already."""

    def __init__(self, row: StatementRow | None = None) -> None:
        super().__init__(columns=1)
        self.row = row
        self.prose(
            "What you know yourself: what you saw, what the client told you. Nothing from the record belongs "
            "here; that is a statement on a note."
        )
        help = "It is printed under “In our own words”, after what was checked. The GP is not asked about it."
        self.add_row("&Paragraph", LongTextField(help=help, lines=6), name="text", needed=True)
        if row is not None:
            self.show_values({"text": row.text})


class OwnLetterForm(Form):
    """Why the letter cannot wait for the GP, and the day it has to be in by."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(columns=1)
        self.prose("Our own letter says that nobody at the practice has checked it or answers for it.")
        reason = TextField("No answer since ..., the claim is due on ...", help="Kept with the letter")
        self.add_row("&Why can it not wait?", reason, name="because", needed=True)
        day = DateField(today, help="The legal last day, where one is running")
        self.add_row("It must be in &by", day, name="legal_day")
