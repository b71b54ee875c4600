"""Draws the shell with invented people to be looked at: ``python tests/screens/gallery.py OUT``.

The same screens serve the tests of the frame; none of them is a screen of the product.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from welfare_desk.errors import Problem
from welfare_desk.ui import theme, tour
from welfare_desk.ui.kit import fields
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, Halves, Page, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group, reason
from welfare_desk.ui.kit.tabs import Tabs
from welfare_desk.ui.kit.track import Stage, Track
from welfare_desk.ui.lock.cover import StartPin
from welfare_desk.ui.palette import Found, Source, among
from welfare_desk.ui.screen import Act, Heading, Screen
from welfare_desk.ui.window import Window


def _meeting(key, time, name, why, day="", what="", chip=None, state="Booked", **cell):
    state_cell = state if isinstance(state, RowCell) else RowCell(state, role="quiet")
    if not name:
        return Row(key, (RowCell(time, role="quiet"), RowCell("Free", role="quiet"), RowCell(), RowCell()))
    next_date = RowCell(day, what, chip) if day else RowCell("No date yet", role="quiet")
    return Row(key, (RowCell(time, **cell), RowCell(name, why, strong=True), next_date, state_cell))


def _side(key, name, what, day, second, role="ink"):
    return Row(key, (RowCell(name, what), RowCell(day, second, role=role)))


class Today(Screen):
    name, title, rail = "today", "Today", "today"

    def __init__(self) -> None:
        super().__init__()
        self.head = SectionHead("Booked", "7 meetings, one free place at 11:30")
        columns = [Column("Time", 60), Column("Client and reason"), Column("Next date", 212), Column("", 80)]
        self.booked = RowList("Booked meetings", columns, two_lines=54, one_line=36)
        details = Details("Before the next session", 368)
        details.heading("Before the next session", right="Thu 3 Dec")
        self.before = RowList(
            "Before the next session",
            [Column(""), Column("", 110, right=True)],
            margin=0,
            two_lines=40,
            one_line=28,
            hairlines=False,
            ground="raised",
            grows=True,
        )
        details.add(self.before, 10)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(column(self.head, self.booked, stretch=self.booked), details))
        self.changes: list[object] = []
        self.half_written = None

    def heading(self):
        return Heading(
            "Today",
            "Thu 26 Nov 2026, 09:30 to 12:30",
            acts=(Act("New referral", lambda: self.go("referral"), "plus"),),
            primary=Act("Print session sheet", lambda: None, "printer"),
        )

    def arrive(self, **where):
        self.booked.show_rows(
            [
                _meeting(
                    1, "09:30", "Agnes Mutch", "PADP claim: what she needs at night", "Fri 11 Dec",
                    "Send the claim form back", state=RowCell(chip=Chip("Came", "done")), role="quiet",
                ),
                _meeting(
                    2, "10:00", "Callum Reid", "ADP appeal: read the record, agree the letter", "Thu 10 Dec",
                    "Appeal to the tribunal, safe day", Chip("14 days", "soon"),
                    RowCell("In the room", role="accent"), strong=True,
                ),
                _meeting(
                    3, "10:30", "Isla Drummond", "UC deductions and rent arrears", "Mon 23 Nov",
                    "Reply to sheriff officers", Chip("3 days over", "overdue"),
                ),
                _meeting(
                    4, "11:00", "Mohammed Akhtar", "CSP: earnings after his new hours", "Wed 2 Dec",
                    "Ask for a re-determination", Chip("6 days", "soon"), "Waiting",
                ),
                _meeting(5, "11:30", "", ""),
                _meeting(6, "11:45", "Fiona MacAskill", "First meeting, referred by Dr Rennie"),
                _meeting(
                    7, "12:05", "Ewan Buchanan", "ADP review form; bring medication list", "Mon 14 Dec",
                    "Send the review form back",
                ),
                _meeting(
                    8, "12:20", "Shona Galbraith", "By telephone: Scottish Child Payment letter", "Thu 3 Dec",
                    "Confirm the gain, £1,466.40",
                ),
            ]
        )  # fmt: skip
        self.booked.choose(where.get("meeting", 2))
        self.before.show_rows(
            [
                group("Overdue", "1", role="overdue", mark="triangle-alert"),
                _side(
                    "a", "Isla Drummond", "Reply to sheriff officers", "Mon 23 Nov", "3 days over", "overdue"
                ),
                group("Due before Thu 3 Dec", "3", role="soon", mark="clock"),
                _side("b", "Ruth Paterson", "UC mandatory reconsideration", "Mon 30 Nov", "4 days", "soon"),
                _side("c", "Derek Laing", "Moratorium: creditor list", "Tue 1 Dec", "5 days", "soon"),
                group("Waiting for Dr Rennie", "2"),
                _side("d", "Callum Reid", "ADP letter, 6 statements", "19 Nov", "7 days"),
                _side("e", "Agnes Mutch", "PADP letter, 4 statements", "26 Nov", "today"),
                group("Gains to confirm", "1"),
                _side("f", "Tam Kerr", "ADP, both parts", "£7,534.80", "a year"),
            ]
        )
        self.booked.setFocus()

    def refresh(self, changes):
        self.changes.append(changes)

    def draft(self):
        return self.half_written

    def restore(self, draft):
        self.half_written = draft

    def about(self):
        return "Callum Reid"

    def acts(self):
        return {
            name: lambda: None for name in ("write-note", "add-key-date", "draft-letter", "open-evidence")
        }


class Case(Screen):
    name, title, rail = "case", "Case", "cases"

    def __init__(self) -> None:
        super().__init__()
        self.track = Track(
            [
                Stage("Decision", "Wed 12 Aug", "done"),
                Stage("Re-determination", "asked Thu 17 Sep", "done"),
                Stage("Answer", "Tue 10 Nov, no change", "done"),
                Stage("Appeal", "by Thu 10 Dec", "now"),
                Stage("Papers"),
                Stage("Hearing"),
                Stage("Outcome"),
            ]
        )
        columns = [Column("What must happen"), Column("Safe day", 204), Column("Legal last day", 128)]
        self.dates = RowList("Key dates", columns, two_lines=48, grows=True)
        self.note = fields.LongTextField("Write a note", lines=3)
        self.note.call("&Note")
        self.note.label.hide()
        self.banner = Banner("overdue", edge=True)
        self.banner.say(
            "This letter cannot go on: consent to use mental health entries was withdrawn on Tue 24 Nov 2026",
            "Statements 4 and 5 rest on that consent. Ask Callum for a new consent that names mental health, "
            "or take the two statements out. Either lets the letter go on.",
        )
        self.banner.offer("Take out 4 and 5", lambda: None)
        self.banner.offer("Ask for consent", lambda: None, "primary")
        note_holder = QWidget()
        holder = QVBoxLayout(note_holder)
        holder.setContentsMargins(24, 0, 24, 8)
        holder.addWidget(self.note)
        empty = Empty(
            "No documents yet", "Letters from DWP and Social Security Scotland go here.", "Add document",
            lambda: None, "plus",
        )  # fmt: skip
        main = Page(
            "Case", SectionHead("Key dates"), self.dates, SectionHead("Journal"), note_holder,
            SectionHead("Documents"), empty,
        )  # fmt: skip
        details = Details()
        details.heading("Jean Tulloch", "PADP, lower to higher rate", Chip("Confirmed Thu 19 Nov", "done"))
        details.sum(
            [
                ("Paid now", "£114.60 a week"), ("Paid before", "£76.70 a week"),
                ("More each week", "£37.90"),
                ("For 52 weeks", "£1,970.80"),
                ("Backdated 8 weeks", "£303.20"), ("Counts as", "£2,274.00"),
            ],
            rules=(2,), totals=(5,),
        )  # fmt: skip
        details.said(
            "Only what is more than before counts, for 52 weeks at most. Backdating is added.", "quiet", 8
        )
        details.section("Proof", "Add proof", lambda: None)
        details.item("Award letter", "9 Nov 2026", "file-text")
        details.item("Payment seen in bank", "18 Nov 2026", "check", tone="done")
        details.facts([("Handed over", "Thu 19 Nov 2026, 11:48"), ("Recipient", "")])
        details.act("Open award letter", lambda: None, "link", "arrow-right")
        details.at_foot("Correct this gain", lambda: None)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget in (self.track, self.banner):
            box.addWidget(widget)
        box.addWidget(Beside(main, details), 1)

    def heading(self):
        return Heading(
            "ADP appeal",
            owner="Callum Reid",
            owner_place=("today", {}),
            acts=(Act("Add key date", lambda: None, "clock"),),
            primary=Act("Issue letter", lambda: None, closed_because="A consent was withdrawn."),
        )

    def arrive(self, **where):
        self.dates.show_rows(
            [
                Row(
                    1,
                    (
                        RowCell("Appeal reaches the agency", "31 days from being told", strong=True),
                        RowCell("Thu 10 Dec 2026", chip=Chip("14 days", "soon"), strong=True),
                        RowCell("Sat 12 Dec 2026"),
                    ),
                ),
                reason(
                    "Sent Tue 10 Nov. Taken as told two days later, Thu 12 Nov, which is day 1; day 31 is "
                    "Sat 12 Dec. A weekend does not move it. The safe day counts from the day it was sent."
                ),
                Row(
                    2,
                    (
                        RowCell("Late appeal, with a good reason", "One year from the same day", strong=True),
                        RowCell("none", role="quiet"),
                        RowCell("Thu 11 Nov 2027"),
                    ),
                ),
            ]
        )  # fmt: skip
        self.dates.choose(1)
        self.note.set_value("Callum wants the hearing in person and will bring his sister.")
        self.note.setFocus()


class Referral(Screen):
    name, title, rail = "referral", "New referral", "clients"

    def __init__(self) -> None:
        super().__init__()
        today = lambda: date(2026, 11, 26)  # noqa: E731
        who, why = Form(), Form()
        who.section("Who")
        who.add_row("&First name", fields.TextField()).set_value("Fiona")
        who.add_row("&Surname", fields.TextField()).set_value("MacAskill")
        self.born = who.add_row("&Born", fields.DateField(today, birth=True), name="born_on")
        who.add_row("&Postcode", fields.TextField()).set_value("DD5 3Q")
        who.add_row("&Address", fields.TextField(), span=2).set_value("27 Castle Wynd, Millbank")
        who.add_row("&Telephone", fields.TextField()).set_value("07700 900 236")
        who.add_row("&National Insurance number", fields.TextField(fields.NOT_RECORDED))
        safe = [("phone", "Telephone"), ("text", "Text"), ("post", "Post"), ("voicemail", "Voicemail")]
        who.add_row("Safe to contact", fields.TicksField(safe), span=2).set_value(("phone",))
        why.section("Why")
        doctors = fields.ChoiceField([("r", "Dr Rennie"), ("s", "Dr Shah")])
        why.add_row("&Referred by", doctors).set_value("r")
        why.add_row("&Weekly rent", fields.MoneyField())
        why.add_row("What is &happening", fields.LongTextField(lines=4), span=2)
        why.add_row("Most &urgent date", fields.DateField(today), name="urgent").set_value(date(2026, 12, 31))
        agreed = [("person", "Yes, told in person"), ("gp", "Yes, by the GP"), (None, "Not recorded")]
        why.add_row("A&greed to be referred", fields.OneOfField(agreed), span=2).set_value("person")
        self.who, self.why = who, why
        strip = Banner("soon", mark="user")
        strip.say(
            "Fiona McAskill, born 3 Jun 1984, is already a client.", "Her last meeting was Thu 9 May 2024."
        )
        strip.offer("Use her file", lambda: None)
        strip.offer("She is someone else", lambda: None)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Page("New referral", strip, Halves(who, why), margin=24, space=16))

    def heading(self):
        return Heading(
            "New referral", "What is not known yet can wait",
            acts=(Act("Discard", lambda: None),), primary=Act("Save referral", lambda: None, "check"),
        )  # fmt: skip

    def arrive(self, **where):
        self.born.set_value(date(1984, 6, 3))
        self.born.assist("42 years old")
        self.who.show_problems([Problem("postcode", "A letter is missing at the end")])


class Client(Screen):
    name, title, rail = "client", "Client", "clients"

    def __init__(self) -> None:
        super().__init__()
        self._band = QWidget()
        lines = QVBoxLayout(self._band)
        lines.setContentsMargins(24, 4, 24, 0)
        lines.setSpacing(8)
        warning = Banner("soon", mark="phone")
        warning.say("Mobile only, after 16:00. Leave no voicemail: his brother shares the phone.")
        lines.addWidget(warning)
        self.tabs = Tabs(
            "Parts of the client's file", ("Timeline", "Cases 2", "Consent and evidence", "Letters 2")
        )
        lines.addWidget(self.tabs)
        self.note = fields.TextField("Write a note, or search this timeline")
        self.note.call("Note or search")
        self.note.label.hide()
        details = Details("The chosen entry", 320)
        details.heading("Supporting letter", "ADP appeal, draft 3", Chip("With Dr Rennie 7 days", "soon"))
        details.facts(
            [("Handed over", "Thu 19 Nov 2026, 11:48"), ("Statements", "6, from 4 notes"), ("Recipient", "")]
        )
        details.section("What happens next")
        details.said("Dr Rennie has the paper copy at reception. Enter the last answer to print it.")
        details.act("Enter the answer", lambda: None)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(Page("Timeline", self.note, margin=24), details))

    def heading(self):
        return Heading(
            "Callum Reid", "47, born 14 Mar 1979",
            second="Millbank Medical Practice, Dr Rennie",
            acts=(Act("Draft letter", lambda: None, "mail"),),
            primary=Act("Write note", lambda: None, "pencil"),
        )  # fmt: skip

    def band(self):
        return self._band

    def arrive(self, **where):
        self.note.setFocus()


def a_window() -> Window:
    window = Window(lambda: "14:06")
    for screen in (Today, Case, Referral, Client):
        window.offer(screen.name, screen)
    window.desk_name = "Millbank desk"
    window.rail.show_counts({"dates": 4, "letters": 2})
    window.rail.show_person("Morag Sinclair", "Millbank Medical Practice")
    window.status.show_saved("All saved 10:12")
    window.status.show_desk("Millbank desk")
    window.status.show_lock(160)
    clients = [
        Found("Callum Reid", lambda: window.go("case"), "47, ADP appeal, in the room now", "user"),
        Found("Catriona Reilly", lambda: window.go("case"), "63, last seen Thu 5 Nov", "user"),
    ]
    window.add_source(Source("Clients", lambda typed: among(clients, typed)))
    return window


def draw(folder: Path, choice: theme.Choice = "light", scale: float = 1.0, prefix: str = "") -> None:
    app = QApplication.instance()
    theme.apply(app, choice, scale)
    window = a_window()

    def found(window):
        window.open_palette()
        window.palette_panel.line.setText("rei")

    def locked(window):
        window.lock()
        window.lock_screen.field.line.setText("0123456789")

    def hidden(window):
        window.unlocked()
        window.pin = StartPin("482913")
        window.draw_curtain()

    tour.visit(
        window,
        [
            tour.Stop("today", picture=prefix + "today"),
            tour.Stop("case", picture=prefix + "case"),
            tour.Stop("referral", picture=prefix + "referral"),
            tour.Stop("client", picture=prefix + "client"),
            tour.Stop("today", picture=prefix + "palette", then=found),
            tour.Stop("today", picture=prefix + "lock", then=locked),
            tour.Stop("today", picture=prefix + "curtain", then=hidden),
        ],
        folder,
    )
    window.close()


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    out = Path(sys.argv[1])
    draw(out)
    draw(out, "dark", prefix="dark-")
    draw(out, "light", 2.0, prefix="twice-")
    theme.apply(application, "light")
