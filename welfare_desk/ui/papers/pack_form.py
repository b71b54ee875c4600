"""What a pack is for, how it is printed, its papers in order and the text before them: each saves itself.

Where somebody else was faster both versions stand on top, and nothing saves itself until Save is pressed.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal

from welfare_desk.casework.papers import packs
from welfare_desk.casework.papers.packs import Key, PackView, PaperOfPack
from welfare_desk.ui.kit.both import Both, ElsewhereField, began_of, bring_back
from welfare_desk.ui.kit.fields import ChoiceField, LongTextField, TickField, TicksField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Page

_SIDES = ("sss", "dwp", "other", "subject")
Kept = tuple[dict[str, Any], dict[str, Any]]  # what was written, and what stood there before


class PackForm(Form):
    """The form about a pack; the order of its papers is chosen in the list beside it.

    Signals:
        changed: what may now be saved was written or chosen.
    """

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(columns=1)
        self._page = page
        self.pack: PackView | None = None
        self.stands: dict[str, Any] = {}  # the fields as they were saved last, or read
        self.recipient = self.add_row("&For", ChoiceField(unset=""), name="recipient_id")
        self.copies = self.add_row("&Copies to", TicksField([]), name="copies")
        self.duplex = TickField("Printed on both sides", "Each paper begins on a new sheet.")
        self.duplex.call("", "duplex")
        self.fields["duplex"] = self.duplex
        self.order = self.add_row("Papers in order", ElsewhereField(self._in_words), name="papers")
        self.ask_only("papers")
        help = "[[Title of a paper]] becomes its page; [[Title, 3]] its third page."
        self.text = self.add_row(
            "&Submission", LongTextField("What you say to the tribunal", help, lines=9), name="submission"
        )
        self.recipient.edited.connect(self._save_soon)
        self.duplex.edited.connect(self._save_soon)
        self.text.settled.connect(lambda _: self._save_soon())
        page.add(self)
        page.add(self.duplex)

    def _save_soon(self) -> None:
        if not self.is_to_be_chosen():
            self.changed.emit()

    def is_to_be_chosen(self) -> bool:
        """Whether both versions stand there to be chosen from."""
        return isinstance(self.top(), Both)

    # What stands ----------------------------------------------------------------------------------

    def clear(self) -> None:
        """Another pack will stand here."""
        self.pack, self.stands = None, {}
        self.put_on_top(None)

    def show_pack(self, pack: PackView, *, newest: bool) -> None:
        """A pack as it was read; ``newest``: after all that was saved here."""
        first, self.pack = self.pack is None, pack
        if first:
            bodies = [(body.id, body.name) for body in pack.bodies if body.kind == "tribunal"]
            self.recipient.offer(bodies, unset="")
            self._offer_copies([(body.id, body.name) for body in pack.bodies if body.kind in _SIDES])
        if first or newest:
            self._catch_up(pack, first=first)

    def _catch_up(self, pack: PackView, *, first: bool) -> None:
        """What stands now, wherever nothing is written or chosen that was not saved."""
        now = {"recipient_id": pack.recipient_id, "copies": pack.copies, "duplex": pack.duplex}
        now |= {"papers": tuple((one.part, one.key) for one in pack.papers), "submission": pack.submission}
        for name, value in now.items():
            field = self.fields[name]
            untouched = first or field.value() == self.stands.get(name)
            if untouched and field.value() != value:
                field.set_value(value)
            if untouched or field.value() == value:
                self.stands[name] = field.value()

    def _offer_copies(self, choices: list[tuple[UUID, str]]) -> None:
        copies = TicksField(choices)
        self.copies.hide()
        self.copies = copies
        copies.call("Copies to", "copies")
        copies.edited.connect(self._save_soon)
        self.fields["copies"] = copies
        self._page.add(copies)

    # What is not saved ----------------------------------------------------------------------------

    def unsaved(self) -> dict[str, Any]:
        mine = {**self.values(), "papers": self.papers_in_order()}
        return {name: value for name, value in mine.items() if value != self.stands.get(name)}

    def kept(self) -> Kept | None:
        """What would be lost, and what it was written over."""
        unsaved = self.pack is not None and self.unsaved()
        return (self.values(), began_of(self, self.stands)) if unsaved else None

    def bring_back(self, kept: Kept) -> None:
        """It once more, beside what others made of it since; where they did nothing it saves itself."""
        bring_back(self, kept[1], kept[0], {})
        self.topped.emit()
        self._save_soon()

    # The papers -----------------------------------------------------------------------------------

    def papers(self) -> tuple[list[PaperOfPack], list[PaperOfPack]]:
        """What is in the pack in its order, saved or not yet, and what could be."""
        known = self._known()
        inside = [packs.in_part(known.pop(key), part) for part, key in self._order() if key in known]
        return inside, list(known.values())

    def papers_in_order(self) -> tuple[tuple[str, Key], ...]:
        return tuple((one.part, one.key) for one in self.papers()[0])

    def arrange(self, order: list[tuple[str, Key]]) -> None:
        """The papers in this order, each within its part."""
        if self.pack is not None:
            parts = [code for code, _ in self.pack.parts]
            self.order.set_value(tuple(sorted(order, key=lambda pair: parts.index(pair[0]))))
            self.edited.emit("papers")
            self._save_soon()

    def _order(self) -> tuple[tuple[str, Key], ...]:
        return self.order.value() or ()

    def _known(self) -> dict[Key, PaperOfPack]:
        pack = self.pack
        return {one.key: one for one in (*pack.papers, *pack.others)} if pack is not None else {}

    def _in_words(self, order: Any) -> str:
        known = self._known()
        return "\n".join(known[key].title for _, key in order or () if key in known) or "none"
