"""Offers: who is offered what to the penny, who answered how, whom to ask again and when."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from welfare_desk.casework.debt import offers
from welfare_desk.casework.debt.debt_page import ClientDebts
from welfare_desk.casework.debt.offers import ANSWERS, METHODS, OffersPage, OfferView, ShareRow
from welfare_desk.casework.desk import Changes
from welfare_desk.errors import Problem
from welfare_desk.rules import days, money
from welfare_desk.ui import messages, theme
from welfare_desk.ui.debts.budget_forms import AnswerForm, OfferForm, ShareForm, offer_name
from welfare_desk.ui.debts.part import Host, Part, Work
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.panes import Details, column
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.screen import Act

_TONES = {"accepted": "done", "refused": "overdue", "counter": "soon", "ignored": "soon", "ask_again": "soon"}


class OffersPart(Part):
    """The offers of one client and their schedule."""

    words = "Offers"

    def __init__(self, host: Host) -> None:
        columns = [
            Column("Creditor"),
            Column("Owed", 92, right=True),
            Column("Offered", 92, right=True),
            Column("Answer", 168),
            Column("Ask again", 92, right=True),
        ]
        empty = Empty(
            "No offer yet.",
            "An offer shares what a budget has available between the creditors, to the penny.",
            "Make an offer",
            self.make,
            "plus",
        )
        self.which = ChoiceField(unset="")
        self.which.call("&Offer")
        super().__init__(host, "Shares of the offer", columns, empty)
        self.which.edited.connect(self._show_again)
        self.page: OffersPage | None = None
        self._newest: UUID | None = None
        self.openers = {"make": self.make, "share": self.change, "answer": self.answer}

    def fill_box(self) -> None:
        self.above: QWidget = column(self.which)
        self.box.addWidget(self.above)
        super().fill_box()
        theme.dress(self._dress)

    def _dress(self) -> None:
        layout, margin = self.above.layout(), theme.px(24)
        if layout is not None:
            layout.setContentsMargins(margin, theme.px(12), margin, theme.px(8))

    def heading_acts(self) -> tuple[tuple[Act, ...], Act | None]:
        closed = "" if self.client and self.client.cases else "No debt case is open."
        make = Act("Make an offer", self.make, "plus", closed)
        offer = self.offer()
        if offer is None or offer.withdrawn_on is not None:
            return (), make
        letters = Act("Write the letters", self.write_letters, "mail")
        if offer.sent_on is None:
            return (make, letters), Act("It has been sent", self.send, "send")
        return (make, letters), Act("Record an answer", self.answer, "pencil")

    def write_letters(self) -> None:
        """One letter to each creditor of the offer, with its own share."""
        offer = self.offer()
        if offer is not None:
            self.host.go("creditor-letters", case=offer.case_id, offer=offer.id)

    # Showing --------------------------------------------------------------------------------------

    def read(self, client: ClientDebts) -> None:
        room = self.host.room
        work = partial(offers.page, room.desk, client.person_id, today=room.today())
        room.read(self, work, partial(self._show, client))

    def _show(self, client: ClientDebts, page: OffersPage) -> None:
        if client is not self.client:
            return
        self.page = page
        wanted = self._newest or self.which.value()
        self.which.offer([(one.id, f"{offer_name(one)}, {_stands(one)}") for one in page.offers], unset="")
        ids = [one.id for one in page.offers]
        if ids:
            self.which.set_value(wanted if wanted in ids else ids[0])
        self._newest = None
        self.above.setVisible(bool(ids))
        self._show_again()

    def _show_again(self) -> None:
        offer = self.offer()
        self.show_list(self._rows(offer) if offer else ())
        self.host.heading_again()

    def offer(self) -> OfferView | None:
        held = self.page.offers if self.page else ()
        return next((one for one in held if one.id == self.which.value()), None)

    def show_line(self, key: object) -> bool:
        """A share of any offer: the offer it stands in is shown first."""
        held = self.page.offers if self.page else ()
        offer = next((one for one in held if any(share.id == key for share in one.shares)), None)
        if offer is not None and offer.id != self.which.value():
            self.which.set_value(offer.id)
            self._show_again()
        return self.list.choose(key)

    def _rows(self, offer: OfferView) -> Iterator[Row]:
        for words, first in (("Met first", True), ("Shared by balance", False)):
            rows = [share for share in offer.shares if share.first is first]
            if rows:
                yield group(words if offer.method == "pro_rata" else METHODS[offer.method])
            for share in rows:
                yield self._row(share)
        total = RowCell(money.shown(offer.offered), raw=offer.offered)
        of = f"Together, of {money.shown(offer.pot)}"
        yield Row("total", (RowCell(of), RowCell(), total, RowCell(), RowCell()), "total")
        left = self.page.left_out if self.page else ()
        if left:
            yield group("In no offer", str(len(left)))
        for number, one in enumerate(left):
            why = RowCell(one.why[0].partition(":")[0], why=" ".join(one.why))
            cells = (RowCell(one.creditor, one.debt), RowCell(), RowCell(), why, RowCell())
            yield Row(("out", number), cells)

    def _row(self, share: ShareRow) -> Row:
        today = self.host.room.today()
        late = share.chase_on is not None and share.chase_on <= today
        tone = _TONES.get(share.answer, "plain")
        answer = RowCell(chip=Chip(ANSWERS[share.answer], tone))  # type: ignore[arg-type]
        apart = f"{money.shown(share.apart)} by hand" if share.by_hand and share.apart else ""
        return Row(
            share.id,
            (
                RowCell(share.creditor, share.debt, strong=True),
                RowCell(money.shown(share.owed), raw=share.owed),
                RowCell(money.shown(share.share), apart, raw=share.share),
                answer,
                RowCell(
                    days.short(share.chase_on) if share.chase_on else "",
                    "today or before" if late else "",
                    role="overdue" if late else "ink",
                    second_role="overdue",
                ),
            ),
        )

    def share(self) -> ShareRow | None:
        offer, key = self.offer(), self.chosen()
        return next((one for one in offer.shares if one.id == key), None) if offer else None

    def fill(self, pane: Details) -> None:
        offer, share, key = self.offer(), self.share(), self.chosen()
        if offer is None:
            return
        if isinstance(key, tuple) and self.page:
            out = self.page.left_out[key[1]]
            pane.heading(out.creditor, out.debt)
            for why in out.why:
                pane.item(why, mark="info", tone="soon")
        if share is not None:
            final = offer.method == "full_and_final"
            a_month = "" if final else " a month"
            pane.heading(share.creditor, share.debt)
            pane.facts(
                [
                    ("Owed", money.shown(share.owed)),
                    (
                        "Offered",
                        f"{money.shown(share.share)}{a_month}",
                    ),
                    *(
                        [("Written off", money.shown(share.written_off))]
                        if offer.method == "full_and_final"
                        else []
                    ),
                    ("Answer", ANSWERS[share.answer]),
                    *([("They want", money.shown(share.counter))] if share.counter is not None else []),
                    *([("Ask again", days.full(share.chase_on))] if share.chase_on else []),
                ]
            )
            if share.note:
                pane.said(share.note, "quiet", 8)
            if offer.sent_on is None:
                pane.act("Set this share by hand", self.change, icon="pencil")
            elif offer.withdrawn_on is None:
                pane.act("Record an answer", self.answer, icon="pencil")
        self._fill_offer(pane, offer)

    def _fill_offer(self, pane: Details, offer: OfferView) -> None:
        pane.section("This offer")
        for words in offer.broken:
            pane.item(words, mark="triangle-alert", tone="soon")
        if not offer.broken:
            pane.item("It adds up, and every creditor is treated alike.", mark="check", tone="done")
        pane.facts(
            [
                ("How", METHODS[offer.method]),
                ("Budget", offer.budget or "None: a lump sum"),
                ("Made", days.short(offer.on)),
                ("Sent", days.short(offer.sent_on) if offer.sent_on else "Not yet"),
                *([("Look again", days.short(offer.review_on))] if offer.review_on else []),
            ]
        )
        if offer.method == "full_and_final":
            pane.said("Get it in writing before anything is paid, and that the rest is not sold.", "quiet", 8)
        if offer.withdrawn_on is None:
            pane.act("Withdraw this offer", self.withdraw, "link")

    # Doing ----------------------------------------------------------------------------------------

    def open(self, key: object) -> None:
        offer = self.offer()
        if offer is not None and self.share() is not None:
            (self.answer if offer.sent_on else self.change)()

    def make(self) -> None:
        client, room = self.client, self.host.room
        if client is None or not client.cases:
            return
        held = self.page.budgets if self.page else ()
        form = OfferForm(room, [(one.id, one.name) for one in held])

        def work() -> Work:
            draft, today, case = form.draft(), room.today(), client.cases[0][0]

            def made() -> Changes:
                changes = offers.make_offer(room.desk, case, draft, today=today)
                self._newest = changes.id
                return changes

            return made

        self.host.open_form("make", "Make an offer", form, "Work it out", work)

    def change(self) -> None:
        share, room = self.share(), self.host.room
        if share is None:
            return
        form = ShareForm(share)
        self.host.open_form(
            "share", share.creditor, form, "Set this share",
            lambda: partial(
                offers.change_share, room.desk, share.id, form.fields["share"].value(), today=room.today()
            ),
        )  # fmt: skip

    def answer(self) -> None:
        share, room = self.share(), self.host.room
        if share is None:
            return
        form = AnswerForm(room)

        def work() -> Work | None:
            typed, today = form.values(), room.today()
            if typed["answer"] is None:
                form.show_problems([Problem("answer", "Choose what they answered.")])
                return None
            return partial(
                offers.record_answer, room.desk, share.id, typed["answer"],
                on=typed["on"] or today, today=today, counter=typed["counter"],
                chase_on=typed["chase_on"], note=typed["note"],
            )  # fmt: skip

        self.host.open_form("answer", share.creditor, form, "Record the answer", work)

    def send(self) -> None:
        offer, room = self.offer(), self.host.room
        if offer is None:
            return
        question = "Have the letters with this offer gone out?"
        hint = "It can no longer be changed, and each creditor is asked again after your agency's days."
        if messages.ask(self, question, yes="They have gone", no="Not yet", hint=hint):
            today = room.today()
            self.host.write(partial(offers.send_offer, room.desk, offer.id, on=today, today=today))

    def withdraw(self) -> None:
        offer, room = self.offer(), self.host.room
        if offer is not None:
            self.host.write(partial(offers.withdraw_offer, room.desk, offer.id, today=room.today()))


def _stands(offer: OfferView) -> str:
    if offer.withdrawn_on:
        return "withdrawn"
    return f"sent {days.short(offer.sent_on)}" if offer.sent_on else "not sent"
