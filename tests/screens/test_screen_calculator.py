"""The date calculator, driven as an advisor with a letter in the hand drives it."""

from __future__ import annotations

import dataclasses
import threading
from datetime import date

import pytest
from by_keyboard import press
from for_everyone import assert_every_focusable_widget_has_a_name
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolTip

from welfare_desk.casework.matters import cases, key_dates
from welfare_desk.rules.reckoning import Notice
from welfare_desk.ui.kit.words import Prose

REDETERMINED = {"route": "SSS", "benefit": "adp", "event": "redet_sent", "event_date": date(2026, 11, 9)}


@pytest.fixture
def calculator(practice_window, qtbot):
    def go(**known):
        practice_window.go("date-calculator", **known)
        settled(practice_window, qtbot)
        return practice_window.front()

    return go


def settled(window, qtbot):
    qtbot.waitUntil(lambda: not window.room.jobs.busy())
    qtbot.wait(20)


def told(screen):
    pane = screen.pane
    said = [each.text() for each in pane.findChildren(QLabel) if each.isVisibleTo(pane)]
    return " | ".join([*said, *(each.words for each in pane.findChildren(Prose) if each.isVisibleTo(pane))])


def test_a_letter_and_its_day_give_the_dates_with_the_count_the_rule_and_how_sure(calculator):
    said = told(calculator(**REDETERMINED))
    for words in (
        "Wed 9 Dec 2026",
        "Fri 11 Dec 2026",
        "which is day 1; day 31 is",
        "2018 asp 9 s.48",
        "Sure",
    ):
        assert words in said
    assert "medium" not in said


def test_the_date_is_typed_and_the_days_follow(calculator, practice_window, qtbot):
    screen = calculator(route="SSS", benefit="adp", event="redet_sent")
    assert screen.found == ()
    QTest.keyClicks(screen.form.fields["event_date"].line, "9/11/26")
    settled(practice_window, qtbot)
    assert [one.safe_day for one in screen.found] == [date(2026, 12, 9)]


def test_each_thing_a_council_decides_is_told_apart(calculator):
    box = calculator().route.box
    offered = [box.itemText(place) for place in range(box.count())]
    assert len(set(offered)) == len(offered)
    assert "Council Tax Reduction (the council)" in offered


def test_a_fact_is_asked_only_where_it_matters_and_its_problem_stands_beside_it(
    calculator, practice_window, qtbot
):
    screen = calculator(**REDETERMINED)
    arrived, reasons = (screen.form.fields[name] for name in ("received_on", "reasons_sent_on"))
    assert arrived.isVisibleTo(screen) and not reasons.isVisibleTo(screen)
    QTest.keyClicks(arrived.line, "1 Nov 2026")
    settled(practice_window, qtbot)
    assert "before the day it was sent" in arrived.below.text()
    assert screen.found == ()


def test_the_days_are_counted_off_the_screens_thread(calculator, monkeypatch):
    threads, clocks = [], key_dates.clocks

    def counted(desk, notice, *, today):
        threads.append(threading.current_thread())
        return clocks(desk, notice, today=today)

    monkeypatch.setattr(key_dates, "clocks", counted)
    calculator(**REDETERMINED)
    assert threads and threading.main_thread() not in threads


def test_a_day_that_only_a_letter_gives_is_counted_by_hand(calculator, practice_window, qtbot):
    screen = calculator(route="COUNT", event="days_after", event_date=date(2026, 11, 9))
    assert not screen.benefit.isVisibleTo(screen) and screen.found == ()
    QTest.keyClicks(screen.form.fields["n"].line, "14")
    settled(practice_window, qtbot)
    assert [one.last_day for one in screen.found] == [date(2026, 11, 23)]


@pytest.mark.parametrize(("whose", "day"), [("SCT", date(2026, 12, 1)), ("ENG", date(2026, 11, 30))])
def test_working_days_are_counted_by_the_holidays_of_the_country_asked_for(
    calculator, practice_window, qtbot, whose, day
):
    screen = calculator(route="COUNT", event="working_days_after", event_date=date(2026, 11, 27))
    screen.form.show_values({"n": 1, "jurisdiction": whose})
    screen.form.edited.emit("n")
    settled(practice_window, qtbot)
    assert [one.last_day for one in screen.found] == [day]


@pytest.mark.parametrize("typed", ["0", "-3", "two", "1.5", "9" * 40, "\u00b2"])
def test_what_is_no_number_of_days_is_said_beside_it(calculator, typed):
    screen = calculator(route="COUNT", event="days_after", event_date=date(2026, 11, 9))
    number = screen.form.fields["n"]
    QTest.keyClicks(number.line, typed)
    number.line.editingFinished.emit()
    assert "whole number" in number.below.text() and screen.found == ()


def test_what_was_found_goes_to_the_clipboard_or_into_a_journal(calculator, practice, practice_window, qtbot):
    screen = calculator(**REDETERMINED)
    screen.copy()
    copied = QGuiApplication.clipboard().text()
    assert "safe day Wed 9 Dec 2026, legal last day Fri 11 Dec 2026" in copied
    assert screen.heading().primary.closed_because == "Choose a case first."
    case = practice.told.cases["callum"]
    reference = cases.case(practice.desk, case).row.reference
    QTest.keyClicks(screen.form.fields["typed"].line, reference)
    settled(practice_window, qtbot)
    screen.keep()
    settled(practice_window, qtbot)
    assert cases.case(practice.desk, case).journal[0].words == copied


def test_every_stop_has_a_name(calculator):
    assert_every_focusable_widget_has_a_name(calculator(**REDETERMINED))


def test_the_rule_on_a_field_is_shown_by_key_and_follows_what_was_chosen(calculator, practice_window, qtbot):
    screen = calculator(route="SSS", benefit="adp", event="determination_sent")
    QToolTip.hideText()
    press(practice_window, "Shift+F1", qtbot)
    assert not QToolTip.isVisible(), "no rule bears on who decides"
    screen.dated.setFocus()
    press(practice_window, "Shift+F1", qtbot)
    assert "Ask for a re-determination: 42 days" in QToolTip.text()
    assert "2018 asp 9 s.41(4)" in QToolTip.text()
    counted_from = screen.form.fields.keys() & {one.name for one in dataclasses.fields(Notice)}
    ruled = {name for name in counted_from if screen.form.fields[name].ruled_by is not None}
    assert counted_from - ruled == {"route", "benefit", "event"}
    calculator(**REDETERMINED)
    assert "Appeal to the tribunal: 31 days" in screen.dated.toolTip()
