"""File reviews: draw by lot among who agreed, hand out the pages, enter what was found, close."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from welfare_desk.casework import agency
from welfare_desk.casework.agency import RecipientRow
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.quality import file_reviews
from welfare_desk.casework.quality.file_reviews import ANSWERS, FileRow, ReviewDraft, ReviewRow, ReviewView
from welfare_desk.errors import Problem
from welfare_desk.rules import days
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, LongTextField, OneOfField, ReadField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.quality.handing import hand_over, how_field
from welfare_desk.ui.quality.tabs import QualityTabs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_YEAR = timedelta(days=365)
_Found = tuple[list[ReviewView], list[RecipientRow], list[tuple[UUID, str]]]


class ReviewsScreen(ListScreen):
    """Every review with its files."""

    name, title, rail = "file-reviews", "File reviews", "practice"
    kinds = frozenset({"file_reviews", "consents", "cases"})

    def __init__(self, room: Room) -> None:
        columns = [Column("File"), Column("Client", 170), Column("Found", 150)]
        empty = Empty(
            "No file has been reviewed.",
            "Files are chosen at random from clients who agreed to a check of our files.",
            "Choose files",
            self.draw,
            "plus",
        )
        super().__init__(room, "File reviews", columns, empty, pane_width=380)
        self._reviews: list[ReviewView] = []
        self._files: dict[object, tuple[ReviewView, FileRow]] = {}
        self._bodies: list[RecipientRow] = []
        self._readers: list[tuple[UUID, str]] = []
        self._tabs = QualityTabs(self)

    def band(self) -> QWidget:
        return self._tabs

    def heading(self) -> Heading:
        now = self._now()
        closed = "" if now and now.row.closed_on is None else "Choose a file of an open review."
        return Heading(
            "Quality",
            acts=(
                Act("Pages for the reviewer", self.ask_pack, "printer", closed),
                Act("Close the review", self.close_review, "check", closed),
            ),
            primary=Act("Choose files", self.draw, "plus"),
        )

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {
            "draw": lambda _: self.draw(),
            "found": self._enter,
            "out": self._take_out,
            "pack": lambda _: self.ask_pack(),
        }

    def load(self) -> Callable[[], _Found]:
        desk = self.room.desk
        return lambda: (
            [file_reviews.review(desk, row.id) for row in file_reviews.reviews(desk)],
            agency.recipients(desk),
            file_reviews.readers(desk),
        )

    def listed(self, found: _Found) -> Iterable[Row]:
        self._reviews, self._bodies, self._readers = found
        self._files = {one.id: (view, one) for view in self._reviews for one in view.files}
        still_open = sum(view.row.closed_on is None for view in self._reviews)
        self.head.say("File reviews", f"{still_open} open" if still_open else "none open")
        for view in self._reviews:
            yield group(_headed(view.row), f"{view.row.reviewed} of {view.row.files} read")
            yield from map(_file_row, view.files)

    def _now(self) -> ReviewView | None:
        found = self._files.get(self.key())
        return found[0] if found else None

    def fill(self, key: object) -> None:
        if key not in self._files:
            return
        view, one = self._files[key]
        self.pane.heading(f"File {one.number}: {one.matter}", f"{one.client}, {one.reference}")
        if one.taken_out:
            self.pane.said(f"Taken out. {one.taken_out}", "soon", 12)
        if one.reviewed_on is not None:
            wrong = len(one.findings)
            words = f"{wrong} to put right" if wrong else "Nothing to put right"
            self.pane.facts([("Read", days.full(one.reviewed_on)), ("Found", words)])
            for code, what in one.findings.items():
                self.pane.item(file_reviews.checklist()[code], mark="flag", tone="soon", second=what)
            if one.said:
                self.pane.said(one.said, space=12)
        if view.row.closed_on is None:
            words = "Change what was found" if one.reviewed_on else "Enter what was found"
            self.pane.act(words, partial(self._enter, one.id), "primary", "pencil")
            if not one.taken_out:
                self.pane.act("Take it out of the review", partial(self._take_out, one.id), "link")
        self.pane.act("Open the case", lambda: self.go("case", case=one.case_id), "link")
        self._say_draw(view)

    def _say_draw(self, view: ReviewView) -> None:
        self.pane.section("How they were chosen")
        span = f"{days.short(view.from_on)} to {days.short(view.to_on)}"
        agreed = f"{view.drawn_from} files, {view.left_out} left out: not agreed"
        self.pane.facts(
            [
                ("Reviewer", view.row.reviewer + (" (from outside)" if view.row.outside else "")),
                ("Cases open", span),
                ("Drawn from", agreed),
                ("Seed", f"{view.seed}; the same seed draws the same files again"),
            ]
        )
        for code, many in view.wrong.items():
            self.pane.item(file_reviews.checklist()[code], f"{many} × no", "flag", tone="soon")

    def open_row(self, key: object) -> None:
        if key in self._files:
            self._enter(key)

    # Doing --------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """Ask what to draw; how many could be drawn is said while it is typed."""
        form = Form(2)
        topic = ChoiceField(tuple(file_reviews.topics().items()), unset="Choose")
        form.add_row("&About", topic, name="topic", span=2)
        first = form.add_row("Cases open &from", DateField(self.room.today), name="from_on")
        last = form.add_row("&To", DateField(self.room.today), name="to_on")
        first.set_value(self.room.today() - _YEAR)
        last.set_value(self.room.today())
        wanted = form.add_row("&How many", ReadField(_count, str, "12"), name="wanted")
        wanted.set_value(12)
        outside = [(row.id, row.name) for row in self._bodies if row.kind == "peer_reviewer"]
        body = ChoiceField(outside, unset="A colleague of this agency")
        form.add_row("From &outside", body, name="organisation_id", span=2)
        colleague = ChoiceField(self._readers, unset="Somebody else, by name")
        form.add_row("&Reviewer", colleague, name="reviewer_id", span=2)
        form.add_row("Their &name", TextField("Who reads them"), name="reviewer", span=2)
        seed = TextField("Left empty: one that nobody chose")
        form.add_row("&Seed", seed, name="seed", span=2)

        def drafted() -> ReviewDraft:
            typed = form.values()
            today = self.room.today()
            return ReviewDraft(
                typed["topic"] or "",
                typed["from_on"] or today - _YEAR,
                typed["to_on"] or today,
                typed["wanted"],
                typed["reviewer"],
                typed["organisation_id"],
                typed["seed"],
                None if typed["organisation_id"] else typed["reviewer_id"],
            )

        def edited(_name: object) -> None:
            asked = drafted()
            form.ask_only(
                *(["reviewer_id"] if asked.organisation_id else ["reviewer"] if asked.reviewer_id else [])
            )
            work = partial(file_reviews.could_be_drawn, self.room.desk, asked)

            def say(found: tuple[int, int]) -> None:
                agreed, left_out = found
                if self.form is form and asked == drafted() and topic.value():
                    topic.assist(f"{agreed} files could be drawn; {left_out} left out, not agreed.")

            self.room.read(self, work, say)

        form.edited.connect(edited)

        def do(_typed: dict[str, Any]) -> Changes:
            return file_reviews.draw(self.room.desk, drafted(), today=self.room.today())

        self.ask("draw", None, "Draw files to be reviewed", form, "Draw", do, icon="check")

    def _enter(self, id: Any) -> None:
        found = self._files.get(id)
        if found is None or found[0].row.closed_on is not None:
            return
        one = found[1]
        form = Form(1)
        listed = file_reviews.checklist()
        for code, words in listed.items():
            form.add_row(words, OneOfField(tuple(ANSWERS.items())), name=code)
            form.add_row("What is to be done", TextField("Ring them, correct the date"), name=f"{code}_to_do")
        form.add_row("&Anything else", LongTextField("", lines=3), name="said")
        form.show_values(
            {
                **dict(one.answers),
                **{f"{code}_to_do": what for code, what in one.findings.items()},
                "said": one.said,
            }
        )

        def asked(_name: object = None) -> None:
            form.ask_only(*(f"{code}_to_do" for code in listed if form.fields[code].value() != "no"))

        form.edited.connect(asked)
        asked()

        def do(typed: dict[str, Any]) -> Changes:
            return file_reviews.record_file(
                self.room.desk,
                one.id,
                {code: typed[code] or "" for code in listed},
                {code: typed[f"{code}_to_do"] for code in listed},
                typed["said"],
                today=self.room.today(),
            )

        second = "Each finding becomes a task of the case, for a fortnight on."
        self.ask("found", id, f"File {one.number}: {one.matter}", form, "Save", do, second=second)

    def _take_out(self, id: Any) -> None:
        found = self._files.get(id)
        if found is None:
            return
        form = Form(1)
        form.add_row("&Why", TextField("Passed on before this year"), name="because")

        def do(typed: dict[str, Any]) -> Changes:
            return file_reviews.take_out(self.room.desk, found[1].id, typed["because"])

        self.ask("out", id, f"Take file {found[1].number} out", form, "Take it out", do)

    def ask_pack(self) -> None:
        view = self._now()
        if view is None or view.row.closed_on is not None:
            return
        form = Form(1)
        form.add_row("How", how_field(), name="how")

        def make() -> None:
            from welfare_desk.casework.quality import review_pack  # ReportLab: only who prints pays

            how = form.values()["how"]
            work = partial(review_pack.pack, self.room.desk, view.row.id, today=self.room.today())
            self.room.write(self, work, partial(self._packed, how), partial(self.refused, form))

        second = (
            "Names, numbers and birthdays are taken out; nothing of a medical record is in it. Read it"
            " through before it goes."
        )
        words = "Pages for the reviewer"
        self.ask("pack", None, words, form, "Make them", None, save=make, second=second, icon="printer")

    def _packed(self, how: str | None, pack: Any) -> None:
        self.form = None
        suggested = f"file-review-{self.room.today().isoformat()}.pdf"
        hand_over(self, pack.pdf, "File review", suggested, how)
        out = f"; {pack.dropped} dropped out, no longer agreed" if pack.dropped else ""
        self.said.emit(f"{pack.files} files{out}")
        self.wrote.emit(Changes(frozenset({"file_reviews"})))
        self.read()

    def close_review(self) -> None:
        view = self._now()
        if view is not None:
            self.write(
                partial(file_reviews.close, self.room.desk, view.row.id, today=self.room.today()),
            )


def _headed(row: ReviewRow) -> str:
    closed = f", closed {days.short(row.closed_on)}" if row.closed_on else ""
    topic = file_reviews.topics()[row.topic]
    return f"{topic}, drawn {days.short(row.drawn_on)} for {row.reviewer}{closed}"


def _file_row(one: FileRow) -> Row:
    state = RowCell("Not read yet", role="quiet")
    if one.taken_out:
        state = RowCell("Taken out", role="quiet")
    elif one.reviewed_on is not None:
        many = len(one.findings)
        state = RowCell(
            chip=Chip(f"{many} to put right", "soon", "flag") if many else Chip("Nothing", "done")
        )
    cells = (RowCell(f"{one.number}. {one.matter}", one.reference, strong=True), RowCell(one.client), state)
    return Row(one.id, cells)


def _count(typed: str) -> int | Problem | None:
    if typed.strip().isascii() and typed.strip().isdigit() and len(typed.strip()) < 4:
        return int(typed)
    return Problem("wanted", f"{typed.strip()} is not a number of files.", "Write it like 12.")
