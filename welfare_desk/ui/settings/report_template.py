"""The agency's own template of the report: what is sent, under which heading, with which words above it."""

from __future__ import annotations

from functools import partial

from welfare_desk.casework.figures import report_template
from welfare_desk.casework.figures.report_template import SECTIONS, OwnTemplate
from welfare_desk.ui.kit.fields import LongTextField, TextField, TickField, TicksField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Screen
from welfare_desk.ui.settings.section import FormSection


class TemplateSection(FormSection):
    words = "Report template"
    hint = (
        "What a funder of your own is sent of the report. It is offered on the report's page beside the"
        " templates that come with the program; the figures are the same in all."
    )

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self._untouched: dict[str, object] = {}
        self.form = Form(2)
        self.name = self.form.add_row("&For whom", TextField("Tayside Trust"), name="name")
        self.form.add_row("&Heading of the report", TextField("What the grant brought"), name="title")
        self.form.add_row("&Words above the figures", LongTextField(lines=3), name="before", span=2)
        sent = TicksField([(words, words) for words in SECTIONS], columns=2)
        self.form.add_row("What is sent", sent, name="sections", span=2)
        self.form.add_row("", TickField("Include the evaluation's figures"), name="evaluation", span=2)
        self.page.add(self.form)

    def primary(self) -> Act | None:
        return Act("Save template", self.save, "check")

    def start_typing(self) -> None:
        self.name.setFocus()

    def read(self) -> None:
        self.room.read(self, partial(report_template.own, self.room.desk), self._show)

    def _show(self, stands: OwnTemplate | None) -> None:
        known = stands or OwnTemplate()
        self.show_standing({name: getattr(known, name) for name in self.form.fields})

    def save(self) -> None:
        template = OwnTemplate(**self.form.values())

        def done() -> None:
            self._untouched = {}
            self.read()

        work = partial(report_template.change_own, self.room.desk, template, today=self.room.today())
        self.write(self.form, work, "Template saved", done)
