"""The agency and its letterhead, and the recipient book: what letters carry."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from welfare_desk import resources
from welfare_desk.casework import agency
from welfare_desk.casework.agency import Agency, RecipientRow
from welfare_desk.ui.kit.fields import ChoiceField, LongTextField, TextField, TickField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Screen
from welfare_desk.ui.settings.section import FormSection, Section


class AgencySection(FormSection):
    words = "Agency and letterhead"
    hint = "Every letter carries this from the day it is saved. Letters already issued keep what they had."

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self._stands = Agency()
        self._untouched: dict[str, object] = {}
        self.form = Form(2)
        add = self.form.add_row
        self.name = add("&Name", TextField(), name="name")
        add("&Telephone", TextField(), name="phone")
        add("&Address", LongTextField(lines=4), name="address")
        add(
            "&Registration lines",
            LongTextField(lines=4, help="Charity number, FCA, accreditation: each on its own line"),
            name="registration",
        )
        add("&Email", TextField(), name="email")
        complaints = TextField(help="As a sentence ends: the manager, at this address")
        add("&Complaints go to", complaints, name="complaints")
        add("&Privacy notice", TextField(help="Where a client finds it"), name="privacy")
        add(
            "",
            TickField(
                "Practices check each letter",
                "A letter waits for the practice's word on its facts before it is issued",
            ),
            name="accuracy_check_needed",
            span=2,
        )
        add(
            "",
            TickField(
                "Health answers are kept",
                "For statistics, where your agency has told clients so; otherwise such columns stay outside",
            ),
            name="may_hold_health_statistics",
            span=2,
        )
        self.page.add(self.form)

    def primary(self) -> Act | None:
        return Act("Save letterhead", self.save, "check")

    def start_typing(self) -> None:
        self.name.setFocus()

    def read(self) -> None:
        self.room.read(self, partial(agency.agency, self.room.desk, on=self.room.today()), self._show)

    def _show(self, stands: Agency) -> None:
        if not self.typed():
            self._stands = stands
        self.show_standing(
            {
                "name": stands.name,
                "phone": stands.phone,
                "email": stands.email,
                "complaints": stands.complaints,
                "privacy": stands.privacy,
                "address": stands.address,
                "registration": "\n".join(stands.registration),
                "accuracy_check_needed": stands.accuracy_check_needed,
                "may_hold_health_statistics": stands.may_hold_health_statistics,
            }
        )

    def save(self) -> None:
        typed = self.form.values()
        lines = tuple(line.strip() for line in typed["registration"].splitlines() if line.strip())
        details = replace(self._stands, **(typed | {"registration": lines}))

        def done() -> None:
            self._untouched = {}
            self.read()

        work = partial(agency.change_agency, self.room.desk, details, today=self.room.today())
        self.write(self.form, work, "Letterhead saved", done)


class RecipientsSection(Section):
    words = "Recipient book"
    hint = "Bodies a client can be asked whether we may send to. Consent names a body, never a kind of body."

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self._kinds = dict(resources.consent_words().labels["recipient_kinds"])
        self.form = Form(2)
        self.name = self.form.add_row("&Name", TextField(), name="name")
        kinds = [(code, words) for code, words in self._kinds.items() if code not in ("subject", "practice")]
        self.form.add_row("&Kind", ChoiceField(kinds, unset=""), name="kind")
        self.form.add_row("&Address", TextField(), name="address")
        self.form.add_row("&Postcode", TextField(), name="postcode")
        self.page.add(self.form)
        columns = [Column("Name"), Column("Kind", 220), Column("Address", 220)]
        self.book = RowList("Recipient book", columns, margin=0, grows=True)
        self.page.add(self.book)

    def primary(self) -> Act | None:
        return Act("Add to the book", self.save, "plus")

    def start_typing(self) -> None:
        self.name.setFocus()

    def read(self) -> None:
        self.room.read(self, partial(agency.recipients, self.room.desk), self._show)

    def _show(self, rows: list[RecipientRow]) -> None:
        self.book.show_rows(self._row(row) for row in rows)

    def _row(self, row: RecipientRow) -> Row:
        where = ", ".join(part for part in (*row.address.splitlines(), row.postcode or "") if part)
        kind = self._kinds.get(row.kind, "Another body")
        return Row(
            row.id,
            (
                RowCell(row.name, strong=True),
                RowCell(kind),
                RowCell(where or "Not recorded", role="ink" if where else "quiet"),
            ),
        )

    def save(self) -> None:
        typed = self.form.values()

        def done() -> None:
            self.form.show_values(dict.fromkeys(typed, ""))
            self.read()
            self.start_typing()

        work = partial(
            agency.add_recipient,
            self.room.desk,
            typed["name"],
            typed["kind"],
            address=typed["address"],
            postcode=typed["postcode"] or None,
        )
        self.write(self.form, work, "Added to the book", done)
