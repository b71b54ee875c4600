"""How far one client has come: each scale the agency uses, asked at the start and later, with the change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.people import clients
from welfare_desk.casework.people.clients import ClientView
from welfare_desk.casework.service import distance
from welfare_desk.casework.service.distance import CHANGES, Travelled
from welfare_desk.rules import days
from welfare_desk.ui.kit.chips import Chip, Tone
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import OneOfField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_TONES: dict[str, Tone] = {"better": "done", "worse": "soon"}
_Found = tuple[ClientView, list[Travelled]]


class DistanceScreen(ListScreen):
    """One client on every scale."""

    name, title, rail = "distance", "How far they have come", "clients"
    kinds = frozenset({"scales", "clients"})

    def __init__(self, room: Room) -> None:
        columns = [
            Column("Scale"),
            Column("First", 120, right=True),
            Column("Latest", 120, right=True),
            Column("Change", 170),
        ]
        empty = Empty(
            "No scale is in use.",
            "None comes with the program: load the file of one your agency may use, under Settings.",
            "Load a scale",
            lambda: self.go("settings", section="scales"),
            "upload",
        )
        super().__init__(room, "Scales", columns, empty, pane_width=400)
        self.person: UUID | None = None
        self.client: ClientView | None = None
        self._rows: dict[object, Travelled] = {}

    def heading(self) -> Heading:
        closed = "" if self.key() is not None else "No scale is in use."
        return Heading(
            self.title,
            owner=self.client.name if self.client else "",
            owner_place=("client", {"person": self.person}) if self.person else None,
            primary=Act("Ask the questions", lambda: self._ask(self.key()), "pencil", closed),
        )

    def about(self) -> str:
        return self.client.name if self.client else ""

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"ask": self._ask}

    def arrive(self, **where: Any) -> None:
        """``person``: whose."""
        self.person = where.get("person", self.person)
        super().arrive(**where)

    def load(self) -> Callable[[], _Found | None]:
        desk, person = self.room.desk, self.person
        if person is None:
            return lambda: None
        return lambda: (clients.client(desk, person), distance.travelled(desk, person))

    def listed(self, found: _Found | None) -> Iterable[Row]:
        if found is None:
            return
        self.client, rows = found
        self._rows = {one.scale_id: one for one in rows}
        self.head.say("Scales", f"{len(rows)} in use" if rows else "")
        for one in rows:
            first, last = (one.scores[0], one.scores[-1]) if one.scores else (None, None)
            change = RowCell("Not asked yet" if first is None else "Not asked again yet", role="quiet")
            if one.said:
                change = RowCell(chip=Chip(CHANGES[one.said], _TONES.get(one.said, "plain")))
            latest = last if len(one.scores) > 1 else None
            yield Row(
                one.scale_id,
                (
                    RowCell(one.scale.name, _edition(one), strong=True),
                    *(_score(each) for each in (first, latest)),
                    change,
                ),
            )

    def fill(self, key: object) -> None:
        one, pane = self._rows[key], self.pane
        pane.heading(one.scale.name, _edition(one))
        if one.change is not None:
            sign = "+" if one.change > 0 else ""
            pane.facts([("Change", f"{sign}{_shown(one.change)}: {CHANGES[one.said].lower()}")])
        pane.section("Scores")
        for number, (id, on, score) in enumerate(reversed(one.scores)):
            pane.item(_shown(score), days.full(on))
            if number == 0:
                gone = partial(distance.take_score_away, self.room.desk, id)
                pane.links(("Take it away", partial(self.write, gone)), space=2)
        if not one.scores:
            pane.said("Not asked yet. The first time is the start.", "quiet", 8)
        pane.section("About this scale")
        better = "A higher score is better." if one.scale.higher_is_better else "A lower score is better."
        matters = one.scale.matters_from
        said = f" A change below {_shown(matters)} is taken as none." if matters else ""
        pane.said(f"{better}{said}", "quiet", 8)
        pane.said(one.scale.licence, "quiet", 8)
        pane.said("Answers are added up and not kept.", "quiet", 8)

    def open_row(self, key: object) -> None:
        self._ask(key)

    def _ask(self, id: Any) -> None:
        one = self._rows.get(id)
        if one is None or self.person is None:
            return
        person, count = self.person, len(one.scale.items)
        form = Form(1)
        for number, item in enumerate(one.scale.items):
            choices = [(value, words) for words, value in item.answers]
            form.add_row(f"{number + 1}. {item.words}", OneOfField(choices, columns=3), name=f"item_{number}")

        def do(typed: dict[str, Any]) -> Changes:
            answers = [typed[f"item_{number}"] for number in range(count)]
            return distance.answer(self.room.desk, person, one.scale_id, answers, today=self.room.today())

        second = "In their own answers, today."
        self.ask("ask", id, one.scale.name, form, "Keep the score", do, second=second)


def _score(one: tuple[UUID, date, Decimal] | None) -> RowCell:
    return RowCell() if one is None else RowCell(_shown(one[2]), days.short(one[1]), raw=one[2])


def _edition(one: Travelled) -> str:
    return f"Edition {one.scale.edition}" if one.scale.edition else ""


def _shown(score: Decimal) -> str:
    return f"{score:f}".rstrip("0").rstrip(".") if "." in f"{score:f}" else f"{score:f}"
