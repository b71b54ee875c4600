"""The parts of a client's page about what is kept of them: their details, and who has looked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from welfare_desk import resources
from welfare_desk.casework import access
from welfare_desk.casework.access import AccessRow
from welfare_desk.casework.people import languages
from welfare_desk.casework.people.client_page import ClientPage
from welfare_desk.casework.people.clients import ClientDraft, ClientView
from welfare_desk.casework.rights import access_report
from welfare_desk.rules import consent_record, days
from welfare_desk.ui import printing
from welfare_desk.ui.clients import words
from welfare_desk.ui.clients.part import Host, ListPart
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.panes import Details, SectionHead
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group, reason
from welfare_desk.ui.kit.words import Button


class DetailsPart(ListPart):
    """What is known of them, to be read; changing it is a page of its own."""

    words = "Details"

    def __init__(self, host: Host) -> None:
        super().__init__(host, "Details", [Column("", 210), Column("")], Empty("Nothing is recorded yet."))

    def show_page(self, page: ClientPage) -> None:
        self.page = page
        self.show_list(_facts(page.view))

    def fill(self, pane: Details) -> None:
        if self.page is None:
            return
        view = self.page.view
        pane.heading("Kept with their details", view.reference)
        pane.facts(
            [
                ("Former names", ", ".join(view.former_names) or "None"),
                ("In workbooks", ", ".join(view.imported_refs) or "Not imported"),
            ]
        )
        pane.said("A name or address that changes stays here with its dates.", "quiet", 12)
        pane.act("Edit details", self._edit, icon="pencil")
        pane.section("For funders' reports")
        pane.said(
            "Sex, work, home, who lives there and the like: asked once, and only if they wish.", "quiet"
        )
        pane.act("Circumstances", self._circumstances, icon="users")
        pane.section("Their rights")
        pane.said("They may have a copy of everything we hold about them, within a month of asking.", "quiet")
        pane.act("Give a client a copy of their data", self._give_data, icon="file-text")
        pane.act("How long it is kept", self._keeping, icon="archive", space=8)

    def _give_data(self) -> None:
        if self.page is not None:
            self.host.go("subject-access", person=self.page.view.id)

    def _keeping(self) -> None:
        if self.page is not None:
            self.host.go("keeping", person=self.page.view.id)

    def _circumstances(self) -> None:
        if self.page is not None:
            self.host.go("circumstances", person=self.page.view.id)

    def open(self, key: object) -> None:
        self._edit()

    def _edit(self) -> None:
        if self.page is not None:
            self.host.go("client-details", person=self.page.view.id)


def _facts(view: ClientView) -> Iterator[Row]:
    known = view.draft
    yield group("Who they are")
    yield from _pairs(
        ("Surname", known.surname),
        ("Forenames", known.forenames),
        ("Known as", known.known_as),
        ("Date of birth", days.full(known.born_on) if known.born_on else ""),
        ("NI number", known.ni_number),
        ("CHI number", known.chi_number),
    )
    yield group("Reaching them safely")
    yield from _pairs(
        ("Telephone", known.phone),
        ("May we ring?", words.REACH[known.may_call]),
        ("May we leave a message?", words.REACH[known.may_leave_message]),
        ("May we write?", words.REACH[known.may_write]),
        ("Address", ", ".join(filter(None, (*known.address.splitlines(), known.postcode)))),
        ("Interpreter", known.interpreter or "None recorded"),
        ("Letters", "In large print" if known.large_print else "In ordinary print"),
        ("Reads best", " ".join(filter(None, (languages.names().get(known.language), _in_ours(known))))),
    )
    if known.contact_warning:
        yield reason(known.contact_warning, "phone")
    yield group("Practice")
    yield from _pairs(("Practice", view.practice), ("GP", known.gp_name))


def _in_ours(known: ClientDraft) -> str:
    told = languages.in_words(known.language)
    return f"({told[:1].lower()}{told[1:].rstrip('.')})" if told else ""


def _pairs(*pairs: tuple[str, str | None]) -> Iterator[Row]:
    for label, value in pairs:
        shown = RowCell(value or "Not recorded", role="ink" if value else "quiet")
        yield Row(label, (RowCell(label, role="quiet"), shown))


class LookedPart(ListPart):
    """Every look at their record, notes and letters. Asking is itself logged, so it is asked only here."""

    words = "Who has looked"

    def __init__(self, host: Host) -> None:
        columns = [Column("When", 60), Column("What"), Column("Who", 150), Column("", 96)]
        empty = Empty(
            "Nobody has looked yet.",
            "Every time somebody opens their record, notes or letters it is listed here, allowed or not.",
        )
        super().__init__(host, "Who has looked", columns, empty)
        self.head = SectionHead("")
        self.head.add(Button("Print it for the client", self._print, "secondary", "printer"))
        self.box.insertWidget(0, self.head)
        self._looks: dict[object, AccessRow] = {}

    def show_page(self, page: ClientPage) -> None:
        if self.page is None or self.page.view.id != page.view.id:
            self._looks = {}
            self.list.show_rows(())
        self.page = page

    def shown(self) -> None:
        if self.page is not None:
            room, person = self.host.room, self.page.view.id
            room.write(self, partial(access.who_has_looked, room.desk, person), self._show)

    def _print(self) -> None:
        """The list in plain words, for the client to take away."""
        if self.page is not None:
            room, person = self.host.room, self.page.view.id
            work = partial(access_report.for_the_client, room.desk, person, today=room.today())
            room.write(self, work, lambda made: printing.print_pdf(self, made.data, "Who has looked"))

    def _show(self, looks: list[AccessRow]) -> None:
        self._looks = {look.seq: look for look in looks}
        self.show_list(_look_rows(looks))
        self.pane_changed.emit()

    def fill(self, pane: Details) -> None:
        look = self._looks.get(self.chosen())
        if look is None:
            return
        pane.heading(_what(look), _when(look), Chip("Refused", "overdue") if _refused(look) else None)
        pane.facts(
            [("Who", look.who), ("What for", _purpose(look)), *((("Said", look.said),) if look.said else ())]
        )
        told = resources.consent_words().reasons_in_words.get(look.reason)
        if told is not None:
            pane.said(told.sentence, space=12)
            if _refused(look):
                pane.said(told.next_step, "quiet", 6)


def _look_rows(looks: list[AccessRow]) -> Iterator[Row]:
    for day, found in groupby(looks, lambda look: consent_record.local_day(look.at)):
        yield group(days.full(day))
        yield from map(_look_row, found)


def _look_row(look: AccessRow) -> Row:
    refused = RowCell(chip=Chip("Refused", "overdue")) if _refused(look) else RowCell()
    return Row(
        look.seq,
        (
            RowCell(words.clock(look.at), raw=look.at),
            RowCell(_what(look), _purpose(look)),
            RowCell(look.who),
            refused,
        ),
    )


def _what(look: AccessRow) -> str:
    return access_report.what(look.action, look.target)


def _purpose(look: AccessRow) -> str:
    return access_report.purpose(look.purpose)


def _refused(look: AccessRow) -> bool:
    return look.decision == "nothing"


def _when(look: AccessRow) -> str:
    return f"{days.full(consent_record.local_day(look.at))}, {words.clock(look.at)}"
