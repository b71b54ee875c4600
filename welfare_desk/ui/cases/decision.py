"""A decision letter is recorded: what was decided, what it brings, and the days it starts, worked out live.

What counts as a gain, and once only, is casework's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.field_rules import rule_of, rule_of_letter
from welfare_desk.casework.figures import gain_doubts, gains
from welfare_desk.casework.figures.gains import AlreadyCounted, DecisionDraft, GainDraft
from welfare_desk.casework.matters import decision_page, key_dates
from welfare_desk.casework.matters.decision_page import DecisionPage, Worth
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.rules import days, money
from welfare_desk.rules.gain_doubts import Doubt
from welfare_desk.rules.key_dates import KeyDate, Notice
from welfare_desk.rules.tribunal import short_term_assistance
from welfare_desk.ui import messages
from welfare_desk.ui.cases import words
from welfare_desk.ui.cases.forms import FACTS, GRANTS, worked_out
from welfare_desk.ui.cases.pane import show_clocks
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.fields import ChoiceField, DateField, MoneyField, TextField, TickField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, Page
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

_GAIN = (
    "frequency",
    "previous",
    "arrears",
    "award_from",
    "award_to",
    "confirmed_on",
    "confirmed_by",
    "joint",
    "led_by",
)
_PARTS = tuple(f"{part}_{when}" for part in decision_page.PART_WORDS for when in ("before", "now"))
_NOTICE_FACTS = frozenset({*FACTS, "grant"})
Live = tuple[Worth | None, tuple[KeyDate, ...] | None, tuple[Doubt, ...]]


class DecisionScreen(Screen):
    """One decision: its letter, its gain, its clock."""

    name, title, rail = "decision", "Record decision", "cases"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self._page: DecisionPage | None = None
        self._kept: dict[str, Any] | None = None
        self._untouched: dict[str, Any] = {}
        self._asked = 0
        self._rates: dict[str, tuple[tuple[str, str], ...]] = {}
        self._filled: dict[str, Any] = {}
        self._doubts: tuple[Doubt, ...] = ()
        self._accepted: frozenset[str] = frozenset()
        self.banner = Banner("overdue")
        self.banner.hide()
        self.form = Form()
        self.details = Details("What it comes to")
        self.body = Page("Decision", self.banner, self.form, margin=24, space=16)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(self.body, self.details))

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        page = self._page
        if page is None:
            return Heading(self.title)
        return Heading(
            self.title,
            f"{page.matter}, {page.row.reference}",
            owner=page.row.client,
            owner_place=("case", self._where),
            acts=(Act("Not now", self._back),),
            primary=Act("Record decision", self.record, "check"),
        )

    def about(self) -> str:
        return self._page.row.client if self._page else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.record} if self._page else {}

    def arrive(self, **where: Any) -> None:
        case = {"case": where["case"]}
        if case != self._where:
            self._page = None
            self._accepted = frozenset()
        self._where = case
        self.banner.hide()
        self._read()

    def refresh(self, changes: object) -> None:
        if self._where:
            self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & {"cases", "gains", "clients"})

    def draft(self) -> object | None:
        values = self.form.values()
        return (self._where, values) if values != self._untouched else None

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 2 and draft[0] == self._where:
            self._kept = draft[1]
            if self._page is not None:
                self._show_kept()

    def _read(self) -> None:
        work = partial(decision_page.page, self.room.desk, self._where["case"])
        self.room.read(self, work, self._show)

    def _show(self, page: DecisionPage) -> None:
        if page.row.id != self._where["case"]:
            return
        fresh, self._page = self._page is None, page
        if fresh:
            self._build(page)
        self._show_kept()
        self._edited()
        self.heading_changed.emit()

    def _show_kept(self) -> None:
        if self._kept is not None:
            self.form.show_values(self._kept)
            self._offer_parts()  # of the benefit that was chosen
            self.form.show_values(self._kept)
            self._kept = None
            self._edited()

    # The form -------------------------------------------------------------------------------------

    def _build(self, page: DecisionPage) -> None:
        old, self.form = self.form, Form()
        self.body.add(self.form)
        old.hide()
        old.deleteLater()
        add, today = self.form.add_row, self.room.today
        dated = rule_of("notice.event_on")
        self.dated = add("&Date on the letter", DateField(today, ""), name="decided_on", rule=dated)
        outcomes = ChoiceField(list(words.OUTCOMES.items()), unset="Choose")
        add("What was &decided", outcomes, name="outcome", rule=rule_of("decision.outcome"))
        add("&Benefit", ChoiceField(page.benefits, unset=page.matter), name="benefit")
        add("When it &came", DateField(today), name="came_on", rule=rule_of("decision.came_on"))
        scan = ChoiceField(page.papers, unset="Not scanned")
        add("The letter and its en&velope", scan, name="paper_id", span=2)
        hint = "Only where one benefit is paid in parts that are decided apart"
        add("Which &part", TextField("All of it", hint), name="part")
        for part, said in decision_page.PART_WORDS.items():
            add(f"{said}, before", ChoiceField(unset="None"), name=f"{part}_before")
            add(f"{said}, now", ChoiceField(unset="None"), name=f"{part}_now")
        if page.events:
            letter = ChoiceField(page.events, unset="No letter that starts a time")
            add("&Letter it came in", letter, name="event", span=2)
            for name, (said, help_) in FACTS.items():
                add(said, DateField(today, help=help_), name=name, rule=rule_of(f"notice.{name}"))
            grant = ChoiceField(GRANTS, unset="Choose")
            add("Which kind of &grant", grant, name="grant", rule=rule_of("notice.grant"))
        self.form.section("What it brings")
        add("&Paid now", MoneyField("Nothing"), name="amount")
        add("How &often", ChoiceField(list(words.EVERY.items()), unset=""), name="frequency")
        add("Paid &before", MoneyField("Nothing", "Each payment, as often as now"), name="previous")
        add("&Arrears", MoneyField("None", "Paid once, for the time before"), name="arrears")
        add("Paid &from", DateField(today), name="award_from")
        add("Paid &until", DateField(today, "No end"), name="award_to")
        add("&Confirmed on", DateField(today, "Not yet"), name="confirmed_on")
        how = ChoiceField(list(words.CONFIRMED_BY.items()), unset="Not yet")
        add("Confirmed &how", how, name="confirmed_by")
        add("", TickField("The &household's award, not one person's"), name="joint")
        other = TextField("Nobody else", "Where another service led: the outcome is shared")
        add("&Service that led", other, name="led_by")
        add("", TickField("Draft the request to look at it again, next"), name="draft_next", span=2)
        self.form.show_values({"benefit": page.benefit, "frequency": "weekly"})
        self._filled = {}
        self._offer_parts()
        self._untouched = self.form.values()
        self.form.edited.connect(self._edited)
        self.form.focus_first()

    def _edited(self, *edited: object) -> None:
        """Ask only what bears on what was typed, and work out what it would come to."""
        page = self._page
        if page is None:
            return
        if edited and edited[0] == "benefit":
            self._offer_parts()
        if page.events and edited and edited[0] in ("benefit", "event", "decided_on"):
            self._rule_the_day(page)
        if edited and str(edited[0]).rpartition("_")[0] in decision_page.PART_WORDS:
            self._fill_from_parts()
        typed = self.form.values()
        unasked = {*_NOTICE_FACTS} - self._facts_asked() if page.events else set()
        unasked |= {name for name in _PARTS if name.rpartition("_")[0] not in self._rates}
        if self._rates:  # its parts are asked one by one
            unasked.add("part")
        if not (page.events and decision_page.can_be_disputed(typed["outcome"] or "")):
            unasked.add("draft_next")
        self.form.ask_only(*(() if typed["amount"] is not None else _GAIN), *sorted(unasked))
        self._work_out()

    def _rule_the_day(self, page: DecisionPage) -> None:
        benefit, event = self.form.fields["benefit"].value(), self.form.fields["event"].value()
        self.dated.rule(rule_of_letter(page.route, benefit, event, self.dated.value()))

    def _offer_parts(self) -> None:
        """Each part of this benefit with its rates; those of another benefit are not asked."""
        self._rates = decision_page.part_rates(self.form.fields["benefit"].value())
        for name in _PARTS:
            field = self.form.fields[name]
            if isinstance(field, ChoiceField):
                field.offer(self._rates.get(name.rpartition("_")[0], ()))

    def _parts(self) -> dict[str, tuple[str, str]]:
        typed = self.form.values()
        return {part: (typed[f"{part}_before"] or "", typed[f"{part}_now"] or "") for part in self._rates}

    def _fill_from_parts(self) -> None:
        """The sums and the outcome that follow from the parts; what was written by hand stays."""
        typed = self.form.values()
        on, parts = typed["decided_on"] or self.room.today(), self._parts()
        found = decision_page.from_parts(typed["benefit"] or "", parts, decided_on=on)
        any_now = any(now for _, now in parts.values())
        follows = {
            "outcome": found.outcome or None,
            "amount": found.now if any_now else None,
            "previous": found.before or None,
            "frequency": "weekly",
        }
        for name, value in follows.items():
            by_hand = typed[name] is not None and typed[name] != self._filled.get(name)
            if name == "frequency" or not by_hand:
                self.form.fields[name].set_value(value)
                self._filled[name] = value

    def _facts_asked(self) -> frozenset[str]:
        """What else bears on the days the chosen letter starts: where a Universal Credit assessment period
        ends, when a letter arrived.
        """
        page = self._page
        event = self.form.fields["event"].value() if page and page.events else None
        if page is None or page.route is None or not event:
            return frozenset()
        return _NOTICE_FACTS & key_dates.facts_asked(page.route, page.disputed, event)

    def decision_draft(self) -> DecisionDraft:
        """What is on the form, as casework takes it. Raises Problems for what has not been said at all."""
        typed, nothing = self.form.values(), money.NOUGHT
        if typed["decided_on"] is None:
            raise Problems([Problem("decided_on", "Write the date on the letter.")])
        gain = GainDraft(
            amount=typed["amount"] or nothing,
            frequency=typed["frequency"] or "",
            previous=typed["previous"] or nothing,
            arrears=typed["arrears"] or nothing,
            award_from=typed["award_from"],
            award_to=typed["award_to"],
            confirmed_on=typed["confirmed_on"],
            confirmed_by=typed["confirmed_by"] if typed["confirmed_on"] else None,
            led_by=typed["led_by"],
        )
        return DecisionDraft(
            decided_on=typed["decided_on"],
            outcome=typed["outcome"] or "",
            benefit=typed["benefit"],
            gain=gain if typed["amount"] is not None else None,
            notice=self._notice(typed),
            part=typed["part"],
            joint=bool(typed["joint"]),
            parts=self._parts(),
            came_on=typed["came_on"],
            paper_id=typed["paper_id"],
        )

    def _notice(self, typed: Mapping[str, Any]) -> Notice | None:
        page = self._page
        if page is None or page.route is None or not typed.get("event") or not typed["decided_on"]:
            return None
        facts = {name: typed[name] for name in self._facts_asked()}
        return Notice(page.route, page.row.matter, typed["event"], typed["decided_on"], **facts)

    # What it comes to -----------------------------------------------------------------------------

    def _work_out(self) -> None:
        self._asked += 1
        asked = self._asked
        try:
            draft = self.decision_draft()
        except Problems:
            self._show_live((None, None, ()))
            return
        self.room.read(
            self,
            partial(_live, draft, self.room, self._where["case"]),
            lambda live: self._show_live(live) if asked == self._asked else None,
            lambda fault: self._cannot_work_out(fault) if asked == self._asked else None,
        )

    def _show_live(self, live: Live) -> None:
        worth, clocks, self._doubts = live
        self.details.clear()
        self._show_worth(worth)
        self._show_doubts()
        self._show_kept_paid()
        if self._page is not None and self._page.events:
            self.details.section("The days it starts")
            if clocks is None:
                self.details.said("Choose the letter it came in: its days are counted here.", "quiet", 8)
            else:
                show_clocks(self.details, clocks, self.room.today())
        self._show_before()

    def _show_worth(self, worth: Worth | None) -> None:
        typed = self.form.values()
        self.details.heading("The gain as a sum")
        if worth is None:
            self.details.said("Enter what is paid now to see what it counts as.", "quiet", 8)
            return
        often = words.HOW_OFTEN.get(typed["frequency"], "")
        before = typed["previous"] or money.NOUGHT
        lines = [
            (words_, f"{money.shown(pounds)} {often}")
            for words_, pounds in (
                ("Paid now", typed["amount"]),
                ("Paid before", before),
                ("More", worth.more),
            )
        ]
        if typed["frequency"] != "one_off":
            lines.append((f"For {words.several(worth.payments, 'payment')}", money.shown(worth.ongoing)))
        if typed["arrears"]:
            lines.append(("Arrears", money.shown(typed["arrears"])))
        counts = "Counts as" if typed["confirmed_on"] else "Will count as"
        lines.append((counts, money.shown(worth.counts_as)))
        self.details.sum(lines, rules=(2,), totals=(len(lines) - 1,))
        self.details.said(decision_page.formula(self.decision_draft(), worth), "ink", 8)
        waits = "" if typed["confirmed_on"] else " It counts from the day it is confirmed."
        self.details.said(f"Only what is more than before counts, for a year at most.{waits}", "quiet", 8)

    def _show_doubts(self) -> None:
        if self._doubts:
            self.details.section("Check before recording")
        for doubt in self._doubts:
            self.details.item(doubt.sentence, second=doubt.hint, mark="circle-question-mark")

    def _show_kept_paid(self) -> None:
        typed = self.form.values()
        said = short_term_assistance(typed["benefit"] or "", typed["outcome"] or "")
        if said:
            self.details.item("Short-term assistance", second=said, mark="banknote", tone="soon")

    def _show_before(self) -> None:
        before = self._page.before if self._page else ()
        if before:
            self.details.section("In the ledger already")
        for line in before:
            first, second = words.gain_words(line)
            decided = f"Decided {days.short(line.decided_on)}. " if line.decided_on else ""
            self.details.item(first, second=f"{decided}{second}", mark="banknote")

    def _cannot_work_out(self, fault: BaseException) -> None:
        if not isinstance(fault, DeskError):
            messages.show_fault(self, fault)
            return
        self._show_live((None, None, ()))
        self.details.said(str(fault), "overdue", 8)

    # Recording ------------------------------------------------------------------------------------

    def record(self) -> None:
        """Record the decision; what is wrong stands beside its field, what is no gain in the strip."""
        self.banner.hide()
        if self._page is None or self.form.show_problems(self.form.unread()):
            return
        try:
            draft = self.decision_draft()
        except Problems as problems:
            self.form.show_problems(problems.problems)
            return
        doubted = frozenset(doubt.name for doubt in self._doubts)
        if doubted - self._accepted:
            self._ask_again(doubted)
            return
        work = partial(
            gains.record_decision, self.room.desk, self._where["case"], draft, today=self.room.today()
        )
        self.room.write(self, work, self._recorded, self._not_recorded)

    def _ask_again(self, doubted: frozenset[str]) -> None:
        """What looks wrong is said once more; whoever has checked it records all the same."""

        def all_the_same() -> None:
            self._accepted |= doubted
            self.record()

        self.banner.clear()
        first, *more = self._doubts
        others = f" And {words.several(len(more), 'thing')} more to check." if more else ""
        self.banner.say(first.sentence, first.hint + others)
        self.banner.offer("Record it all the same", all_the_same)
        self.banner.show()

    def _recorded(self, changes: Changes) -> None:
        page, draft_next = self._page, bool(self.form.values()["draft_next"])
        self._page = None  # the next decision begins with an empty form
        self._accepted = frozenset()
        self._untouched = self.form.values()
        self.said.emit(words.saved(self.room.now()))
        self.wrote.emit(changes)
        if draft_next and page is not None:
            self.go("choose-letter", person=page.row.person_id, **self._where)
        else:
            self._back()

    def _not_recorded(self, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            self.form.show_problems(fault.problems)
        elif isinstance(fault, DeskError):
            self.banner.clear()
            self.banner.say(fault.said, fault.advice)
            if isinstance(fault, AlreadyCounted):
                self.banner.offer("Go to the ledger", partial(self.go, "gains"))
            self.banner.show()
        else:
            messages.show_fault(self, fault)

    def _back(self) -> None:
        self.go("case", **self._where)


def _live(draft: DecisionDraft, room: Room, case: UUID) -> Live:
    """What a draft would bring and start, and what looks wrong about it."""
    notice, today = draft.notice, room.today()
    clocks = worked_out(room.desk, notice, today=today) if notice is not None else None
    found = gain_doubts.doubts(room.desk, case, draft, today=today) if draft.gain else []
    return decision_page.worth(draft, today=today), clocks, tuple(found)
