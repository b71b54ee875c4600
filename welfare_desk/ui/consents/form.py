"""Consent on one screen, in the order of the conversation, with what will be recorded read back beside it.

No box is ticked beforehand, and a refusal is recorded as readily as a yes. What a consent opens is the
gate's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk import resources
from welfare_desk.casework import consent_page, consent_paper, consents
from welfare_desk.casework.consent_page import ConsentPage
from welfare_desk.casework.consents import ConsentDraft, ConsentRow
from welfare_desk.casework.desk import Changes
from welfare_desk.errors import Problems
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import counting, days
from welfare_desk.ui import messages, printing
from welfare_desk.ui.consents import said
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.chips import ChipLabel
from welfare_desk.ui.kit.fields import ChoiceField, DateField, OneOfField, TextField, TickField, TicksField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, Page, column
from welfare_desk.ui.kit.words import Button, Words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

_AUTHORITY = ("seen", "registered", "powers", "from", "to")
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "parent": ("seen",),
    "attorney_welfare": _AUTHORITY,
    "guardian_welfare": ("seen", "powers", "from", "to"),
    "intervener": ("seen", "powers", "from", "to"),
    "executor": ("seen",),
}
_NEVER = ("attorney_continuing", "appointee", "next_of_kin", "advocate")


class ConsentScreen(Screen):
    """Ask, record, read back; and end what was given before."""

    name, title, rail = "consent", "Consent", "clients"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self._page: ConsentPage | None = None
        self._kept: dict[str, Any] | None = None
        self._wording: str | None = None  # of the sheet printed for this conversation
        self.form = Form()
        self._untouched: dict[str, Any] = {}
        self._shown: tuple[object, ...] = ()
        self.banner = Banner("done")
        self.banner.hide()
        self.details = Details("What will be recorded")
        self.body = Page("Consent", margin=24, space=16)
        self.body.add(self.banner)
        self.body.add(self.form)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(column(self.body, stretch=self.body), self.details))

    def heading(self) -> Heading:
        page = self._page
        if page is None:
            return Heading(self.title)
        refused = self._value("polarity") == "refuse"
        return Heading(
            self.title,
            "Each purpose has its own tick; no is as good an answer as yes",
            owner=page.client,
            owner_place=("client", {"person": page.person_id}),
            acts=(Act("Print to sign", self.print_sheet, "printer", _no_sheet(page, refused)),),
            primary=Act("Record refusal" if refused else "Record consent", self.record, "check"),
        )

    def about(self) -> str:
        return self._page.client if self._page else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        here: dict[str, Callable[[], object]] = {"save": self.record}
        if self._page is not None:
            here |= {"open-evidence": self._open_evidence, "print": self.print_sheet}
        return here

    # Coming and going -----------------------------------------------------------------------------

    def arrive(self, **where: Any) -> None:
        if where != self._where:
            self._page, self._wording = None, None
        self._where = where
        self._read()

    def refresh(self, changes: object) -> None:
        if self._where:
            self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(
            changes.kinds & {"consents", "clients", "practices", "recipients"}
        )

    def draft(self) -> object | None:
        values = self._typed()
        return (self._where, values) if values != self._untouched else None

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 2 and draft[0] == self._where:
            self._kept = draft[1]
            if self._page is not None:
                self._show_kept()

    def _read(self) -> None:
        person, case = self._where["person"], self._where.get("case")
        self.room.read(self, partial(consent_page.page, self.room.desk, person, case), self._show)

    def _show(self, page: ConsentPage) -> None:
        fresh = (
            self._page is None or self._page.bodies != page.bodies or self._page.practices != page.practices
        )
        typed = self._typed() if self._page is not None and self._page.person_id == page.person_id else None
        self._page = page
        if fresh:
            self._build(page)
            if typed and typed.keys() == self._untouched.keys():
                self.form.show_values(typed)
            self.form.focus_first()
        self._show_kept()
        self._edited()

    def _show_kept(self) -> None:
        if self._kept is not None:
            self.form.show_values(self._kept)
            self._kept = None
            self._edited()

    # The form -------------------------------------------------------------------------------------

    def _build(self, page: ConsentPage) -> None:
        old, self.form = self.form, Form()
        self.body.add(self.form)
        old.hide()
        old.deleteLater()
        labels = resources.consent_words().labels
        add, today = self.form.add_row, self.room.today
        add("&Answer", OneOfField([("permit", "Agrees"), ("refuse", "Refuses")]), name="polarity")
        needed = f"For this case: {said.label('purposes', page.wanted).lower()}" if page.wanted else ""
        givers = [(code, words) for code, words in labels["givers"].items()]
        add("&Given by", ChoiceField(givers, unset=""), name="giver_role")
        add("Their &name", TextField(), name="giver_name")
        add("", TickField("Proof of it was seen"), name="seen")
        add("", TickField("Registered with the Public Guardian"), name="registered")
        add("", TickField("It gives power over health information"), name="powers")
        add("In force from", DateField(today), name="from")
        add("In force to", DateField(today), name="to")
        add(
            "What is it &for?",
            TicksField(_but(labels["purposes"], "estate_claim"), needed, columns=3),
            name="purposes",
            span=2,
        )
        add("", TickField(labels["purposes"]["estate_claim"]), name="estate", span=2)
        places = [(one.id, one.name) for one in page.practices]
        add(
            "Whose &record?",
            ChoiceField(places, unset="Not the record: only what the client says"),
            name="practice_id",
        )
        add("Entries from", DateField(today, "The beginning"), name="record_from")
        all_of_it = {words.ALL: said.category(words.ALL)}
        ordinary = labels["categories"]
        add(
            "Which &parts?",
            TicksField(list((all_of_it | dict(ordinary)).items()), columns=3),
            name="categories",
            span=2,
        )
        add(
            "Ask about each of these by name: never part of everything",
            TicksField(list(labels["always_ask"].items()), columns=3),
            name="always_ask",
            span=2,
        )
        add("What to leave out", TicksField(list(ordinary.items()), columns=3), name="exclude", span=2)
        add("What may we &do?", TicksField(list(labels["actions"].items())), name="actions", span=2)
        book = sorted(page.bodies, key=_copies_last)
        bodies = [(one.id, _body_words(one.kind, one.name)) for one in book]
        add("&To whom may it go?", TicksField(bodies, columns=2), name="recipient_ids", span=2)
        add("&How was it given?", OneOfField(list(said.METHODS.items())), name="method", span=2)
        add("", TickField("We checked who was calling"), name="identity_checked", span=2)
        add("&Witness", TextField(help="Who heard it"), name="witness")
        add("&Interpreter", TextField(help="Name and language"), name="interpreter")
        add("Given on", DateField(today), name="given_at")
        add("&Until", DateField(today, help="Six months unless changed; twelve at most"), name="expires_on")
        add("In a private place?", OneOfField([(True, "Yes"), (False, "No")]), name="private_place")
        add("Who else was there?", TextField("Nobody"), name="accompanied_by")
        add("", TickField("Covers the notes we already hold, too"), name="covers_prior_notes", span=2)
        self.form.show_values(
            {
                "giver_role": "executor" if page.died else "self",
                "practice_id": None if self._where.get("from_client") else page.practice_id,
                "given_at": self.room.today(),
                "expires_on": counting.months_after(self.room.today(), consents.USUAL_MONTHS),
                "interpreter": page.interpreter,
            }
        )
        self._untouched = self.form.values()
        self.form.edited.connect(self._edited)

    def _typed(self) -> dict[str, Any]:
        return self.form.values()

    def _value(self, name: str) -> Any:
        field = self.form.fields.get(name)
        return field.value() if field is not None else None

    def _edited(self, *_: object) -> None:
        if self._page is None:
            return
        self._ask_what_bears()
        self._read_back()
        self.heading_changed.emit()

    def _ask_what_bears(self) -> None:
        """Leave out what has no bearing on this answer; authority is asked only of those who need it."""
        typed = self._typed()
        giver, page = typed["giver_role"], self._page
        needed = _NEEDS.get(giver, ())
        gone = [name for name in _AUTHORITY if name not in needed]
        gone += ["giver_name"] if giver == "self" else []
        gone += [] if giver == "executor" else ["estate"]
        gone += [] if words.ALL in typed["categories"] else ["exclude"]
        called = typed["method"] == "telephone" and typed["polarity"] != "refuse"
        gone += [] if called else ["identity_checked"]
        gone += [] if typed["method"] == "spoken" else ["witness"]
        gone += [] if typed["method"] == "interpreter" or (page and page.interpreter) else ["interpreter"]
        gone += ["expires_on", "covers_prior_notes"] if typed["polarity"] == "refuse" else []
        gone += [] if page and page.has_notes else ["covers_prior_notes"]
        self.form.ask_only(*dict.fromkeys(gone))
        wrong = resources.consent_words().reasons_in_words["wrong_authority"]
        self.form.fields["giver_role"].assist(
            f"{wrong.sentence} {wrong.next_step}" if giver in _NEVER else ""
        )

    # What will be recorded --------------------------------------------------------------------------

    def consent_draft(self) -> ConsentDraft:
        """What is on the form, as casework takes it."""
        typed, today = self._typed(), self.room.today()
        permit, giver = typed["polarity"] != "refuse", typed["giver_role"] or "self"
        given = typed["given_at"] if typed["given_at"] != today else None
        return ConsentDraft(
            person_id=self._where["person"],
            polarity=typed["polarity"] or "",
            giver_role=giver,
            giver_name=typed["giver_name"] if giver != "self" else "",
            authority=_authority(typed) if giver in _NEEDS else {},
            method=typed["method"] or "",
            witness=typed["witness"] if typed["method"] == "spoken" else "",
            wording_code=self._wording if typed["method"] == "written" else None,
            given_at=datetime.combine(given, time(12), words.LONDON) if given else None,
            valid_from=given,
            expires_on=typed["expires_on"] if permit else None,
            purposes=(
                *typed["purposes"],
                *(("estate_claim",) if typed["estate"] and giver == "executor" else ()),
            ),
            actions=typed["actions"],
            categories=(*_ordinary(typed["categories"]), *typed["always_ask"]),
            exclude=typed["exclude"] if words.ALL in typed["categories"] else (),
            practice_id=typed["practice_id"],
            record_from=typed["record_from"],
            recipient_ids=typed["recipient_ids"],
            covers_prior_notes=typed["covers_prior_notes"] and permit,
            private_place=typed["private_place"],
            accompanied_by=typed["accompanied_by"],
            interpreter=typed["interpreter"],
            identity_checked=typed["identity_checked"] if typed["method"] == "telephone" else None,
        )

    def _read_back(self) -> None:
        page, draft = self._page, self.consent_draft()
        if page is None:
            return
        shown = (said.headline(draft, page), said.parts(draft, page), page.rows)
        if shown == self._shown:
            return
        self._shown = shown
        self.details.clear()
        self.details.heading("What will be recorded", shown[0])
        for part in shown[1]:
            self.details.add(Words(part.label, "second", "quiet"), 8)
            self.details.said(part.words, "soon" if part.missing else "ink", 1)
        self.details.section("Recorded before")
        if not page.rows:
            self.details.said("Nothing yet: this would be the first.", "quiet", 8)
        for row in page.rows:
            self._show_row(row)

    def _show_row(self, row: ConsentRow) -> None:
        first, second = said.row_words(row)
        self.details.add(ChipLabel(said.row_chip(row, self.room.today())), 12)
        self.details.said(first, space=4)
        self.details.add(Words(second, "second", "quiet", wraps=True), 1)
        if row.is_live:
            button = Button("Withdraw now", partial(self.withdraw, row.id), "link")
            given = days.short(row.given_on) if row.given_on else "no known day"
            button.setAccessibleName(f"Withdraw the consent of {given} now")
            button.setToolTip("Readings close and letters resting on it stop at once. No reason is asked.")
            self.details.add(button, 2)

    # On paper ---------------------------------------------------------------------------------------

    def print_sheet(self) -> None:
        """The sheet to tick and sign, with what is ticked here filled in, in the client's own print."""
        if self._page is None or self.form.show_problems(self.form.unread()):
            return
        draft = self.consent_draft()
        asked = consent_paper.SheetDraft(
            draft.person_id, draft.practice_id, draft.purposes, draft.recipient_ids, draft.expires_on
        )
        work = partial(consent_paper.signature_sheet, self.room.desk, asked, today=self.room.today())
        self.room.write(self, work, self._sheet_made, self._not_recorded)

    def _sheet_made(self, sheet: consent_paper.Paper) -> None:
        self._wording = sheet.wording_code
        if printing.print_pdf(self, sheet.data, "Agreement to sign"):
            self.banner.clear()
            self.banner.say(
                "Printed.", "Once it is signed, tick here what they ticked, choose In writing and record it."
            )
            self.banner.show()

    # Recording and ending ---------------------------------------------------------------------------

    def record(self) -> None:
        """Record what was said, yes or no."""
        unread = self.form.unread()
        if self._page is None or self.form.show_problems(unread):
            return
        draft = self.consent_draft()
        work = partial(consents.record_consent, self.room.desk, draft, today=self.room.today())
        self.room.write(self, work, partial(self._recorded, draft), self._not_recorded)

    def _recorded(self, draft: ConsentDraft, changes: Changes) -> None:
        agreed = draft.polarity == "permit"
        until = f" until {days.full(draft.expires_on)}" if agreed and draft.expires_on else ""
        self.banner.clear()
        if agreed:
            self.banner.say(f"Consent recorded{until}.", "The record can be read under it now.")
            self.banner.offer("Open evidence", self._open_evidence)
        else:
            self.banner.say("Refusal recorded.", "The case goes on without what was refused.")
        self.banner.show()
        self._page = None  # the form is laid out anew for the next conversation
        self.said.emit(f"Saved {self.room.now().astimezone(words.LONDON):%H:%M}")
        self.wrote.emit(changes)
        self._read()

    def _not_recorded(self, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            self.form.show_problems(fault.problems)
        else:
            messages.show_fault(self, fault)

    def withdraw(self, consent_id: UUID) -> None:
        """End a consent at once: as easily as it was given, and without a reason."""
        work = partial(
            consents.withdraw, self.room.desk, consent_id, how="told the advisor", today=self.room.today()
        )
        self.room.write(self, work, self._withdrawn)

    def _withdrawn(self, changes: Changes) -> None:
        self.banner.clear()
        self.banner.say(
            "Consent withdrawn.",
            "Readings are closed and letters resting on it have stopped. Tell the client what happens to "
            "notes and to letters already sent.",
        )
        self.banner.show()
        self.said.emit(f"Saved {self.room.now().astimezone(words.LONDON):%H:%M}")
        self.wrote.emit(changes)
        self._read()

    def _open_evidence(self) -> None:
        self.go("evidence", **self._where)


def _no_sheet(page: ConsentPage, refused: bool) -> str:
    if refused:
        return "A refusal needs no signature."
    return "" if page.practices else "The sheet names the practice whose record it is; add one first."


def _but(labels: Mapping[str, str], code: str) -> list[tuple[str, str]]:
    return [(each, words) for each, words in labels.items() if each != code]


def _ordinary(ticked: tuple[str, ...]) -> tuple[str, ...]:
    """Everything stands for the list; a part ticked beside it says nothing more."""
    return (words.ALL,) if words.ALL in ticked else ticked


def _authority(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "seen": typed["seen"],
        "registered": typed["registered"],
        "from": typed["from"].isoformat() if typed["from"] else None,
        "to": typed["to"].isoformat() if typed["to"] else None,
        "powers": [words.HEALTH_INFORMATION] if typed["powers"] else [],
    }


def _copies_last(body: Any) -> tuple[int, str]:
    return ({"practice": 1, "subject": 2}.get(body.kind, 0), body.name)


def _body_words(kind: str, name: str) -> str:
    return {"subject": "A copy to the client", "practice": f"A copy for {name}"}.get(kind, name)
