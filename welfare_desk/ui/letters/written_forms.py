"""The forms of a written letter: what it says, whom it goes to, the authority that was signed.

They gather what casework takes; none of them writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from welfare_desk.casework.agency import RecipientRow
from welfare_desk.casework.correspondence.written_page import WrittenPage
from welfare_desk.letters.front_matter import Ask
from welfare_desk.ui.kit.fields import (
    ChoiceField,
    DateField,
    Field,
    LongTextField,
    MoneyField,
    TextField,
    TickField,
    TicksField,
)
from welfare_desk.ui.kit.form import Form


class AnswersForm(Form):
    """What only the advisor can say, in the template's own order."""

    def __init__(self, asks: Sequence[Ask], today: Callable[[], Any]) -> None:
        super().__init__(columns=1)
        self.asks = {ask.key: ask for ask in asks}
        self.ask_first()
        for ask in asks:
            words = ask.words.replace("&", "&&")
            self.add_row("" if ask.type == "tick" else words, _field(ask, today), name=ask.key)
        if not asks:
            self.prose("Everything in this letter comes from the desk.")

    def ask_first(self) -> None:
        """What is asked before the template's own questions; nothing here."""

    def answers(self) -> dict[str, object]:
        typed = self.values()
        return {
            key: str(value).splitlines() if self.asks[key].type == "lines" else value
            for key, value in typed.items()
            if key in self.asks
        }

    def show_answers(self, answers: Mapping[str, object]) -> None:
        for key, value in answers.items():
            self.show_values({key: "\n".join(value) if isinstance(value, list) else value})


def _field(ask: Ask, today: Callable[[], Any]) -> Field:
    match ask.type:
        case "long":
            return LongTextField(help=ask.help, lines=3)
        case "lines":
            return LongTextField(help=ask.help or "One on each line", lines=4)
        case "date":
            return DateField(today, help=ask.help)
        case "money":
            return MoneyField(help=ask.help)
        case "tick":
            return TickField(ask.words, ask.help)
        case _:
            return TextField(help=ask.help)


class ToForm(Form):
    """Whom it goes to and where that is; who gets a copy."""

    def __init__(self, page: WrittenPage) -> None:
        super().__init__(columns=1)
        self.page = page
        bodies = [(one.id, body_name(one)) for one in page.bodies]
        self.add_row("&To", ChoiceField(bodies, unset=""), name="recipient_id")
        self.add_row("&Address", LongTextField(lines=4, help="Kept in the recipient book"), name="address")
        self.add_row("&Postcode", TextField(), name="postcode")
        self.add_row("", TickField("Handed over, not posted"), name="by_hand")
        copies = [(one.id, body_name(one)) for one in page.bodies if one.kind in ("subject", "tribunal")]
        if copies and page.recipient.kind != "subject":
            self.add_row("&Copies to", TicksField(copies, columns=1), name="copies")
        self.show_values({"recipient_id": page.recipient.id, "copies": page.copies, "by_hand": page.by_hand})
        self._show_address()
        self.began = self.values()
        self.edited.connect(lambda name: self._show_address() if name == "recipient_id" else None)

    def _show_address(self) -> None:
        chosen = self.values()["recipient_id"]
        body = next((one for one in self.page.bodies if one.id == chosen), self.page.recipient)
        self.show_values({"address": body.address, "postcode": body.postcode or ""})
        self.ask_only(*(("address", "postcode") if body.kind == "subject" else ()))


def body_name(body: RecipientRow) -> str:
    return "The client" if body.kind == "subject" else body.name


class MandateForm(Form):
    """The authority the client has signed for whoever the letter goes to."""

    def __init__(self, body: str, today: Callable[[], Any]) -> None:
        super().__init__(columns=1)
        self.prose(f"The client has signed that {body} and we may talk to each other.")
        self.add_row("&Signed on", DateField(today), name="signed_on")
        ends = DateField(today, help="Twelve months after it was signed, if empty")
        self.add_row("&Ends on", ends, name="to_on")
