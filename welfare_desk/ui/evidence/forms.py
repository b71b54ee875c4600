"""The two forms of evidence: opening the record, and noting what it says (or what the client says).

They gather drafts for ``casework.evidence``; neither keeps anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from welfare_desk import resources
from welfare_desk.casework.notes.evidence import AUTHORS, SUPPORTS, NoteDraft, ReadingDraft
from welfare_desk.casework.notes.evidence_page import ActivityGroup, ActivityRow, EvidencePage
from welfare_desk.casework.notes.note_bearings import HOW_OFTEN, NOT_RELIABLY, Bearing
from welfare_desk.casework.notes.note_marks import MarkDraft
from welfare_desk.errors import Problem
from welfare_desk.rules import consent_record as words
from welfare_desk.ui.kit.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    OneOfField,
    TextField,
    TicksField,
)
from welfare_desk.ui.kit.form import Form

_CHOOSE = "Choose one"
_BEARING = ("bearing.", "often.", "fails.")
_SOURCES = {
    "client_said": "The client said it",
    "client_document": "A paper the client brought",
    "third_person": "Somebody else said it",
}
THIRD_PARTY = {
    "none": "Nobody else is named",
    "unresolved": "Somebody is named, not settled yet",
    "redacted": "Somebody is, and is left out here",
    "consented": "Somebody is, and has agreed",
    "professional": "Only staff doing their work",
}
HARM = {
    "none": "No sign of it",
    "suspected": "Perhaps: ask a clinician",
    "cleared": "A clinician has cleared it",
    "confirmed": "A clinician says it would",
}
ROLES = {
    "gp": "GP",
    "practice_nurse": "Practice nurse",
    "pharmacist": "Pharmacist",
    "consultant": "Consultant",
    "other_clinician": "Another clinician",
}


def parts_of_the_record() -> list[tuple[str, str]]:
    labels = resources.consent_words().labels
    return [*labels["categories"].items(), *labels["always_ask"].items()]


class ReadingForm(Form):
    """Why the record is opened, for what, at which practice, and which part of it."""

    def __init__(self, page: EvidencePage) -> None:
        super().__init__()
        self.page = page
        self.add_row("&Why is it opened?", TextField("What is to be found out"), name="why", span=2)
        purposes = list(resources.consent_words().labels["purposes"].items())
        self.add_row("&For", ChoiceField(purposes, unset=""), name="purpose")
        places = [(one.id, one.name) for one in page.practices]
        self.add_row("At which &practice", ChoiceField(places), name="practice_id")
        parts = TicksField(parts_of_the_record(), columns=3)
        self.add_row("Which &parts are read?", parts, name="categories", span=2)
        only = page.practices[0].id if len(page.practices) == 1 else None
        self.show_values({"purpose": page.purpose, "practice_id": page.practice_id or only})

    def draft(self) -> ReadingDraft:
        typed = self.values()
        return ReadingDraft(
            self.page.person_id,
            typed["practice_id"],
            typed["purpose"],
            typed["why"],
            typed["categories"],
            self.page.case.id if self.page.case else None,
        )


class NoteForm(Form):
    """One statement: its words and whose, the entry it comes from, what it bears on and how, whom it names.

    Nothing that is a statement is chosen beforehand. How often and how reliably is asked for each activity
    as it is ticked.
    """

    def __init__(
        self, groups: Sequence[ActivityGroup], today: Callable[[], date], *, from_record: bool
    ) -> None:
        super().__init__(columns=3)
        self.from_record = from_record
        self.rows = {row.slug: row for group in groups for row in group.rows}
        self.text = LongTextField("One statement, in words that can stand in a letter", lines=3)
        self.add_row("&Note", self.text, name="text", span=3)
        whose = (
            (False, "Mine"),
            (True, "The entry's, word for word" if from_record else "Theirs, word for word"),
        )
        self.add_row("&Whose words?", OneOfField(whose, columns=1), name="quoted")
        day = "Date of the &entry" if from_record else "Sai&d on"
        self.add_row(day, DateField(today), name="entry_on")
        kinds = "Clinic letter, GP consultation ..." if from_record else "Conversation, diary ..."
        self.add_row("&Kind of entry" if from_record else "&Kind", TextField(kinds), name="entry_kind")
        if not from_record:
            sources = ChoiceField(list(_SOURCES.items()), unset=_CHOOSE)
            self.add_row("Where it &comes from", sources, name="source")
        authors = ChoiceField(list(AUTHORS.items()))
        self.add_row("Written &by", authors, name="author_role")
        parts = ChoiceField(parts_of_the_record(), unset=_CHOOSE)
        self.add_row(
            "&Part of the record" if from_record else "What &part of a record it is like",
            parts,
            name="category",
        )
        others = ChoiceField(list(THIRD_PARTY.items()), unset=_CHOOSE)
        self.add_row("Does it name somebody &else?", others, name="third_party")
        self.add_row(
            "Could reading it do &harm?", ChoiceField(list(HARM.items()), unset=_CHOOSE), name="harm"
        )
        supports = OneOfField(list(SUPPORTS.items()))
        self.add_row("What does it do for the clai&m?", supports, name="supports", span=2)
        against = TextField(help="Sealed with the note; it goes into no letter")
        self.add_row("&How may it tell against it?", against, name="against", span=3)
        activities = TicksField([(row.slug, row.name) for row in self.rows.values()], columns=3)
        self.add_row("It bears &on", activities, name="activities", span=3)
        self.edited.connect(lambda _: self._ask_what_bears())
        self._ask_what_bears()

    def _ask_what_bears(self) -> None:
        ticked = self.fields["activities"].value()
        for slug in ticked:
            self._ask_about(slug)
        gone = [] if self.fields["supports"].value() == "may_harm" else ["against"]
        if not self.from_record:
            brought = self.fields["source"].value() == "client_document"
            gone += [] if brought else ["author_role"]
        gone += [
            name
            for name in self.fields
            if name.startswith(_BEARING) and name.rpartition(".")[2] not in ticked
        ]
        self.ask_only(*gone)

    def _ask_about(self, slug: str) -> None:
        """How often it is so of this activity, what is not done reliably, and its descriptor if any."""
        if f"often.{slug}" in self.fields:
            return
        row = self.rows[slug]
        if row.descriptors:
            offered = ChoiceField(descriptors_of(row), unset="Nothing yet")
            self.add_row(f"{row.name}: it points at", offered, name=f"bearing.{slug}", span=2)
        often = ChoiceField(list(HOW_OFTEN.items()))
        self.add_row(f"{row.name}: how often?", often, name=f"often.{slug}", span=1 if row.descriptors else 3)
        fails = TicksField(list(NOT_RELIABLY.items()), columns=4)
        self.add_row(f"{row.name}: what is not done reliably?", fails, name=f"fails.{slug}", span=3)

    def show_values(self, values: Mapping[str, Any]) -> None:
        for slug in values.get("activities", ()):
            if slug in self.rows:
                self._ask_about(slug)
        super().show_values(dict(values))
        self._ask_what_bears()

    def show_problems(self, problems: Iterable[Problem]) -> int:
        """A problem of an activity stands at the field that is there for it."""
        return super().show_problems([self._at_its_field(one) for one in problems])

    def _at_its_field(self, one: Problem) -> Problem:
        kind, _, slug = one.field.partition(".")
        if kind == "bearing" and slug in self.rows:
            field = one.field if one.field in self.fields and "point" in one.sentence else f"often.{slug}"
            return Problem(field, one.sentence, one.hint)
        return one

    def _bearing(self, typed: Mapping[str, Any], slug: str) -> Bearing:
        return Bearing(
            typed.get(f"bearing.{slug}") or "", typed[f"often.{slug}"] or "", typed[f"fails.{slug}"]
        )

    def draft(self) -> NoteDraft:
        typed = self.values()
        return NoteDraft(
            typed["text"],
            typed["category"] or "",
            typed["entry_on"],
            typed["entry_kind"],
            typed["activities"],
            "gp_record" if self.from_record else typed["source"] or "",
            typed["third_party"],
            typed["harm"],
            (typed["author_role"] or "") if self._is_asked("author_role") else "",
            typed["quoted"],
            typed["supports"] or "",
            typed["against"] if typed["supports"] == "may_harm" else "",
            {slug: self._bearing(typed, slug) for slug in typed["activities"]},
        )

    def _is_asked(self, name: str) -> bool:
        return self.from_record or name != "author_role" or self.fields["source"].value() == "client_document"

    def show_draft(self, note: NoteDraft) -> None:
        weighed = {f"bearing.{slug}": one.descriptor or None for slug, one in note.bearings.items()}
        weighed |= {f"often.{slug}": one.how_often or None for slug, one in note.bearings.items()}
        fails = {f"fails.{slug}": one.not_reliably for slug, one in note.bearings.items()}
        self.show_values(
            {
                "text": note.text,
                "category": note.category or None,
                "entry_on": note.entry_on,
                "entry_kind": note.entry_kind,
                "activities": note.activities,
                "source": note.source or None,
                "third_party": note.third_party,
                "harm": note.harm,
                "author_role": note.author_role or None,
                "quoted": note.quoted,
                "supports": note.supports or None,
                "against": note.against,
            }
            | weighed
            | fails
        )

    def clear_for_next(self) -> None:
        """Empty for the next statement; the entry it comes from stays, as several often share one."""
        asked = [name for name in self.fields if name.startswith(_BEARING)]
        empty = {name: () if name.startswith("fails.") else None for name in asked}
        of_the_last = ("quoted", "third_party", "harm", "supports")
        self.show_values({"text": "", "activities": (), "against": ""} | dict.fromkeys(of_the_last) | empty)
        self.fields["text"].setFocus()

    def is_blank(self) -> bool:
        """Whether nothing worth keeping has been typed."""
        return not self.fields["text"].value()


def descriptors_of(row: ActivityRow) -> list[tuple[str, str]]:
    return [(one.letter, f"{one.letter}   {one.points} points   {one.text}") for one in row.descriptors]


class SettleForm(Form):
    """How it stands that a note tells of somebody else, or may do harm (which only a clinician settles)."""

    def __init__(self, about: str, today: Callable[[], date]) -> None:
        super().__init__()
        self.about = about
        of_harm = about == "harm"
        states = list((HARM if of_harm else THIRD_PARTY).items())
        asked = "Could reading it do &harm?" if of_harm else "Does it tell of somebody &else?"
        self.add_row(asked, OneOfField(states, columns=1), name="state", span=2)
        self.add_row("&Who said so", TextField("Name"), name="said_by")
        if of_harm:
            roles = ChoiceField(list(ROLES.items()), unset="Nobody clinical")
            self.add_row("What they &are", roles, name="said_by_role")
        self.add_row("&On", DateField(today, "Today"), name="on")
        rests = (
            "What the clinician said" if of_harm else "What the other person agreed to, or what is left out"
        )
        basis = LongTextField(
            rests, "Sealed with the note; it is read only where the note is opened", lines=2
        )
        self.add_row("What it &rests on", basis, name="basis", span=2)

    def draft(self, note_id: UUID, today: date) -> MarkDraft:
        typed = self.values()
        return MarkDraft(
            note_id,
            self.about,
            typed["state"] or "",
            typed["on"] or today,
            typed["said_by"],
            typed.get("said_by_role") or "",
            typed["basis"],
        )


class WeighForm(Form):
    """What one note says of one activity: the descriptor it points at, how often, what is not reliable."""

    def __init__(self, activity: ActivityRow, before: Bearing | None) -> None:
        super().__init__()
        self.activity = activity
        choices = descriptors_of(activity)
        self.add_row("It &points at", ChoiceField(choices, unset="Nothing yet"), name="descriptor", span=2)
        how_often = OneOfField(list(HOW_OFTEN.items()))
        self.add_row("How &often is it so?", how_often, name="how_often", span=2)
        fails = TicksField(list(NOT_RELIABLY.items()), columns=2)
        self.add_row("What is not done &reliably", fails, name="not_reliably", span=2)
        if before is not None:
            self.show_values(
                {
                    "descriptor": before.descriptor,
                    "how_often": before.how_often,
                    "not_reliably": before.not_reliably,
                }
            )

    def bearing(self) -> Bearing | None:
        """None where nothing is said: what was weighed before is taken back."""
        typed = self.values()
        told = Bearing(typed["descriptor"] or "", typed["how_often"] or "", typed["not_reliably"])
        return None if told.is_empty else told


def moment(now: Any) -> str:
    """The time of day in Scotland, "10:04"."""
    return f"{now.astimezone(words.LONDON):%H:%M}"
