"""The screens of cases, dates and decisions, driven as an advisor drives them on the practice desk."""

from __future__ import annotations

import time
from datetime import date, timedelta
from decimal import Decimal

import pytest
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from welfare_desk import resources
from welfare_desk.casework.figures import gains
from welfare_desk.casework.matters import case_page, cases, journal, key_dates
from welfare_desk.casework.matters.cases import CaseDraft
from welfare_desk.rules.key_dates import Notice
from welfare_desk.ui.cases import words
from welfare_desk.ui.dates.list import group_of
from welfare_desk.ui.kit.words import Button, Prose, Words

TODAY = date(2026, 11, 26)


@pytest.fixture
def gone_to(practice_window, qtbot):
    """Go to a screen and wait for what it reads; gives the screen."""

    def go(name, **where):
        practice_window.go(name, **where)
        qtbot.waitUntil(lambda: not practice_window.room.jobs.busy())
        qtbot.wait(20)
        return practice_window.front()

    return go


def settled(screen, qtbot):
    qtbot.waitUntil(lambda: not screen.room.jobs.busy())
    qtbot.wait(20)


def test_a_case_is_found_and_opened_without_leaving_the_search(gone_to, practice, practice_window, qtbot):
    screen = gone_to("cases")
    assert screen.search.line.hasFocus()
    QTest.keyClicks(screen.search.line, "reid")
    QTest.keyClick(screen.search.line, Qt.Key.Key_Return)  # the answer is still on its way
    qtbot.waitUntil(lambda: practice_window.place().screen == "case")
    assert practice_window.place().where == {"case": practice.told.cases["callum"]}


def test_down_goes_from_the_search_into_the_cases(gone_to):
    screen = gone_to("cases")
    first = screen.list.chosen_row()
    QTest.keyClick(screen.search.line, Qt.Key.Key_Down)
    assert screen.list.chosen_row() != first and screen.search.line.hasFocus()


def told(widget):
    """Every word on a part of the screen."""
    parts = [each.text() for each in widget.findChildren(Words)]
    parts += [each.words for each in widget.findChildren(Prose)]
    parts += [each.text() for each in widget.findChildren(Button)]
    return " | ".join(part for part in parts if part)


def shown(widget, kind=QWidget):
    return [each for each in widget.findChildren(kind) if each.isVisibleTo(widget)]


def cells(row_list):
    return [tuple(cell.text for cell in row.cells) for row in row_list.rows.rows if row.kind == "row"]


# The page of a case -------------------------------------------------------------------------------


def test_a_case_opens_at_the_note_with_its_nearest_date_opened_to_its_count(gone_to, practice):
    screen = gone_to("case", case=practice.told.cases["callum"])
    assert screen.note.text.hasFocus()
    assert screen.heading().owner == "Callum Reid"
    assert screen.heading().words == "Adult Disability Payment"
    assert cells(screen.dates) == [("Appeal to the tribunal", "Wed 9 Dec 2026", "Fri 11 Dec 2026")]
    opened = [row.cells[0].text for row in screen.dates.rows.rows if row.kind == "reason"]
    assert "day 31 is Fri 11 Dec 2026" in opened[0]
    pane = told(screen.details)
    for piece in (
        "Social Security Scotland",
        "good reason for not appealing",
        "2018 asp 9 s.48",
        "the text of the law was read",
    ):
        assert piece in pane


def test_the_track_stands_at_what_is_to_be_done_next_and_by_when(gone_to, practice):
    screen = gone_to("case", case=practice.told.cases["callum"])
    now = [stage for stage in screen.track.stages if stage.state == "now"]
    assert [(stage.words, stage.second) for stage in now] == [("Appeal lodged", "by Wed 9 Dec")]


def test_a_case_off_every_route_has_no_track(gone_to, practice):
    screen = gone_to("case", case=practice.told.cases["isla"])
    assert not screen.track.isVisible()
    assert screen.heading().primary.words == "Debts and budgets"


def test_a_notice_on_a_debt_case_asks_what_it_is_about_and_starts_its_dates(gone_to, practice, qtbot):
    case = practice.told.cases["isla"]
    screen = gone_to("case", case=case)
    screen.record_notice()
    for name, value in (("benefit", "ctr"), ("event", "determination_made"), ("event_on", date(2026, 11, 2))):
        screen.form.fields[name].set_value(value)
        screen.form.edited.emit(name)
    screen.save()
    settled(screen, qtbot)
    whats = [due.what for due in cases.case(practice.desk, case).key_dates]
    assert len(whats) > 1 and cases.case(practice.desk, case).row.stage == "opened"


def test_a_note_saves_itself_and_stays_one_entry_while_it_is_written(gone_to, practice, qtbot):
    case = practice.told.cases["isla"]
    before = len(cases.case(practice.desk, case).journal)
    screen = gone_to("case", case=case)
    for words_typed in ("Rang the officers. ", "They will wait a week."):
        QTest.keyClicks(screen.note.text, words_typed)
        screen.note.settle()
        settled(screen, qtbot)
    assert screen.saved.text() == "Saved 10:12"
    journal = cases.case(practice.desk, case).journal
    assert len(journal) == before + 1
    assert journal[0].words == "Rang the officers. They will wait a week."


def test_a_new_note_begins_below_the_saved_one(gone_to, practice, qtbot):
    screen = gone_to("case", case=practice.told.cases["isla"])
    QTest.keyClicks(screen.note.text, "First")
    screen.acts()["write-note"]()
    settled(screen, qtbot)
    screen.acts()["write-note"]()
    settled(screen, qtbot)
    assert screen.note.value() == ""
    assert "First" in told(screen.entries)


def test_a_key_date_is_marked_done_and_after_all_not(gone_to, practice, qtbot):
    screen = gone_to("case", case=practice.told.cases["isla"])
    screen.acts()["mark-done"]()
    settled(screen, qtbot)
    assert screen.dates.rows.row(0).cells[1].chip.words == "Done"
    screen.acts()["mark-done"]()
    settled(screen, qtbot)
    assert screen.dates.rows.row(0).cells[1].chip.words == "3 days over"


def test_a_key_date_without_words_or_day_is_told_beside_its_fields(gone_to, practice):
    screen = gone_to("case", case=practice.told.cases["isla"])
    screen.acts()["add-key-date"]()
    screen.acts()["save"]()
    assert screen.form.fields["what"].below.text() == "Say what has to be done by then."
    assert screen.form.fields["due_on"].below.text() == "Say by which day."


def test_a_key_date_is_added_by_typing_alone(gone_to, practice, qtbot):
    screen = gone_to("case", case=practice.told.cases["isla"])
    screen.acts()["add-key-date"]()
    QTest.keyClicks(screen.form.fields["what"].editor, "Ring the housing office")
    QTest.keyClicks(screen.form.fields["due_on"].editor, "4/12/26")
    screen.acts()["save"]()
    settled(screen, qtbot)
    assert screen.form is None
    assert ("Ring the housing office", "Fri 4 Dec 2026", "Fri 4 Dec 2026") in cells(screen.dates)


def test_escape_leaves_a_form_and_then_nothing_more(gone_to, practice):
    screen = gone_to("case", case=practice.told.cases["isla"])
    screen.acts()["add-key-date"]()
    assert screen.leave()
    assert screen.form is None
    assert not screen.leave()


def test_a_notice_shows_its_days_while_it_is_typed_and_keeps_them_when_saved(gone_to, practice, qtbot):
    case = practice.told.cases["hugh"]
    screen = gone_to("case", case=case)
    screen.record_notice()
    event = screen.form.fields["event"]
    event.box.setCurrentIndex(event._values.index("redet_sent"))
    QTest.keyClicks(screen.form.fields["event_on"].editor, "9/11/26")
    settled(screen, qtbot)
    assert "Wed 9 Dec 2026" in told(screen.details)
    assert "Fri 11 Dec 2026" in told(screen.details)
    screen.save()
    settled(screen, qtbot)
    assert cells(screen.dates) == [("Appeal to the tribunal", "Wed 9 Dec 2026", "Fri 11 Dec 2026")]
    assert cases.case(practice.desk, case).row.stage == "sss.redetermined"


def test_only_facts_that_bear_on_the_notice_are_asked(gone_to, practice):
    screen = gone_to("case", case=practice.told.cases["ruth"])
    screen.record_notice()
    assert not screen.form.fields["reasons_sent_on"].isVisible()
    event = screen.form.fields["event"]
    event.box.setCurrentIndex(event._values.index("decision_notified"))
    assert screen.form.fields["reasons_sent_on"].isVisibleTo(screen.form)
    assert not screen.form.fields["received_on"].isVisibleTo(screen.form)


def test_a_notice_from_the_future_is_refused_beside_its_date(gone_to, practice, qtbot):
    screen = gone_to("case", case=practice.told.cases["hugh"])
    screen.record_notice()
    screen.form.show_values({"event": "redet_sent", "event_on": date(2027, 1, 4)})
    screen.save()
    settled(screen, qtbot)
    assert "in the future" in screen.form.fields["event_on"].below.text()


def test_a_task_is_added_and_ticked(gone_to, practice, qtbot):
    screen = gone_to("case", case=practice.told.cases["callum"])
    screen.add_task()
    QTest.keyClicks(screen.form.fields["what"].editor, "Ask his sister for a statement")
    screen.save()
    settled(screen, qtbot)
    tick = next(
        each for each in screen.details.findChildren(QWidget) if each.accessibleName().startswith("Ask his")
    )
    tick.click()
    settled(screen, qtbot)
    assert cases.case(practice.desk, practice.told.cases["callum"]).tasks[0].done_on == TODAY


def test_a_case_is_closed_with_its_reason_and_opened_again(gone_to, practice, qtbot):
    screen = gone_to("case", case=practice.told.cases["isla"])
    screen.close_case()
    screen.save()
    assert screen.form.fields["because"].below.text() == "Say why the case ends."
    QTest.keyClicks(screen.form.fields["because"].editor, "moved away")
    screen.save()
    settled(screen, qtbot)
    assert screen.banner.isVisible()
    assert "moved away" in screen.banner.sentence.text()
    assert screen.heading().primary.words == "Open again"
    assert "add-key-date" not in screen.acts()
    screen.heading().primary.do()
    settled(screen, qtbot)
    assert not screen.banner.isVisible()


def test_what_is_half_typed_survives_the_lock(gone_to, practice, practice_window, qtbot):
    case = practice.told.cases["callum"]
    screen = gone_to("case", case=case)
    screen.record_notice()
    screen.form.show_values({"event": "redet_sent", "event_on": date(2026, 11, 20)})
    kept = screen.draft()
    screen.show_case()
    screen.restore(kept)
    assert screen.form.fields["event_on"].value() == date(2026, 11, 20)
    assert screen.form.fields["event"].value() == "redet_sent"


def test_a_note_half_written_goes_on_as_the_same_entry_after_the_lock(gone_to, practice, qtbot):
    case = practice.told.cases["isla"]
    before = len(cases.case(practice.desk, case).journal)
    screen = gone_to("case", case=case)
    QTest.keyClicks(screen.note.text, "Half a")
    screen.note.settle()
    settled(screen, qtbot)
    kept = screen.draft()
    screen._note = type(screen._note)()
    screen.note.set_value("")
    screen.restore(kept)
    QTest.keyClicks(screen.note.text, "nd whole: ")
    screen.note.settle()
    settled(screen, qtbot)
    assert len(cases.case(practice.desk, case).journal) == before + 1


def test_a_note_saved_again_before_the_first_save_is_back_stays_one_entry(
    gone_to, practice, qtbot, monkeypatch
):
    case = practice.told.cases["isla"]
    before = len(cases.case(practice.desk, case).journal)
    screen = gone_to("case", case=case)
    write = journal.write_note

    def on_a_slow_disk(*given, **named):
        time.sleep(0.1)
        return write(*given, **named)

    monkeypatch.setattr(journal, "write_note", on_a_slow_disk)
    for typed in ("She rang", " about the rent"):
        QTest.keyClicks(screen.note.text, typed)
        screen.note.settle()
    settled(screen, qtbot)
    written = cases.case(practice.desk, case).journal
    assert [len(written), written[0].words] == [before + 1, "She rang about the rent"]


@pytest.mark.parametrize(
    ("act", "screen_name"),
    [("draft-letter", "letter"), ("open-evidence", "evidence"), ("record-decision", "decision")],
)
def test_the_acts_of_a_case_lead_on(gone_to, practice, act, screen_name):
    screen = gone_to("case", case=practice.told.cases["callum"])
    asked = []
    screen.wants.disconnect()
    screen.wants.connect(asked.append)
    screen.acts()[act]()
    assert asked[0].screen == screen_name
    assert asked[0].where["case"] == practice.told.cases["callum"]


def test_stages_off_the_usual_way_stand_in_their_place_once_reached():
    routes = resources.routes()
    reached = [("sss.request", date(2026, 9, 1), None), ("sss.time-missed", date(2026, 11, 1), None)]
    names = [(stage.name, stage.state) for stage in case_page.stages(routes, "SSS", reached)]
    assert names[:4] == [
        ("Determination", "done"),
        ("Re-determination asked for", "done"),
        ("Time missed", "done"),
        ("Re-determination", "now"),
    ]
    assert "Time missed" not in [stage.name for stage in case_page.stages(routes, "SSS", [])]


@pytest.mark.parametrize("route", ["SSS", "DWP", "HMRC", "HB", "CTR", "SWF"])
def test_every_route_begins_with_its_decision(route):
    first, *later = case_page.stages(resources.routes(), route, [])
    assert first.name in ("Decision", "Determination")
    assert first.state == "now"
    assert later


def test_an_older_notice_found_later_leaves_the_case_where_it_stands(practice):
    case = practice.told.cases["callum"]
    notice = Notice("SSS", "ADP", "determination_sent", date(2026, 8, 3))
    key_dates.record_notice(practice.desk, case, notice, today=TODAY)
    view = cases.case(practice.desk, case)
    assert view.row.stage == "sss.redetermined"
    assert "sss.determination" in [stage for stage, _, _ in view.stages]


def test_an_event_that_starts_no_time_still_moves_the_case_on(practice):
    case = practice.told.cases["callum"]
    notice = Notice("SSS", "ADP", "appeal_lodged", TODAY)
    before = len(cases.case(practice.desk, case).key_dates)
    assert key_dates.opens_only_a_stage(notice)
    key_dates.record_notice(practice.desk, case, notice, today=TODAY)
    view = cases.case(practice.desk, case)
    assert view.row.stage == "sss.appeal"
    assert len(view.key_dates) == before
    assert view.journal[0].words == "Appeal lodged: 26 Nov 2026."


# The list of cases --------------------------------------------------------------------------------


def test_cases_are_found_by_name_as_it_is_typed(gone_to, qtbot):
    screen = gone_to("cases")
    assert screen.search.editor.hasFocus()
    QTest.keyClicks(screen.search.editor, "rei cal")
    qtbot.waitUntil(lambda: [row[0] for row in cells(screen.list)] == ["Callum Reid"])
    assert "Adult Disability Payment" in told(screen.details)


def test_cases_are_found_by_the_benefit_they_are_about(gone_to, qtbot):
    screen = gone_to("cases")
    QTest.keyClicks(screen.search.editor, "universal")
    qtbot.waitUntil(lambda: cells(screen.list)[0][0] == "Ruth Paterson")
    assert all("Universal Credit" in row.cells[0].second for row in screen.list.rows.rows)


def test_nothing_found_says_what_to_try(gone_to, qtbot):
    screen = gone_to("cases")
    QTest.keyClicks(screen.search.editor, "zzz")
    qtbot.waitUntil(lambda: screen.empty.isVisible())
    assert screen.empty.words.text() == "No case is found."
    assert screen.leave()
    qtbot.waitUntil(lambda: screen.list.isVisible() and len(cells(screen.list)) > 5)


def test_the_kind_narrows_the_list(gone_to, qtbot):
    screen = gone_to("cases", kind="debt")
    assert {row[1] for row in cells(screen.list)} == {"Debt"}


def test_enter_opens_the_case_chosen(gone_to, practice, qtbot):
    screen = gone_to("cases")
    asked = []
    screen.wants.disconnect()
    screen.wants.connect(asked.append)
    screen.list.choose(practice.told.cases["callum"])
    QTest.keyClick(screen.list, Qt.Key.Key_Return)
    assert (asked[0].screen, asked[0].where) == ("case", {"case": practice.told.cases["callum"]})


# Dates --------------------------------------------------------------------------------------------


def test_dates_stand_in_groups_with_both_days(gone_to):
    screen = gone_to("dates")
    groups = [row.cells[0].text for row in screen.list.rows.rows if row.kind == "group"]
    assert groups == ["Overdue", "Next 7 days", "Next 14 days", "Later"]
    assert ("Mohammed Akhtar", "Mon 30 Nov 2026", "Wed 2 Dec 2026") in cells(screen.list)


@pytest.mark.parametrize(
    ("days_on", "name"),
    [
        (-1, "Overdue"),
        (0, "Next 7 days"),
        (7, "Next 7 days"),
        (8, "Next 14 days"),
        (14, "Next 14 days"),
        (15, "Later"),
    ],
)
def test_a_day_falls_into_its_group(days_on, name):
    assert group_of(TODAY + timedelta(days=days_on), TODAY) == name


def test_a_date_done_leaves_the_list_and_the_next_is_chosen(gone_to, qtbot):
    screen = gone_to("dates")
    first, second = [row for row in screen.list.rows.rows if row.kind == "row"][:2]
    assert screen.list.chosen_row().key == first.key
    screen.acts()["mark-done"]()
    settled(screen, qtbot)
    assert first.key not in [row.key for row in screen.list.rows.rows]
    assert screen.list.chosen_row().key == second.key


def test_a_decision_makers_own_date_is_expected_and_never_ours_to_be_over(practice):
    case = practice.told.cases["mohammed"]
    notice = Notice("SSS", "CSP", "redet_request_received", date(2026, 9, 1))
    key_dates.record_notice(practice.desk, case, notice, today=TODAY)
    theirs = [row for row in key_dates.upcoming(practice.desk, today=TODAY) if not row.claimant_acts]
    assert theirs
    assert {words.row_chip(row, TODAY).words for row in theirs} <= {"Expected", "Not come yet"}
    assert cases.case(practice.desk, case).row.next_what == "Ask for a re-determination"


@pytest.mark.parametrize(
    ("safe", "due", "said", "tone"),
    [
        (-3, -1, "1 day over", "overdue"),
        (-1, 1, "Act now", "overdue"),
        (0, 2, "Today", "soon"),
        (1, 2, "1 day", "soon"),
        (14, 16, "14 days", "soon"),
    ],
)
def test_a_chip_says_how_a_day_stands(safe, due, said, tone):
    chip = words.due_chip(TODAY + timedelta(days=safe), TODAY + timedelta(days=due), TODAY)
    assert (chip.words, chip.tone) == (said, tone)


def test_a_day_far_off_has_no_chip():
    far = TODAY + timedelta(days=15)
    assert words.due_chip(far, far, TODAY) is None


# A decision ---------------------------------------------------------------------------------------


def typed(screen, **values):
    screen.form.show_values(values)
    screen._edited()


def test_a_gain_is_shown_as_a_sum_while_it_is_typed(gone_to, practice, qtbot):
    screen = gone_to("decision", case=practice.told.cases["callum"])
    assert screen.form.fields["decided_on"].editor.hasFocus()
    assert not screen.form.fields["previous"].isVisible()
    typed(
        screen,
        decided_on=date(2026, 11, 20),
        outcome="awarded",
        amount=Decimal("106.70"),
        previous=Decimal("28.70"),
        arrears=Decimal("853.60"),
    )
    settled(screen, qtbot)
    pane = told(screen.details)
    for piece in ("£78.00 a week", "£4,056.00", "Will count as", "£4,909.60"):
        assert piece in pane


def test_a_gain_is_one_line_and_asks_for_what_bears_on_the_letters_days(gone_to, practice, qtbot):
    screen = gone_to("decision", case=practice.told.cases["callum"])
    typed(
        screen,
        decided_on=date(2026, 11, 20),
        amount=Decimal("106.70"),
        previous=Decimal("28.70"),
        arrears=Decimal("853.60"),
    )
    settled(screen, qtbot)
    assert "(£106.70 − £28.70) × 52 + £853.60 = £4,909.60" in told(screen.details)
    event = screen.form.fields["event"]
    asked = {
        name
        for code in event._values
        if code and not screen.form.show_values({"event": code})
        for name in screen._facts_asked()
    }
    assert asked and asked <= set(screen.form.fields)


def test_what_looks_wrong_is_said_and_recorded_only_when_it_was_checked(
    gone_to, practice, practice_window, qtbot
):
    case = practice.told.cases["hugh"]
    screen = gone_to("decision", case=case)
    typed(screen, decided_on=date(2026, 11, 24), outcome="increased", amount=Decimal("114.60"))
    settled(screen, qtbot)
    assert "The ledger has this award already" in told(screen.details)
    screen.record()
    settled(screen, qtbot)
    assert practice_window.front() is screen and screen.banner.isVisible()
    lines = len(gains.ledger(practice.desk, case_id=case))
    for button in screen.banner.findChildren(Button):
        if button.text() == "Record it all the same":
            button.click()
    settled(screen, qtbot)
    assert practice_window.front().name == "case"
    assert len(gains.ledger(practice.desk, case_id=case)) == lines + 1


def test_a_universal_credit_changes_days_are_asked_with_the_end_of_its_assessment_period(
    gone_to, practice, qtbot
):
    person = practice.told.clients["callum"]
    draft = CaseDraft(person, "income", "uc", route="DWP")
    case = cases.open_case(practice.desk, draft, today=TODAY).id
    screen = gone_to("decision", case=case)
    event = screen.form.fields["event"]
    asking = [
        code
        for code in event._values
        if code and "assessment_period_ends_on" in key_dates.facts_asked("DWP", "uc", code)
    ]
    assert asking
    assert not screen.form.fields["assessment_period_ends_on"].isVisible()
    typed(screen, decided_on=date(2026, 11, 20), event=asking[0])
    settled(screen, qtbot)
    assert screen.form.fields["assessment_period_ends_on"].isVisible()
    typed(screen, assessment_period_ends_on=date(2026, 12, 3))
    assert screen.decision_draft().notice.assessment_period_ends_on == date(2026, 12, 3)


def test_a_decision_and_its_clock_are_recorded_in_one_act(gone_to, practice, practice_window, qtbot):
    case = practice.told.cases["tam"]
    screen = gone_to("decision", case=case)
    typed(screen, decided_on=date(2026, 11, 18), outcome="refused", event="determination_sent")
    settled(screen, qtbot)
    assert "Ask for a re-determination" in told(screen.details)
    screen.record()
    settled(screen, qtbot)
    assert practice_window.front().name == "case"
    view = cases.case(practice.desk, case)
    assert [row.what for row in view.key_dates] == ["Ask for a re-determination"]


def test_a_decision_counted_already_shows_the_other_line(gone_to, practice, qtbot):
    case = practice.told.cases["hugh"]
    screen = gone_to("decision", case=case)
    typed(screen, decided_on=date(2026, 11, 20), outcome="awarded", amount=Decimal("106.70"))
    screen.record()
    settled(screen, qtbot)
    assert screen.banner.isVisible()
    assert "already in the ledger: Hugh Lennie" in screen.banner.sentence.text()
    assert len(gains.ledger(practice.desk, case_id=case)) == 1


def test_a_loan_is_refused_in_words(gone_to, practice, qtbot):
    screen = gone_to("decision", case=practice.told.cases["ruth"])
    typed(screen, decided_on=TODAY, outcome="awarded", benefit="uc-advance", amount=Decimal("300"))
    screen.record()
    settled(screen, qtbot)
    assert "loan" in screen.banner.sentence.text()


def test_what_is_missing_from_a_decision_stands_beside_its_field(gone_to, practice, qtbot):
    screen = gone_to("decision", case=practice.told.cases["ruth"])
    screen.record()
    assert screen.form.fields["decided_on"].below.text() == "Write the date on the letter."
    typed(screen, decided_on=TODAY, amount=Decimal("10"), confirmed_on=TODAY)
    screen.record()
    settled(screen, qtbot)
    assert screen.form.fields["outcome"].below.text() == "Choose what was decided."
    assert screen.form.fields["confirmed_by"].below.text() == "Say how it was confirmed."


# For everyone -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["case", "cases", "dates", "decision"])
def test_everything_has_a_name_and_tab_reaches_it(gone_to, practice, name):
    where = {"case": practice.told.cases["callum"]} if name in ("case", "decision") else {}
    screen = gone_to(name, **where)
    assert_every_focusable_widget_has_a_name(screen)
    assert_tab_reaches_everything(screen)


@pytest.mark.parametrize("name", ["case", "cases", "dates", "decision"])
def test_no_screen_names_a_person_in_its_title(gone_to, practice, practice_window, name):
    where = {"case": practice.told.cases["callum"]} if name in ("case", "decision") else {}
    gone_to(name, **where)
    assert "Callum" not in practice_window.windowTitle()


def test_what_a_case_is_about_is_put_right(gone_to, practice, qtbot):
    case = practice.told.cases["callum"]
    screen = gone_to("case", case=case)
    screen.change_matter()
    assert screen.form.fields["matter"].value() == "Adult Disability Payment"
    screen.form.fields["matter"].set_value("UC")
    screen.save()
    qtbot.waitUntil(lambda: cases.case(practice.desk, case).row.matter == "uc")
    qtbot.waitUntil(lambda: "Universal Credit" in screen.heading().words)


def test_the_list_of_cases_begins_with_the_nearest_date_and_a_heading_or_a_choice_orders_it_anew(
    gone_to, practice, qtbot
):
    screen = gone_to("cases")

    def shown():
        return [screen._rows[row.key] for row in screen.list.rows.rows]

    dates = [row.next_on for row in shown() if row.next_on]
    assert dates == sorted(dates) and len(dates) > 3
    assert [bool(row.next_on) for row in shown()] == [True] * len(dates) + [False] * (
        len(shown()) - len(dates)
    )
    head = screen.list.header()
    place = head.sectionViewportPosition(0) + 40
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, head.height() // 2))
    settled(screen, qtbot)
    names = [row.client.split()[-1].casefold().replace("'", "") for row in shown()]
    assert names == sorted(names) and screen.filters.fields["order"].value() == "client"
    screen.filters.fields["order"].setFocus()
    QTest.keyClick(screen.filters.fields["order"].editor, Qt.Key.Key_Up)
    qtbot.waitUntil(screen._is_answered)
    settled(screen, qtbot)
    opened = [row.opened_on for row in shown()]
    assert opened == sorted(opened, reverse=True)


def test_a_list_in_another_order_that_is_empty_says_so_as_any_list(gone_to, qtbot):
    screen = gone_to("cases")
    screen.filters.fields["order"].set_value("client")
    screen.search.set_value("nobody of this name")
    screen._read()
    settled(screen, qtbot)
    assert "No case is found." in [words.text() for words in screen.empty.findChildren(Words)]
