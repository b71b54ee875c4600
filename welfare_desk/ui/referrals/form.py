"""A new referral on one screen: who, how they are safely reached, why, any deadline, the first meeting.

While the name is typed, people who might be the same are shown with the reason; nobody is joined
without the advisor's word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework import agency
from welfare_desk.casework.agency import PracticeRow
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.matters import cases
from welfare_desk.casework.people import clients, conflicts, referrals
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.people.conflicts import Warned
from welfare_desk.casework.people.referrals import Alike, ReferralDraft
from welfare_desk.casework.service import sessions
from welfare_desk.casework.service.sessions import Place
from welfare_desk.errors import Problem, Problems
from welfare_desk.rules import days
from welfare_desk.rules.identifiers import ChiNumber, NationalInsuranceNumber, Postcode
from welfare_desk.ui import messages
from welfare_desk.ui.clients.words import clock
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.fields import (
    NOT_RECORDED,
    ChoiceField,
    DateField,
    Field,
    LongTextField,
    OneOfField,
    ReadField,
    TextField,
    TicksField,
)
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Halves, Page, column
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

BEFORE = (
    ("never", "Never"),
    ("this_one", "From this service"),
    ("another", "From another"),
    ("not_known", "Not known"),
)
_YES_NO = ((True, "Yes"), (False, "No"))
_WHOLE = {"ni_number": 9, "chi_number": 10, "postcode": 7}  # letters and figures of one fully typed
_TELLS_WHO = ("surname", "forenames", "born_on", "ni_number", "chi_number")
_SETTLE_MS = 350


class ReferralScreen(Screen):
    """Take a referral."""

    name, title, rail = "referral", "New referral", "clients"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._same: Alike | None = None  # somebody already a client, by the advisor's word
        self._others: set[UUID] = set()  # those who are somebody else, by the advisor's word
        self.banner = Banner("soon", mark="user", edge=True)
        self.banner.hide()
        self.conflict = Banner("overdue", mark="users", edge=True)
        self.conflict.hide()
        self.who, self.why = self._who(), self._why()
        self.fields: dict[str, Field] = {**self.who.fields, **self.why.fields}
        self._untouched = self.values()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE_MS)
        self._settled.timeout.connect(self._look_for_the_same)
        for form in (self.who, self.why):
            form.edited.connect(self._edited)
        body = Page("New referral", Halves(self.who, self.why), margin=24)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(self.banner, self.conflict, body, stretch=body))

    def _who(self) -> Form:
        form = Form(2)
        add = form.add_row
        form.section("Who")
        add("&First name", TextField(), name="forenames")
        add("&Surname", TextField("One name is enough"), name="surname")
        add("&Born", DateField(self.room.today, birth=True), name="born_on")
        add("&Postcode", ReadField(Postcode.read, str, NOT_RECORDED), name="postcode")
        add("&Address", LongTextField(NOT_RECORDED, lines=2), name="address", span=2)
        add("&Telephone", TextField(NOT_RECORDED), name="phone")
        add("P&ractice", ChoiceField(), name="practice_id")
        ni_number = ReadField(NationalInsuranceNumber.read, str, NOT_RECORDED)
        add("&National Insurance number", ni_number, name="ni_number")
        add("C&HI number", ReadField(ChiNumber.read, str, NOT_RECORDED), name="chi_number")
        warning = TextField("Ring only after four; leave no message")
        add("What to &know before any contact", warning, name="contact_warning", span=2)
        add("May we ring?", OneOfField(_YES_NO), name="may_call")
        add("May we leave a message?", OneOfField(_YES_NO), name="may_leave_message")
        add("May we write?", OneOfField(_YES_NO), name="may_write")
        add("Ad&vice before", ChoiceField(BEFORE), name="prior_advice")
        return form

    def _why(self) -> Form:
        form = Form(2)
        add = form.add_row
        form.section("Why")
        add("Rec&eived", DateField(self.room.today), name="received_on")
        add(
            "Referred b&y", ChoiceField(tuple(referrals.REFERRERS.items())), name="referrer_role", needed=True
        )
        add("Their na&me", TextField("Dr Rennie"), name="referrer_name")
        add("Did the patient agree?", OneOfField(_YES_NO), name="agreed", needed=True)
        add("&What is happening", LongTextField(lines=3), name="story", span=2)
        reasons = TicksField(tuple(referrals.REASONS.items()), columns=3)
        add("Kind of help", reasons, name="reasons", span=2, needed=True)
        about = add(
            "What it is ab&out", TextField("Adult Disability Payment, rent arrears"), name="matter", span=2
        )
        about.suggest(cases.matters())
        add("Most &urgent date", DateField(self.room.today), name="deadline_on")
        add("To &do by then", TextField("Send the form back"), name="deadline_for")
        add("First meet&ing", ChoiceField(unset="Book later"), name="first_meeting", span=2)
        return form

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        return Heading(
            self.title,
            "What is not known yet can wait",
            acts=(
                Act("A whole list", lambda: self.go("referral-list"), "upload"),
                Act("Discard", self._discard),
            ),
            primary=Act("Save referral", self.save, "check"),
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.save}

    def arrive(self, **where: Any) -> None:
        if not self._is_changed():
            self._begin_again()
        today = self.room.today()
        self.room.read(
            self,
            lambda: (agency.practices(self.room.desk), sessions.places(self.room.desk, today=today)),
            self._offer,
        )
        self.who.focus_first()

    def concerns(self, changes: object) -> bool:
        return False

    def draft(self) -> object | None:
        return (self.values(), self._unread(), self._same) if self._is_changed() else None

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 3:
            values, unread, same = draft
            self._show_values(values)
            for form in (self.who, self.why):
                form.show_half_read(unread)
            if same is not None:
                self._join(same)

    # What is typed --------------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        return {name: field.value() for name, field in self.fields.items()}

    def _unread(self) -> dict[str, str]:
        """What was typed and is no date and no number (yet)."""
        return self.who.half_read() | self.why.half_read()

    def _show_values(self, values: dict[str, Any]) -> None:
        for form in (self.who, self.why):
            form.show_values({name: value for name, value in values.items() if name in form.fields})

    def _is_changed(self) -> bool:
        return self.values() != self._untouched or bool(self._unread())

    def _begin_again(self) -> None:
        self._same, self._others = None, set()
        self.banner.hide()
        self.conflict.hide()
        self.who.setEnabled(True)
        self._show_values(self._untouched | {"received_on": self.room.today()})
        self._show_problems([])
        self.fields["born_on"].assist("")
        self._untouched = self.values()

    def _offer(self, found: tuple[list[PracticeRow], list[Place]]) -> None:
        """The practices, with the one where the next session is; and the next free places."""
        practices, places = found
        untouched = not self._is_changed()
        practice, first = self.fields["practice_id"], self.fields["first_meeting"]
        if isinstance(practice, ChoiceField) and isinstance(first, ChoiceField):
            practice.offer([(row.id, row.name) for row in practices])
            several = len({place.practice for place in places}) > 1
            first.offer([((place.session_id, place.at), _place_words(place, several)) for place in places])
        if untouched:
            usual = places[0].practice_id if places else practices[0].id if len(practices) == 1 else None
            practice.set_value(usual)
            self._untouched = self.values()

    # Somebody we know already ----------------------------------------------------------------------

    def _edited(self, name: object) -> None:
        field = self.fields[str(name)]
        if name in _TELLS_WHO:
            self._settled.start()
        if name == "born_on":
            age = clients.age_on(field.value(), self.room.today())
            field.assist("" if age is None else f"{age} years old")
        if name in _WHOLE and isinstance(field, ReadField):
            typed = "".join(letter for letter in field.unread if letter.isalnum())
            wrong = field.read() if len(typed) >= _WHOLE[str(name)] else None
            field.problem(str(wrong) if wrong else "")

    def _look_for_the_same(self) -> None:
        client = self._client()
        if self._same is None and (client.surname or client.forenames):
            self.room.read(
                self,
                lambda: referrals.alike(self.room.desk, client),
                lambda found: self._show_alike(found) if client == self._client() else None,
            )
            self.room.read(
                self,
                lambda: conflicts.would_be(self.room.desk, client),
                lambda found: self._show_conflict(found) if client == self._client() else None,
            )

    def _show_conflict(self, found: list[Warned]) -> None:
        """That there may be one; with whom only when asked, as whoever is named may be in the room."""
        self.conflict.clear()
        self.conflict.setVisible(bool(found))
        if found:
            self.conflict.say(
                "There may be a conflict of interest.",
                "It is kept with the referral, and a manager decides. Nothing here stops you.",
            )
            said = ". ".join(one.because for one in found)
            self.conflict.offer("Say with whom", lambda: self.conflict.say("A conflict of interest?", said))

    def _show_alike(self, found: list[Alike]) -> None:
        found = [one for one in found if one.id not in self._others]
        if self._same is not None:
            return
        self.banner.setVisible(bool(found))
        if not found:
            return
        first, more = found[0], len(found) - 1
        born = f", born {days.short(first.born_on)}" if first.born_on else ""
        others = f" {more} more {'are' if more > 1 else 'is'} like this." if more else ""
        self.banner.clear()
        self.banner.say(
            f"{first.name}{born}, is already a client and may be the same person.",
            f"They have {' and '.join(first.reasons)}. Reference {first.reference}.{others}",
        )
        self.banner.offer("Use this file", lambda: self._join(first))
        self.banner.offer("Somebody else", lambda: self._is_another(first, found[1:]))
        self.banner.offer("Open", lambda: self.go("client", person=first.id), "link")

    def _join(self, known: Alike) -> None:
        """The referral goes to somebody's file; what is known of them stands as it is."""
        self._same = known
        self.who.setEnabled(False)
        self.banner.clear()
        self.banner.say(
            f"The referral goes into the file of {known.name}, {known.reference}.",
            "Their details stay as they are; what is typed under Who is left out.",
        )
        self.banner.offer("No, a new client", self._part, "link")
        self.banner.show()
        self.why.focus_first()

    def _part(self) -> None:
        if self._same is not None:
            self._others.add(self._same.id)
        self._same = None
        self.who.setEnabled(True)
        self.banner.hide()
        self.who.focus_first()

    def _is_another(self, other: Alike, rest: list[Alike]) -> None:
        self._others.add(other.id)
        self._show_alike(rest)
        self.who.focus_first()

    # Saving ----------------------------------------------------------------------------------------

    def _client(self) -> ClientDraft:
        typed, unread = self.values(), self._unread()

        def number(name: str) -> str | None:
            return str(typed[name]) if typed[name] is not None else unread.get(name)

        by_gp = typed["referrer_role"] == "gp"
        return ClientDraft(
            surname=typed["surname"],
            forenames=typed["forenames"],
            address=typed["address"],
            born_on=typed["born_on"],
            ni_number=number("ni_number"),
            chi_number=number("chi_number"),
            postcode=number("postcode"),
            phone=typed["phone"] or None,
            practice_id=typed["practice_id"],
            gp_name=typed["referrer_name"] if by_gp and typed["referrer_name"] else None,
            may_call=typed["may_call"],
            may_leave_message=typed["may_leave_message"],
            may_write=typed["may_write"],
            contact_warning=typed["contact_warning"] or None,
            prior_advice=typed["prior_advice"],
        )

    def _draft(self) -> ReferralDraft:
        typed = self.values()
        return ReferralDraft(
            client=self._client(),
            received_on=typed["received_on"] or self.room.today(),
            referrer_role=typed["referrer_role"] or "",
            reasons=typed["reasons"],
            matter=typed["matter"],
            referrer_name=typed["referrer_name"],
            agreed=typed["agreed"],
            deadline_on=typed["deadline_on"],
            deadline_for=typed["deadline_for"],
            client_id=self._same.id if self._same else None,
            story=typed["story"],
            first_meeting=typed["first_meeting"],
        )

    def save(self) -> None:
        """Take the referral; problems stand beside their fields and nothing typed is lost."""
        draft, today = self._draft(), self.room.today()
        wrong = [] if self._same else self.who.unread()
        wrong = [*wrong, *self.why.unread(), *referrals.problems_in(draft, today=today)]
        if self._show_problems([problem for problem in wrong if problem.field != "postcode"]):
            for odd in wrong:  # a postcode that reads as none stands in nobody's way: it is kept as written
                if odd.field == "postcode":
                    self.fields["postcode"].problem(str(odd))
            return
        self.room.write(
            self,
            lambda: referrals.take_referral(self.room.desk, draft, today=today),
            self._taken,
            self._refused,
        )

    def _show_problems(self, problems: list[Problem]) -> int:
        theirs = [problem for problem in problems if problem.field in self.why.fields]
        rest = [problem for problem in problems if problem not in theirs]
        return self.why.show_problems(theirs) + self.who.show_problems(rest)  # the first one gets the cursor

    def _refused(self, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            self._show_problems(fault.problems)
        else:
            messages.show_fault(self, fault)

    def _taken(self, changes: Changes) -> None:
        self._show_values(self._untouched)
        self._begin_again()
        self.said.emit(f"Saved {clock(self.room.now())}")
        self.wrote.emit(changes)
        case_id = changes.id
        if case_id is not None:
            self.room.read(
                self,
                lambda: cases.case(self.room.desk, case_id).row.person_id,
                lambda person: self.go("client", person=person),
            )

    def _discard(self) -> None:
        if self._is_changed() and not messages.ask(
            self,
            "Discard this referral?",
            hint="What you have typed is not kept.",
            yes="Discard",
            no="Keep writing",
        ):
            return
        self._show_values(self._untouched)
        self._begin_again()
        self.go("clients")


def _place_words(place: Place, several: bool) -> str:
    words = f"{days.without_year(place.on)}, {place.at:%H:%M}"
    return f"{words}, {place.practice}" if several else words
