"""Consent on one screen, in the order of the conversation, with what will be recorded read back beside it.

No box is ticked beforehand, and a refusal is recorded as readily as a yes. What a consent opens is the
gate's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, time
from functools import partial
from typing import Any, Literal
from uuid import UUID

from welfare_desk import resources
from welfare_desk.casework.consent import consent_page, consent_paper, consent_signing, consents
from welfare_desk.casework.consent.consent_page import ConsentPage
from welfare_desk.casework.consent.consents import ConsentDraft, ConsentRow
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.field_rules import rule_of
from welfare_desk.errors import Problems
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import counting, days
from welfare_desk.ui import messages, printing
from welfare_desk.ui.consents import blocked, proof, said
from welfare_desk.ui.consents.conversation import Conversation
from welfare_desk.ui.consents.signing import ReadBack, SigningPart
from welfare_desk.ui.kit.chips import ChipLabel
from welfare_desk.ui.kit.fields import ChoiceField, DateField, OneOfField, TextField, TickField, TicksField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.words import Button, Words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_AUTHORITY = ("seen", "registered", "powers", "from", "to")
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "parent": ("seen",),
    "attorney_welfare": _AUTHORITY,
    "guardian_welfare": ("seen", "powers", "from", "to"),
    "intervener": ("seen", "powers", "from", "to"),
    "executor": ("seen",),
}
_NEVER = ("attorney_continuing", "appointee", "next_of_kin", "advocate")


Showing = Literal["asking", "signing", "recorded"]


class ConsentScreen(Conversation):
    """Ask, record, read back; and end what was given before."""

    name, title, rail = "consent", "Consent", "clients"

    catches_up = frozenset({"consents", "clients", "practices", "recipients"})
    _page: ConsentPage | None

    def __init__(self, room: Room) -> None:
        super().__init__(room, "What will be recorded")
        self._wording: str | None = None  # of the sheet printed for this conversation
        self._untouched: dict[str, Any] = {}
        self._shown: tuple[object, ...] = ()
        self.showing: Showing = "asking"
        self.recorded: ConsentDraft | None = None
        self.read_back = ReadBack()
        self.signing = SigningPart()
        for piece in (self.read_back, self.signing):
            piece.hide()
        self.no_birthday = blocked.no_birthday(self._open_details)
        self.lay_out(self.no_birthday, self.read_back, self.signing, self.form)

    def heading(self) -> Heading:
        page = self._page
        if page is None:
            return Heading(self.title)
        refused = self.value("polarity") == "refuse"
        acts: tuple[Act, ...]
        if self.showing == "recorded":
            acts = (Act("Record another answer", self.ask_anew, "plus"),)
            primary = Act("Open evidence", self._open_evidence, "eye")
        elif self.showing == "signing":
            acts = (
                Act("Back to the ticks", self.ask_again),
                Act("Clear the signature", self.signing.pad.clear, "undo-2"),
            )
            primary = Act("Record with this signature", self.record_signed, "signature")
        else:
            unsigned = "A refusal needs no signature." if refused else ""
            acts = (
                Act("Sign on the screen", self.sign_here, "signature", unsigned),
                Act("Print to sign", self.print_sheet, "printer", _no_sheet(page, refused)),
            )
            primary = Act("Record refusal" if refused else "Record consent", self.record, "check")
        return Heading(
            self.title,
            "Each purpose has its own tick; no is as good as yes" if self.showing == "asking" else "",
            owner=page.client,
            owner_place=("client", {"person": page.person_id, "tab": "consent"}),
            acts=acts,
            primary=primary,
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        if self._page is None:
            return {}
        here: dict[str, Callable[[], object]] = {"open-evidence": self._open_evidence}
        if self.showing == "asking":
            here |= {"save": self.record, "print": self.print_sheet}
        elif self.showing == "signing":
            here |= {"save": self.record_signed}
        return here

    def leave(self) -> bool:
        """Esc goes from the signature back to the ticks."""
        if self.showing == "signing":
            self.ask_again()
            return True
        return False

    # Coming and going -----------------------------------------------------------------------------

    def arrive(self, **where: Any) -> None:
        if self.showing == "recorded":
            self._page = None  # a new conversation
        super().arrive(**where)

    def forget(self) -> None:
        self._wording = None
        self._show_only("asking")

    def draft(self) -> object | None:
        values = self._typed()
        return (self._where, values) if values != self._untouched else None

    def asking(self) -> Callable[[], ConsentPage]:
        return partial(consent_page.page, self.room.desk, self._where["person"], self._where.get("case"))

    def show_page(self, page: ConsentPage) -> None:
        before = self._page
        fresh = before is None or before.bodies != page.bodies or before.practices != page.practices
        same = before is not None and before.person_id == page.person_id
        typed = self._typed() if same else None
        self._page = page
        self.no_birthday.setVisible(page.age is None)
        if fresh:
            self._show_only("asking")
            self._build(page)
            if typed and typed.keys() == self._untouched.keys():
                self.form.show_values(typed)
            self.form.focus_first()
        self.show_kept()
        self._edited()

    def put_on(self, form: Form) -> None:
        self._edited()

    def _show_only(self, showing: Showing) -> None:
        """The conversation, the signature under what was agreed, or what has been recorded."""
        self.showing = showing
        self.form.setVisible(showing == "asking")
        self.read_back.setVisible(showing != "asking")
        self.signing.setVisible(showing == "signing")
        self._shown = ()
        self.heading_changed.emit()

    # The form -------------------------------------------------------------------------------------

    def _build(self, page: ConsentPage) -> None:
        self.new_form()
        labels = resources.consent_words().labels
        add, today = self.form.add_row, self.room.today
        add("&Answer", OneOfField([("permit", "Agrees"), ("refuse", "Refuses")]), name="polarity")
        needed = f"For this case: {said.label('purposes', page.wanted).lower()}" if page.wanted else ""
        givers = [(code, words) for code, words in labels["givers"].items()]
        by = ChoiceField(givers, unset="Choose who")
        add("&Given by", by, name="giver_role", rule=rule_of("consent.giver_role"))
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
        add("Who may i&t go to?", TicksField(bodies, columns=2), name="recipient_ids", span=2)
        add("&How was it given?", OneOfField(list(said.METHODS.items())), name="method", span=2)
        add("", TickField("We checked who was calling"), name="identity_checked", span=2)
        add("&Witness", TextField(help="Who heard it"), name="witness")
        add("&Interpreter", TextField(help="Name and language"), name="interpreter")
        add("Given on", DateField(today), name="given_at")
        add("&Until", DateField(today), name="expires_on", rule=rule_of("consent.expires_on"))
        add("In a private place?", OneOfField([(True, "Yes"), (False, "No")]), name="private_place")
        add("Who else was there?", TextField("Nobody"), name="accompanied_by")
        add("", TickField("Covers the notes we already hold, too"), name="covers_prior_notes", span=2)
        self.form.show_values(
            {
                "giver_role": "self" if page.decides else None,
                "practice_id": None if self._where.get("from_client") else page.practice_id,
                "given_at": self.room.today(),
                "expires_on": counting.months_after(self.room.today(), consents.USUAL_MONTHS),
                "interpreter": page.interpreter,
                "private_place": True,  # as it is held; said otherwise, the pane asks to ask again alone
            }
        )
        self._untouched = self.form.values()
        self.form.edited.connect(self._edited)

    def _typed(self) -> dict[str, Any]:
        return self.form.values()

    def _edited(self, *_: object) -> None:
        if self._page is None:
            return
        self._ask_what_bears()
        self._read_back()
        self.heading_changed.emit()

    def _ask_what_bears(self) -> None:
        """Leave out what has no bearing on this answer; authority is asked only of those who need it."""
        typed = self._typed()
        giver, page = typed["giver_role"] or "", self._page
        needed = _NEEDS.get(giver, ())
        gone = [name for name in _AUTHORITY if name not in needed]
        gone += ["giver_name"] if giver in ("self", "") else []
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
        permit, giver = typed["polarity"] != "refuse", typed["giver_role"] or ""
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
        if self.showing == "signing":
            draft = replace(draft, method="electronic")
        told = self.recorded if self.showing == "recorded" and self.recorded else draft
        shown = (self.showing, said.headline(told, page), said.parts(told, page), page.rows)
        if shown == self._shown:
            return
        self._shown = shown
        pane = self.details
        pane.clear()
        if self.showing == "asking":
            pane.heading("What will be recorded", shown[1])
            for part in shown[2]:
                pane.add(Words(part.label, "second", "quiet"), 8)
                pane.said(part.words, "soon" if part.missing else "ink", 1)
            for reminder in said.to_mind(draft, page):
                pane.said(reminder, "soon", 8)
            pane.section("Recorded before")
        else:
            self.read_back.show_parts(shown[1], shown[2])
            pane.heading("All that is recorded" if self.showing == "recorded" else "Recorded before")
        if not page.rows:
            pane.said("Nothing yet: this would be the first.", "quiet", 8)
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
        self.room.write(self, work, self._sheet_made, self.failed)

    def _sheet_made(self, sheet: consent_paper.Paper) -> None:
        self._wording = sheet.wording_code
        if printing.print_pdf(self, sheet.data, "Agreement to sign"):
            self.say_done(
                "Printed.", "Once it is signed, tick here what they ticked, choose In writing and record it."
            )

    # On the screen ------------------------------------------------------------------------------------

    def sign_here(self) -> None:
        """What was agreed, to read through, and a pad to sign on beneath it."""
        if self._page is None or self.form.show_problems(self.form.unread()):
            return
        draft = replace(self.consent_draft(), method="electronic")
        if self.form.show_problems(consents.problems_in(draft, today=self.room.today())):
            return
        self.banner.hide()
        self.signing.begin(draft.giver_name or self._page.client)
        self._show_only("signing")
        self._read_back()
        self.signing.pad.setFocus()

    def ask_again(self) -> None:
        """Back to the ticks; what was drawn is gone."""
        self.signing.pad.clear()
        self._show_only("asking")
        self._read_back()
        self.form.focus_first()

    def record_signed(self) -> None:
        if self._page is None:
            return
        draft = self.consent_draft()
        work = partial(
            consent_signing.record_signed,
            self.room.desk,
            draft,
            self.signing.signed(),
            today=self.room.today(),
        )
        kept = replace(draft, method="electronic")
        self.room.write(self, work, partial(self._recorded, kept), self._not_signed)

    def _not_signed(self, fault: BaseException) -> None:
        if not isinstance(fault, Problems):
            messages.show_fault(self, fault)
        elif self.signing.show_problems(fault.problems) == 0:
            self.ask_again()
            self.form.show_problems(fault.problems)

    # Recording and ending ---------------------------------------------------------------------------

    def record(self) -> None:
        """Record what was said, yes or no."""
        unread = self.form.unread()
        if self._page is None or self.form.show_problems(unread):
            return
        draft = self.consent_draft()
        work = partial(consents.record_consent, self.room.desk, draft, today=self.room.today())
        self.room.write(self, work, partial(self._recorded, draft), self.failed)

    def _recorded(self, draft: ConsentDraft, changes: Changes) -> None:
        agreed = draft.polarity == "permit"
        until = f" until {days.full(draft.expires_on)}" if agreed and draft.expires_on else ""
        self.recorded = draft
        self._show_only("recorded")
        if agreed:
            self.say_done(f"Consent recorded{until}.", "The record can be read under it now.")
            if draft.method == "written" and changes.id is not None:
                self.banner.offer("Attach the signed sheet", partial(self._attach, changes.id))
        else:
            self.say_done("Refusal recorded.", "The case goes on without what was refused.")
        self.written(changes)

    def ask_anew(self) -> None:
        """The form laid out anew, for another answer of the same client's."""
        self.banner.hide()
        self.recorded, self._page, self._wording = None, None, None
        self.read_again()

    def _attach(self, consent_id: UUID) -> None:
        proof.attach(self, self.room, consent_id, self._attached)

    def _attached(self, changes: Changes) -> None:
        self.say_done("The signed sheet is kept with the consent.")
        self.written(changes)

    def withdraw(self, consent_id: UUID) -> None:
        """End a consent at once: as easily as it was given, and without a reason."""
        work = partial(
            consents.withdraw, self.room.desk, consent_id, how="told the advisor", today=self.room.today()
        )
        self.room.write(self, work, self._withdrawn)

    def _withdrawn(self, changes: Changes) -> None:
        self.say_done(
            "Consent withdrawn.",
            "Readings are closed and letters resting on it have stopped. Tell the client what happens to "
            "notes and to letters already sent.",
        )
        self.written(changes)

    def _open_details(self) -> None:
        self.go("client-details", person=self._where["person"])

    def _open_evidence(self) -> None:
        where = {name: value for name, value in self._where.items() if name in ("person", "case")}
        self.go("evidence", **where)


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
