"""How letters look: the logo, what differs for one practice, who signs, and the page it makes."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.casework.correspondence import letterhead
from welfare_desk.casework.correspondence.letterhead import Differs, Letterhead, Signature
from welfare_desk.casework.desk import Changes
from welfare_desk.errors import DeskError, WorldFault
from welfare_desk.ui import messages, theme
from welfare_desk.ui.kit.fields import ChoiceField, LongTextField, TextField, TickField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.in_a_line import InALine
from welfare_desk.ui.kit.page_view import PageUnreadable, PageView
from welfare_desk.ui.kit.panes import Halves
from welfare_desk.ui.kit.words import Button, Words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Screen
from welfare_desk.ui.settings.section import FormSection

_KINDS = "Pictures (*.png *.jpg *.jpeg)"
_DIFFERS = ("address", "phone", "email", "registration")


class CouldNotOpen(WorldFault):
    sentence = "The file could not be opened."
    hint = "Check that it is still there."


class LetterheadSection(FormSection):
    words = "Logo and signature"
    hint = (
        "The agency's name and address stand under Agency and letterhead. Letters already issued keep "
        "what they had."
    )

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self._stands: Letterhead | None = None
        self._untouched: dict[str, object] = {}
        self.logo = Words("", "text", "quiet", wraps=True)
        self.drop = Button("Take it away", self.drop_logo, "link", "trash-2")
        buttons = InALine(Button("Choose logo", self.choose_logo, "secondary", "upload"), self.drop)
        self.form = Form(1)
        add = self.form.add_row
        envelope = TickField(
            "Letters go out in window envelopes", "DL, 35 by 90 mm: the address stands there"
        )
        add("", envelope, name="window")
        self.form.section("Under your name")
        self.title = add("Your &job title", TextField(), name="job_title")
        add("Your &telephone", TextField(), name="own_phone")
        help = "An accreditation, a direct e-mail address: each on its own line"
        add("&Further lines", LongTextField(lines=3, help=help), name="lines")
        self.form.section("For one practice")
        self.practice = add("&Practice", ChoiceField(unset="Everywhere the same"), name="practice_id")
        add("&Address", LongTextField("Same as everywhere", lines=3), name="address")
        add("Te&lephone", TextField("Same as everywhere"), name="phone")
        add("&Email", TextField("Same as everywhere"), name="email")
        add("&Registration lines", LongTextField("Same as everywhere", lines=2), name="registration")
        self.form.edited.connect(self._edited)
        self.preview = PageView("A letter under this letterhead")
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(0, 0, 0, 0)
        for widget in (Words("Logo", "section"), self.logo, buttons, self.form):
            self._left.addWidget(widget)
        self.page.add(Halves(left, self.preview))
        theme.dress(self._dress)

    def primary(self) -> Act | None:
        return Act("Save letterhead", self.save, "check")

    def start_typing(self) -> None:
        self.title.setFocus()

    def read(self) -> None:
        self.room.read(
            self, partial(letterhead.letterhead, self.room.desk, today=self.room.today()), self._show
        )

    def _show(self, stands: Letterhead) -> None:
        self._stands = stands
        has = "It stands above the agency's name on the first page." if stands.logo else "No logo yet."
        self.logo.say(has)
        self.drop.setVisible(bool(stands.logo))
        if not self.typed():
            self.form.put_on_top(None)
            self.practice.offer(stands.practices)
            if self._brought is not None:
                self.practice.set_value(self._brought["typed"]["practice_id"])
            said = stands.signature
            self.form.show_values(
                {
                    "window": stands.window,
                    "job_title": said.job_title,
                    "own_phone": said.phone,
                    "lines": "\n".join(said.lines),
                }
            )
            self._show_practice()
        self.bring()
        self._preview()

    def _show_practice(self) -> None:
        """What stands for the practice chosen; nothing is asked where it is everywhere the same."""
        chosen = self.practice.value()
        self.form.ask_only(*(() if chosen else _DIFFERS))
        differs = self._stands.differs.get(chosen, Differs()) if self._stands and chosen else Differs()
        self.form.show_values(
            {
                "address": differs.address,
                "phone": differs.phone,
                "email": differs.email,
                "registration": "\n".join(differs.registration),
            }
        )
        self._untouched = self.form.values()

    def _edited(self, name: object) -> None:
        if name == "practice_id":
            typed = self.form.values()
            self._show_practice()
            self.form.show_values({key: typed[key] for key in ("window", "job_title", "own_phone", "lines")})
            self._preview()

    def _preview(self) -> None:
        chosen: UUID | None = self.practice.value()
        work = partial(letterhead.preview, self.room.desk, practice_id=chosen, today=self.room.today())
        self.room.read(self, work, self._show_page)

    def _show_page(self, pdf: bytes) -> None:
        try:
            self.preview.show_pdf(pdf)
        except PageUnreadable as fault:
            messages.show_fault(self, fault)

    # Writing --------------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep the signature, and what differs for the practice chosen."""
        typed, desk, today = self.form.values(), self.room.desk, self.room.today()
        signature = Signature(typed["job_title"], typed["own_phone"], _lines(typed["lines"]))
        practice: UUID | None = typed["practice_id"]
        differs = Differs(
            typed["address"].strip(),
            typed["phone"].strip(),
            typed["email"].strip(),
            _lines(typed["registration"]),
        )

        def work() -> Changes:
            letterhead.keep_window(desk, bool(typed["window"]), today=today)
            changes = letterhead.keep_signature(desk, signature, today=today)
            if practice is not None:
                changes = letterhead.keep_differs(desk, practice, differs, today=today)
            return changes

        self.write(self.form, work, "Letterhead saved", self._saved)

    def _saved(self) -> None:
        self._untouched = self.form.values()
        self.read()

    def choose_logo(self) -> None:
        """Take a picture as the logo, when it is one that can be printed."""
        file = messages.file_to_open(self, "Logo", _KINDS)
        if file is None:
            return
        desk, today = self.room.desk, self.room.today()

        def work() -> Changes:
            try:
                data = file.read_bytes()
            except OSError as fault:
                raise CouldNotOpen from fault
            return letterhead.keep_logo(desk, letterhead.read_logo(file.name, data), today=today)

        self.room.write(self, work, self._logo_kept, self._logo_refused)

    def drop_logo(self) -> None:
        work = partial(letterhead.keep_logo, self.room.desk, b"", today=self.room.today())
        self.room.write(self, work, self._logo_kept, self._logo_refused)

    def _logo_kept(self, changes: Changes) -> None:
        self.around.wrote.emit(changes)
        self.around.said.emit("Letterhead saved")
        self.read()

    def _logo_refused(self, fault: BaseException) -> None:
        if isinstance(fault, DeskError):
            self.logo.say(f"{fault.said} {fault.advice}".strip())
        else:
            messages.show_fault(self, fault)

    def _dress(self) -> None:
        self.preview.setMinimumHeight(theme.px(520))
        self._left.setSpacing(theme.px(12))


def _lines(typed: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in typed.splitlines() if line.strip())
