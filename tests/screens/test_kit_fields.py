from datetime import date
from decimal import Decimal

import pytest
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything, roll
from PySide6.QtCore import Qt

from welfare_desk.errors import Problem
from welfare_desk.rules.field_rules import FieldRule
from welfare_desk.ui.kit import fields
from welfare_desk.ui.kit.form import Form


def today():
    return date(2026, 11, 26)


@pytest.fixture
def form(qtbot):
    made = Form(2)
    made.add_row("&Surname", fields.TextField())
    made.add_row("&Born", fields.DateField(today, birth=True), name="born_on")
    made.add_row("&Rent", fields.MoneyField())
    made.add_row("&Practice", fields.ChoiceField([("m", "Millbank"), ("k", "Kirkton")]))
    made.add_row("&Needs an interpreter", fields.TickField("Needs an interpreter"))
    made.add_row("&Help", fields.TicksField([("i", "Income"), ("d", "Debt")]))
    made.add_row("&Agreed", fields.OneOfField([("y", "Yes"), ("n", "No")]))
    made.add_row("&What is happening", fields.LongTextField(pause_ms=10), span=2)
    qtbot.addWidget(made)
    made.resize(600, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_every_field_has_a_name_and_the_tab_key_reaches_it(form):
    assert_every_focusable_widget_has_a_name(form)
    form.focus_first()
    assert_tab_reaches_everything(form)


def test_the_letter_with_alt_leads_to_the_field(form, qtbot):
    form.focus_first()
    qtbot.keyClick(form, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert form.fields["rent"].editor.hasFocus()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("3/6/84", "3 Jun 1984"), ("03.06.1984", "3 Jun 1984"), ("3 june 1984", "3 Jun 1984")],
)
def test_a_birthday_is_read_day_first(form, qtbot, typed, shown):
    field = form.fields["born_on"]
    qtbot.keyClicks(field.line, typed)
    field.line.editingFinished.emit()
    assert field.value() == date(1984, 6, 3)
    assert field.line.text() == shown


def test_a_date_may_be_empty(form):
    field = form.fields["born_on"]
    field.set_value(date(1984, 6, 3))
    field.set_value(None)
    assert field.value() is None
    assert field.line.text() == ""
    assert field.read() is None


def test_what_cannot_be_read_is_said_beside_the_field_and_kept(form, qtbot):
    field = form.fields["born_on"]
    qtbot.keyClicks(field.line, "31/2/84")
    field.line.editingFinished.emit()
    assert field.value() is None
    assert field.unread == "31/2/84"
    assert field.below.isVisible()
    assert field.below.text()
    assert [problem.field for problem in form.unread()] == ["born_on"]


def test_an_amount_is_pounds_and_pence_or_a_problem(form, qtbot):
    field = form.fields["rent"]
    qtbot.keyClicks(field.line, "£1,234.5")
    field.line.editingFinished.emit()
    assert field.value() == Decimal("1234.50")
    assert field.line.text() == "£1,234.50"
    for wrong in ("12.345", "£70ish", "-3", "£40 pw"):
        field.line.setText(wrong)
        assert field.read() is not None, wrong
        assert field.value() is None


def test_the_wheel_changes_nothing(form):
    form.fields["practice"].set_value("m")
    form.fields["agreed"].set_value("y")
    before = form.values()
    for field in form.fields.values():
        for part in field.focusable():
            roll(part)
    assert form.values() == before


def test_showing_values_is_not_an_edit_and_typing_is(form, qtbot):
    with qtbot.assertNotEmitted(form.edited):
        form.show_values(
            {"surname": "Reid", "practice": "k", "help": ("d",), "agreed": "n", "needs_an_interpreter": True}
        )
        form.show_values({"what_is_happening": "Off work", "rent": Decimal("84.80")})
    with qtbot.waitSignal(form.edited) as edited:
        qtbot.keyClicks(form.fields["surname"].line, "y")
    assert edited.args == ["surname"]
    values = form.values()
    assert values["help"] == ("d",)
    assert (values["agreed"], values["practice"], values["needs_an_interpreter"]) == ("n", "k", True)


def test_problems_stand_beside_their_fields_and_the_cursor_goes_to_the_first(form):
    form.fields["rent"].setFocus()
    count = form.show_problems(
        [
            Problem("surname", "A surname is needed."),
            Problem("rent", "Too much."),
            Problem("", "Two at once."),
        ]
    )
    assert count == 3
    assert form.fields["surname"].below.text() == "A surname is needed."
    assert form.fields["surname"].editor.accessibleDescription() == "A surname is needed."
    assert form.fields["surname"].editor.hasFocus()
    assert form.others.isVisible()
    form.show_problems([])
    assert not form.fields["surname"].below.isVisible()
    assert not form.others.isVisible()


def test_choosing_none_of_them_is_possible_and_a_new_list_keeps_the_value(form):
    field = form.fields["practice"]
    field.set_value("k")
    field.offer([("k", "Kirkton"), ("b", "Barry")])
    assert field.value() == "k"
    field.offer([("b", "Barry")])
    assert field.value() is None
    assert field.box.currentText() == fields.NOT_RECORDED


def test_a_note_saves_itself_once_typing_pauses(form, qtbot):
    field = form.fields["what_is_happening"]
    with qtbot.waitSignal(field.settled) as saved:
        qtbot.keyClicks(field.text, "Rent is two months behind")
    assert saved.args == ["Rent is two months behind"]
    with qtbot.assertNotEmitted(field.settled):
        field.settle()  # nothing new


def test_a_note_saves_itself_when_it_is_left(form, qtbot):
    field = form.fields["what_is_happening"]
    field._pause.setInterval(60_000)
    field.setFocus()
    qtbot.keyClicks(field.text, "Sick pay ends")
    with qtbot.waitSignal(field.settled):
        form.fields["surname"].setFocus()


def test_in_a_narrow_window_the_fields_stand_under_each_other(form, qtbot):
    assert form.fields["born_on"].y() == form.fields["surname"].y()
    form.resize(300, 900)
    qtbot.waitUntil(lambda: form.fields["born_on"].y() > form.fields["surname"].y())


def test_arrows_move_among_circles(form, qtbot):
    field = form.fields["agreed"]
    field.set_value("y")
    qtbot.keyClick(field.ticks[0][1], Qt.Key.Key_Right)
    assert field.value() == "n"
    field.set_value(None)
    assert field.value() is None


def test_a_rule_is_in_the_tool_tip_in_what_is_read_aloud_and_beside_the_label(qtbot):
    made = Form(1)
    rule = FieldRule("A charge runs 14 days.", "Debtors (Scotland) Act 1987 s.90", "28 outside the country.")
    plain = made.add_row("&Served", fields.DateField(today, help="By sheriff officers"))
    width = plain.label.sizeHint().width()
    field = made.add_row("&Served", fields.DateField(today, help="By sheriff officers"), name="on", rule=rule)
    qtbot.addWidget(made)
    assert field.label.sizeHint().width() > width, "the scales stand beside it"
    assert all(words in field.toolTip() for words in (rule.words, rule.source, rule.doubt))
    field.problem("That day is to come.")
    said = field.line.accessibleDescription()
    assert said.startswith("That day is to come. Rule: A charge runs 14 days.") and rule.source in said
    field.problem()
    assert field.line.accessibleDescription().startswith("By sheriff officers. Rule:")


def test_a_newer_rule_takes_the_place_of_the_one_before(qtbot):
    field = fields.TextField()
    qtbot.addWidget(field)
    field.rule(FieldRule("One.", "First"))
    field.rule(FieldRule("Two.", "Second"))
    assert "One." not in field.toolTip() and field.ruled_by.source == "Second"
    assert field.line.accessibleDescription() == "Rule: Two. Source: Second."


def test_a_box_that_stands_alone_has_its_scales_below(qtbot):
    made = Form(1)
    field = made.add_row("", fields.TickField("In doubt"), name="doubt", rule=FieldRule("One.", "First"))
    qtbot.addWidget(made)
    made.show()
    assert field.scales.isVisible() and "One." in field.tick.accessibleDescription()
