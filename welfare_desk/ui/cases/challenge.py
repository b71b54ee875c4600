"""The challenge of a decision: what was handed in and its proof, the hearings and what came of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import time
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.field_rules import rule_of
from welfare_desk.casework.matters import tribunal
from welfare_desk.casework.matters.tribunal import HandedIn, HearingDraft, HearingRow, TribunalPage
from welfare_desk.errors import Problem, Problems
from welfare_desk.rules import days
from welfare_desk.rules.tribunal import MODES
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, LongTextField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_HOW = ("Online", "Signed for", "By hand, stamped copy", "E-mail", "Telephone", "By post")


class ChallengeScreen(ListScreen):
    """One case's challenge, from the request to the outcome."""

    name, title, rail = "challenge", "Challenge", "cases"
    kinds = frozenset({"cases", "key_dates", "clients", "gains"})

    def __init__(self, room: Room) -> None:
        empty = Empty(
            "Nothing has been handed in yet.",
            "Record the request or the appeal when it goes: the day, how it went, and what proves it.",
            "Hand something in",
            lambda: self._hand_in(None),
            "send",
        )
        self.strip = Banner("soon", mark="clock", edge=True)
        self.strip.hide()
        columns = [Column("What"), Column("When", 250), Column("", 150)]
        super().__init__(room, "The challenge", columns, empty, pane_width=400, above=self.strip)
        self.case: UUID | None = None
        self.page: TribunalPage | None = None
        self._hearings: dict[object, HearingRow] = {}

    def heading(self) -> Heading:
        page = self.page
        if page is None:
            return Heading(self.title)
        return Heading(
            "Challenge",
            f"{page.matter}, {page.reference}",
            owner=page.client,
            owner_place=("case", {"case": page.case_id}),
            acts=(
                Act("Something else happened", lambda: self._turn(None), "flag"),
                Act("Hearing", lambda: self._hearing(None), "calendar-plus"),
            ),
            primary=Act("Hand something in", lambda: self._hand_in(None), "send"),
        )

    def about(self) -> str:
        return self.page.client if self.page else ""

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {
            "hand-in": self._hand_in,
            "hearing": self._hearing,
            "held": self._held,
            "turn": self._turn,
            "direction": self._direction,
        }

    def arrive(self, **where: Any) -> None:
        """``case``: whose challenge."""
        self.case = where["case"]
        super().arrive(**where)

    def load(self) -> Callable[[], TribunalPage | None]:
        desk, case = self.room.desk, self.case
        return partial(tribunal.page, desk, case) if case is not None else lambda: None

    def listed(self, found: TribunalPage | None) -> Iterable[Row]:
        self.page = found
        self._hearings = {one.id: one for one in found.hearings} if found else {}
        if found is None:
            return []
        self._say_next(found)
        rows: list[Row] = []
        if found.hearings:
            rows.append(group("Hearings", str(len(found.hearings))))
            rows += [_hearing_row(one) for one in found.hearings]
        if found.lodged:
            rows.append(group("Handed in", str(len(found.lodged))))
        for place, one in enumerate(found.lodged):
            second = f"To {one.to}" if one.to else ""
            proof = ", ".join(filter(None, (one.how, one.proof)))
            late = Chip("Late", "soon") if one.late_reason else None
            cells = (
                RowCell(one.what, second, strong=True),
                RowCell(days.full(one.on), proof),
                RowCell(chip=late),
            )
            rows.append(Row(("lodged", place), cells))
        self.head.say("The challenge", "")
        return rows

    def _say_next(self, found: TribunalPage) -> None:
        due = found.due
        self.strip.clear()
        self.strip.setVisible(due is not None or bool(found.keep_paid))
        if due is not None:
            posted = f" If it is posted, by {days.without_year(due.post_by)}." if due.post_by else ""
            said = f"{due.what} by {days.full(due.safe_on)}.{posted}"
            arrives = f"It counts when it arrives at {due.to}." if due.to else ""
            hint = f"The legal last day is {days.short(due.due_on)}. {arrives}".strip()
            self.strip.say(said, f"{hint} {found.keep_paid}".strip())
        elif found.keep_paid:
            self.strip.say(found.keep_paid)

    def fill(self, key: object) -> None:
        pane = self.pane
        one = self._hearings.get(key)
        if one is not None:
            self._fill_hearing(one)
        elif isinstance(key, tuple) and self.page is not None:
            kept = self.page.lodged[key[1]]
            pane.heading(kept.what, days.full(kept.on))
            facts = [("To", kept.to), ("How", kept.how), ("Proof", kept.proof)]
            if kept.late_reason:
                facts.append(("Late, because", kept.late_reason))
            pane.facts(facts)

    def _fill_hearing(self, one: HearingRow) -> None:
        pane, draft = self.pane, one.draft
        assert draft.on is not None  # noqa: S101 - a kept hearing has its day
        at = f", {draft.at:%H:%M}" if draft.at else ""
        pane.heading(f"Hearing, {MODES[draft.mode].lower()}", f"{days.full(draft.on)}{at}")
        if one.to_come:
            pane.act("What came of it", partial(self._held, one.id), "primary", "scale")
            pane.add(Button("Change it, or put it off", partial(self._hearing, one.id), "link", "pencil"), 4)
        pane.facts(
            [
                ("Where", draft.venue),
                ("Interpreter", draft.interpreter),
                ("Adjustments", "; ".join(draft.adjustments)),
                ("Who goes", ", ".join(draft.attends)),
                ("Prepared", draft.prepared),
            ]
        )
        if one.outcome:
            pane.section("What came of it")
            pane.item(one.outcome.capitalize(), days.short(one.held_on) if one.held_on else "", "scale")
            for part, said in one.parts.items():
                pane.item(part, said)
            pane.act("Record the decision notice", partial(self.go, "decision", case=self.case), icon="scale")
        pane.act("Add a direction", lambda: self._direction(None), "link", "clock")
        pane.act("Put a pack together", partial(self.go, "pack", case=self.case), "link", "folder")

    # Forms --------------------------------------------------------------------------------------------

    def _hand_in(self, key_date: Any) -> None:
        page = self.page
        if page is None:
            return
        form, today = Form(2), self.room.today
        form.add_row("&What", ChoiceField(page.may_hand_in, unset=""), name="what", span=2)
        had = rule_of("challenge.handed_in_on")
        form.add_row("&Day it was received or sent", DateField(today, ""), name="on", rule=had)
        how = form.add_row("&How it went", TextField("Online, signed for"), name="how")
        how.suggest(_HOW)
        form.add_row("&To whom", TextField("The office or tribunal"), name="to", span=2)
        form.add_row("&Proof", TextField("Number of the receipt, online reference"), name="proof", span=2)
        hint = page.due.late_words if page.due else ""
        why = LongTextField(hint, lines=2)
        late = rule_of("challenge.late_reason")
        form.add_row("If it is &late, why", why, name="late_reason", span=2, rule=late)
        form.show_values({"on": today(), "to": page.due.to if page.due else ""})

        def do(typed: dict[str, Any]) -> Changes:
            given = HandedIn(**(typed | {"on": typed["on"] or today()}))
            return tribunal.hand_in(self.room.desk, page.case_id, given, today=today(), key_date_id=key_date)

        second = f"{page.unsigned} The date it answers is done; the case moves on to its stage.".strip()
        self.ask("hand-in", key_date, "Handed in", form, "Record it", do, icon="send", second=second)

    def _hearing(self, hearing: Any) -> None:
        page = self.page
        if page is None:
            return
        form, today = Form(2), self.room.today
        form.add_row("&Day", DateField(today, ""), name="on")
        form.add_row("&Time", TextField("10:30"), name="at")
        form.add_row("&How it is held", ChoiceField(tuple(MODES.items()), unset="Choose"), name="mode")
        told = rule_of("challenge.hearing_notified_on")
        form.add_row("&Notice of it came", DateField(today), name="notified_on", rule=told)
        form.add_row("&Where, or which number", TextField(), name="venue", span=2)
        form.add_row("&Interpreter", TextField("None"), name="interpreter", span=2)
        form.add_row("&Adjustments, one a line", LongTextField(lines=2), name="adjustments", span=2)
        form.add_row("Who &goes, one a line", LongTextField(lines=2), name="attends", span=2)
        form.add_row("What is &prepared", LongTextField(lines=2), name="prepared", span=2)
        one = self._hearings.get(hearing)
        draft = one.draft if one else None
        needs = page.needs if draft is None else "\n".join(draft.adjustments)
        form.show_values(
            {
                "on": draft.on if draft else None,
                "at": f"{draft.at:%H:%M}" if draft and draft.at else "",
                "mode": draft.mode if draft else None,
                "notified_on": draft.notified_on if draft else None,
                "venue": draft.venue if draft else "",
                "interpreter": draft.interpreter if draft else page.interpreter,
                "adjustments": needs,
                "attends": "\n".join(draft.attends) if draft else "",
                "prepared": draft.prepared if draft else "",
            }
        )

        def do(typed: dict[str, Any]) -> Changes:
            given = HearingDraft(
                **(
                    typed
                    | {
                        "at": _clock(typed["at"]),
                        "mode": typed["mode"] or "",
                        "adjustments": tuple(typed["adjustments"].splitlines()),
                        "attends": tuple(typed["attends"].splitlines()),
                    }
                )
            )
            return tribunal.arrange(self.room.desk, page.case_id, given, today=today(), hearing_id=hearing)

        words = "The hearing" if hearing else "A hearing"
        self.ask("hearing", hearing, words, form, "Save the hearing", do, icon="calendar-plus")

    def _held(self, hearing: Any) -> None:
        page = self.page
        if page is None:
            return
        form, today = Form(2), self.room.today
        outcomes = [(one, one[:1].upper() + one[1:]) for one in page.outcomes]
        form.add_row("What was &decided", ChoiceField(outcomes, unset="Choose"), name="outcome", span=2)
        held = rule_of("challenge.held_on")
        form.add_row("&Held on", DateField(today, ""), name="held_on", span=2, rule=held)
        form.add_row("&Part by part", LongTextField("Daily living: enhanced", lines=3), name="parts", span=2)
        form.add_row("&Direction, if one was given", TextField(), name="direction", span=2)
        form.add_row("B&y", DateField(today, "No day"), name="direction_on")
        one = self._hearings.get(hearing)
        if one is not None:
            form.fields["held_on"].set_value(one.draft.on)

        def do(typed: dict[str, Any]) -> Changes:
            given = ((typed["direction"], typed["direction_on"]),) if typed["direction"] else ()
            if given and typed["direction_on"] is None:
                raise Problems([Problem("direction_on", "Say by which day.")])
            parts = dict(_part(line) for line in typed["parts"].splitlines() if line.strip())
            return tribunal.held(
                self.room.desk,
                hearing,
                typed["outcome"] or "",
                held_on=typed["held_on"] or today(),
                today=today(),
                parts=parts,
                directions=given,
            )

        second = "The award itself is recorded from the decision notice."
        self.ask("held", hearing, "What came of it", form, "Record it", do, icon="scale", second=second)

    def _direction(self, _on: Any) -> None:
        page = self.page
        if page is None:
            return
        form = Form(1)
        form.add_row("&What was directed", TextField("Send the bank statements"), name="what")
        form.add_row("B&y", DateField(self.room.today, ""), name="on")

        def do(typed: dict[str, Any]) -> Changes:
            if typed["on"] is None:
                raise Problems([Problem("on", "Say by which day.")])
            today = self.room.today()
            return tribunal.direct(self.room.desk, page.case_id, typed["what"], typed["on"], today=today)

        self.ask("direction", None, "A direction", form, "Set the day", do, icon="clock")

    def _turn(self, _on: Any) -> None:
        page = self.page
        if page is None:
            return
        form = Form(1)
        form.add_row("&What happened", ChoiceField(page.turns, unset="Choose"), name="turn")
        turned = rule_of("challenge.turned_on")
        form.add_row("&On", DateField(self.room.today, ""), name="on", rule=turned)
        form.fields["on"].set_value(self.room.today())
        form.add_row("W&hy, in a few words", TextField(), name="because")

        def do(typed: dict[str, Any]) -> Changes:
            today = self.room.today()
            return tribunal.turn(
                self.room.desk,
                page.case_id,
                typed["turn"] or "",
                on=typed["on"] or today,
                today=today,
                because=typed["because"],
            )

        self.ask("turn", None, "Something else happened", form, "Record it", do, icon="flag")


def _hearing_row(one: HearingRow) -> Row:
    draft = one.draft
    at = f"{draft.at:%H:%M}" if draft.at else ""
    chip = (
        Chip("To come", "soon", "calendar") if one.to_come else Chip((one.outcome or "").capitalize(), "done")
    )
    when = RowCell(days.full(draft.on) if draft.on else "", at, raw=draft.on)
    return Row(one.id, (RowCell(MODES[draft.mode], draft.venue, strong=True), when, RowCell(chip=chip)))


def _clock(typed: str) -> time | None:
    """A time as people write it: 10.30, 9:00, 14. Raises Problems."""
    if not typed.strip():
        return None
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?", typed.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Problems([Problem("at", "Write the time as 10:30.")])
    return time(int(found[1]), int(found[2] or 0))


def _part(line: str) -> tuple[str, str]:
    part, _, said = line.partition(":")
    return part.strip(), said.strip() or "decided"
