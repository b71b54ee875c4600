"""The two forms of evidence: opening the record, and noting what it says (or what the client says).

They gather drafts for ``casework.evidence``; neither keeps anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from welfare_desk import resources
from welfare_desk.casework.evidence import NoteDraft, ReadingDraft
from welfare_desk.casework.evidence_grid import HOW_OFTEN, NOT_RELIABLY, Bearing
from welfare_desk.casework.evidence_page import ActivityGroup, ActivityRow, EvidencePage
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
    """One statement: its words, the entry it comes from, what it bears on, whom else it names."""

    def __init__(
        self, groups: Sequence[ActivityGroup], today: Callable[[], date], *, from_record: bool
    ) -> None:
        super().__init__(columns=3)
        self.from_record = from_record
        self.text = LongTextField("One statement, in words that can stand in a letter", lines=4)
        self.add_row("&Note", self.text, name="text", span=3)
        day = "Date of the &entry" if from_record else "Sai&d on"
        self.add_row(day, DateField(today), name="entry_on")
        kinds = (
            "Clinic letter, GP consultation ..." if from_record else "Conversation, diary, prescription ..."
        )
        self.add_row("&Kind of entry" if from_record else "&Kind", TextField(kinds), name="entry_kind")
        self.add_row("&Part of the record", ChoiceField(parts_of_the_record()), name="category")
        if not from_record:
            self.add_row("Where it &comes from", ChoiceField(list(_SOURCES.items()), unset=""), name="source")
        activities = [(row.slug, row.name) for group in groups for row in group.rows]
        self.add_row("It &bears on", TicksField(activities, columns=3), name="activities", span=3)
        others = ChoiceField(list(THIRD_PARTY.items()), unset="")
        self.add_row("Does it name somebody &else?", others, name="third_party")
        harm = ChoiceField(list(HARM.items()), unset="")
        self.add_row("Could reading it do &harm?", harm, name="harm")
        self.blank: Mapping[str, Any] = self.values()

    def draft(self) -> NoteDraft:
        typed = self.values()
        return NoteDraft(
            typed["text"],
            typed["category"] or "",
            typed["entry_on"],
            typed["entry_kind"],
            typed["activities"],
            "gp_record" if self.from_record else typed["source"],
            typed["third_party"],
            typed["harm"],
        )

    def show_draft(self, note: NoteDraft) -> None:
        self.show_values(
            {
                "text": note.text,
                "category": note.category or None,
                "entry_on": note.entry_on,
                "entry_kind": note.entry_kind,
                "activities": note.activities,
                "source": note.source,
                "third_party": note.third_party,
                "harm": note.harm,
            }
        )

    def clear_for_next(self) -> None:
        """Empty for the next statement; the entry it comes from stays, as several often share one."""
        self.show_values({"text": "", "activities": (), "third_party": "none", "harm": "none"})
        self.fields["text"].setFocus()

    def is_blank(self) -> bool:
        """Whether nothing worth keeping has been typed."""
        return not self.fields["text"].value()


class WeighForm(Form):
    """What one note says of one activity: the descriptor it points at, how often, what is not reliable."""

    def __init__(self, activity: ActivityRow, before: Bearing | None) -> None:
        super().__init__()
        self.activity = activity
        choices = [
            (one.letter, f"{one.letter}   {one.points} points   {one.text}") for one in activity.descriptors
        ]
        self.add_row("It &points at", ChoiceField(choices, unset="Nothing yet"), name="descriptor", span=2)
        often = OneOfField(list(HOW_OFTEN.items()))
        self.add_row("How &often is it so?", often, name="how_often", span=2)
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
        """None where nothing is pointed at: what was weighed before is taken back."""
        typed = self.values()
        if not typed["descriptor"]:
            return None
        return Bearing(typed["descriptor"], typed["how_often"] or "", typed["not_reliably"])


def moment(now: Any) -> str:
    """The time of day in Scotland, "10:04"."""
    return f"{now.astimezone(words.LONDON):%H:%M}"
