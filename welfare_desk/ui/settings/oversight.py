"""What a manager looks at each week: legal powers used, refusals, cover, restricted notes opened."""

from __future__ import annotations

from functools import partial

from welfare_desk import resources
from welfare_desk.casework.consent import overrides
from welfare_desk.casework.consent.overrides import OddLook
from welfare_desk.rules import consent_record, days
from welfare_desk.ui.kit.chips import Chip, Tone
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Screen
from welfare_desk.ui.settings.section import Section

_KINDS: dict[str, tuple[str, Tone]] = {
    "override": ("By law", "overdue"),
    "refused": ("Refused", "soon"),
    "cover": ("Cover", "plain"),
    "oversight": ("Restricted", "plain"),
}
_ACTS = {"read": "Read", "write": "Wrote", "quote": "Used", "disclose": "Passed on", "erase": "Erased"}
_THINGS = {"gp_record": "the GP record", "evidence_note": "a note", "letter": "a letter"}


class OversightSection(Section):
    words = "Record access to check"
    hint = (
        "Each use of a legal power first, then what was refused, what was opened as cover, and"
        " restricted notes opened for a claim or a complaint."
    )

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self.form = Form(3)
        spans = [(7, "The last 7 days"), (31, "The last 31 days"), (365, "The last year")]
        self.span = self.form.add_row("&Period", ChoiceField(spans, unset=""), name="days")
        self.span.set_value(7)
        self.span.edited.connect(lambda *_: self.read())
        self.page.add(self.form)
        columns = [Column("", 104), Column("What"), Column("Who", 150), Column("When", 130)]
        self.list = RowList("Record access to check", columns, margin=0, grows=True)
        empty = Empty("Nothing to check.", "Nobody looked without consent, and nothing was refused.", inset=0)
        self.full = OrEmpty(self.list, empty)
        self.page.add(self.full)

    def start_typing(self) -> None:
        self.span.setFocus()

    def read(self) -> None:
        work = partial(
            overrides.exceptions, self.room.desk, today=self.room.today(), days=int(self.span.value() or 7)
        )
        self.room.read(self, work, self._show)

    def _show(self, found: list[OddLook]) -> None:
        self.full.show_full(bool(found))
        self.list.show_rows(_row(number, one) for number, one in enumerate(found))


def _row(number: int, one: OddLook) -> Row:
    words, tone = _KINDS[one.kind]
    act, thing = _ACTS.get(one.action, one.action), _THINGS.get(one.target, one.target.replace("_", " "))
    what = f"{act} {thing}, {one.client}" if one.client else f"{act} {thing}"
    told = resources.consent_words().reasons_in_words.get(one.reason)
    why = one.said or (told.sentence if told else "")
    at = one.at.astimezone(consent_record.LONDON)
    return Row(
        number,
        (
            RowCell(chip=Chip(words, tone)),
            RowCell(what, why),
            RowCell(one.who),
            RowCell(days.short(at.date()), f"{at:%H:%M}", raw=one.at),
        ),
    )
