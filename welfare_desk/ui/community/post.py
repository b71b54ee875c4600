"""The post inbox: note now, match to a client, decide later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.papers import attachments
from welfare_desk.casework.people.clients import ClientRow
from welfare_desk.casework.service import post, post_scans
from welfare_desk.casework.service.post import CHANNELS, DECISIONS, PostDraft, PostRow
from welfare_desk.errors import Problem, WorldFault
from welfare_desk.rules import days
from welfare_desk.ui import messages, theme
from welfare_desk.ui.clients.pick import ClientPick
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, LongTextField, OneOfField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.papers.page import KINDS
from welfare_desk.ui.papers.view import PaperView
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_DECIDED = 30  # decided ones shown below


class CouldNotRead(WorldFault):
    sentence = "The file could not be read."
    hint = "Check that it is still there, or copy it to this computer first."


class PostScreen(ListScreen):
    """Letters and messages that came in a pile."""

    name, title, rail = "post", "Post", "today"
    kinds = frozenset({"post", "clients"})
    view: PaperView | None = None

    def __init__(self, room: Room) -> None:
        columns = [Column("Came", 84), Column("From and what"), Column("Whose", 150), Column("", 104)]
        empty = Empty(
            "No post to sort.",
            "Note a letter or message in a few words the moment it comes; whose it is can be said later.",
            "Note post",
            self.note,
            "plus",
        )
        super().__init__(room, "To decide", columns, empty, pane_width=360)
        self._rows: dict[object, PostRow] = {}

    def heading(self) -> Heading:
        return Heading(self.title, primary=Act("Note post", self.note, "plus"))

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"note": lambda _: self.note(), "match": self._match, "decide": self._decide}

    def load(self) -> Callable[[], list[PostRow]]:
        desk = self.room.desk
        return lambda: [*post.post(desk), *post.post(desk, decided=True, limit=_DECIDED)]

    def listed(self, found: list[PostRow]) -> Iterable[Row]:
        self._rows = {row.id: row for row in found}
        left = [row for row in found if row.decided_on is None]
        done = [row for row in found if row.decided_on is not None]
        self.head.say("To decide", f"{len(left)}" if left else "nothing")
        yield from map(self._row, left)
        if done:
            yield group("Decided", str(len(done)))
        yield from map(self._row, done)

    def _row(self, row: PostRow) -> Row:
        whose = RowCell(row.client) if row.client else RowCell("Not matched", role="soon")
        state = RowCell(chip=Chip("To decide", "soon"))
        if row.decision is not None:
            state = RowCell(DECISIONS[row.decision], role="quiet")
            whose = RowCell(row.client or "", role="quiet")
        mark = "paperclip" if row.scans else ""
        what = RowCell(
            row.from_whom or CHANNELS[row.channel], row.gist, mark=mark, strong=row.decision is None
        )
        return Row(row.id, (RowCell(days.without_year(row.received_on)), what, whose, state))

    def fill(self, key: object) -> None:
        row = self._rows[key]
        self.pane.heading(row.from_whom or CHANNELS[row.channel], days.full(row.received_on))
        self.pane.said(row.gist, space=12)
        self.pane.facts([("How it came", CHANNELS[row.channel]), ("Whose", row.client or "Nobody knows yet")])
        if row.scans:
            many = "1 scan" if row.scans == 1 else f"{row.scans} scans"
            self.pane.facts([("Came with it", f"{many}, sealed until it is known whose")], space=4)
        if row.decision is not None:
            on = days.full(row.decided_on) if row.decided_on else ""
            self.pane.facts([("Decided", f"{DECISIONS[row.decision]}, {on}")])
            self.pane.act("Decide again", partial(self._again, row.id), icon="undo-2")
        else:
            self.pane.act("Decide", lambda: self._decide(row.id), "primary", "check")
            words = "Somebody else's" if row.client else "Say whose it is"
            self.pane.act(words, lambda: self._match(row.id), icon="user")
            self.pane.act("Add a scan or photo", partial(self.scan, row.id), icon="paperclip", space=8)
            work = partial(post.suggestions, self.room.desk, row.gist)
            if row.client is None:
                self.room.read(self, work, partial(self._suggest, row.id))
        if row.scans:
            self.view = PaperView(self.room, "The scan")
            self.view.setMinimumHeight(theme.px(300))
            self.pane.add(self.view, 12)
            self.room.read(
                self, partial(post_scans.pages, self.room.desk, row.id), partial(self._seen, row.id)
            )
        if row.person_id is not None:
            self.pane.act("Open the client", lambda: self.go("client", person=row.person_id), "link")

    def _seen(self, item: UUID, pdf: bytes | None) -> None:
        if pdf is not None and self.key() == item and self.form is None and self.view is not None:
            self.view.show_paper(pdf)

    def _suggest(self, item: UUID, found: list[ClientRow]) -> None:
        """Whose number stands in it: one key says so."""
        if not found or self.form is not None or self.key() != item:
            return
        self.pane.section("Perhaps theirs")
        for client in found:
            do = partial(self.write, partial(post.match_post, self.room.desk, item, client.id))
            self.pane.add(Button(f"{client.name}, {client.reference}", do, "link", "user"), 4)

    def open_row(self, key: object) -> None:
        if self._rows[key].decision is None:
            self._decide(key)

    # Doing --------------------------------------------------------------------------------------------

    def note(self) -> None:
        """Something came in: a few words now."""
        form = Form(2)
        form.add_row(
            "&What it is", LongTextField("Decision on her claim, dated 20 Nov", lines=3), name="gist", span=2
        )
        form.add_row("&From", TextField("Social Security Scotland"), name="from_whom", span=2)
        how = form.add_row("&How it came", ChoiceField(tuple(CHANNELS.items()), unset=""), name="channel")
        how.set_value("letter")
        came = form.add_row("Ca&me on", DateField(self.room.today), name="received_on")
        came.set_value(self.room.today())
        ClientPick(form, self.room, self, no_case="No case in particular")

        def do(typed: dict[str, Any]) -> Changes:
            draft = PostDraft(
                typed["gist"], typed["from_whom"], typed["channel"], typed["received_on"], typed["person"],
                typed["case"] if typed["person"] else None,
            )  # fmt: skip
            return post.note_post(self.room.desk, draft, today=self.room.today())

        self.ask("note", None, "Note post", form, "Save", do, second="Whose it is can wait.", icon="plus")

    def _match(self, id: UUID) -> None:
        row = self._rows.get(id)
        if row is None:
            return
        form = Form(2)
        pick = ClientPick(form, self.room, self, no_case="No case in particular")
        if row.scans:
            kind = form.add_row(
                "The scan is &kept as", ChoiceField(post_scans.kinds(), unset=""), name="kind", span=2
            )
            kind.assist("A paper about health is added on the client's papers, under its consent.")

        def do(typed: dict[str, Any]) -> Changes:
            return post.match_post(
                self.room.desk,
                id,
                typed["person"],
                typed["case"],
                kind=typed.get("kind") or "notice",
                today=self.room.today(),
            )

        heading = "Whose is it?"
        self.ask("match", id, heading, form, "It is theirs", do, second=row.gist, judge=pick.problems)

    def scan(self, id: UUID) -> None:
        """A scan, photograph or PDF of this letter: looked at apart, then sealed."""
        file = messages.file_to_open(self, "Add a scan or photo", KINDS)
        if file is None:
            return
        desk, today = self.room.desk, self.room.today()

        def work() -> Changes:
            try:
                data = file.read_bytes()
            except OSError as fault:
                raise CouldNotRead() from fault
            return post_scans.attach(desk, id, attachments.look_at(file.name, data), today=today)

        self.write(work)

    def _decide(self, id: Any) -> None:
        row = self._rows.get(id)
        if row is None:
            return
        form = Form(2)
        choices = tuple(DECISIONS.items())
        form.add_row("What becomes of it?", OneOfField(choices), name="decision", span=2)
        form.add_row("&To do", TextField("Enter the decision, ring them"), name="what", span=2)
        form.add_row("&By", DateField(self.room.today), name="due_on")

        def asked(_name: object = None) -> None:
            form.ask_only(*(() if form.fields["decision"].value() == "task" else ("what", "due_on")))

        form.edited.connect(asked)
        asked()

        def do(typed: dict[str, Any]) -> Changes:
            return post.decide_post(
                self.room.desk,
                id,
                typed["decision"] or "",
                what=typed["what"],
                due_on=typed["due_on"],
                today=self.room.today(),
            )

        def judge() -> list[Problem]:
            chosen = form.fields["decision"].value()
            return [] if chosen else [Problem("decision", "Choose what becomes of it.")]

        heading = row.from_whom or CHANNELS[row.channel]
        self.ask("decide", id, heading, form, "Decide", do, second=row.gist, judge=judge)

    def _again(self, id: UUID) -> None:
        self.write(partial(post.undecide_post, self.room.desk, id, today=self.room.today()))
