"""The week's exceptions: empty says so, rows lead to the client, weeks can be stepped through."""

import pytest
from by_keyboard import press, push, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name

from welfare_desk.casework import access
from welfare_desk.casework.matters import journal
from welfare_desk.casework.notes import evidence


@pytest.fixture
def screen(practice, practice_window, qtbot):
    told = practice.told
    heads = evidence.note_heads(practice.desk, person_id=told.clients["moira"])
    with pytest.raises(access.Blocked):  # her consent was withdrawn
        evidence.open_note(practice.desk, heads[0].id, purpose="benefit_claim")
    practice_window.go("exceptions")
    settle(practice_window, qtbot)
    return practice_window.front()


def test_what_the_gate_refused_stands_there_and_leads_to_the_client(screen, practice_window, qtbot):
    lines = [
        " ".join(cell.text + " " + cell.second for cell in screen.list.rows.row(n).cells) for n in range(2)
    ]
    assert "Refused: no consent covered it" in lines[0]
    assert "Opened an evidence note" in lines[1] and "withdrawn this consent" in lines[1]
    assert_every_focusable_widget_has_a_name(screen)
    screen.list.choose_first()
    press(practice_window, "Return", qtbot)
    settle(practice_window, qtbot)
    assert practice_window.place().screen == "client"


def test_an_earlier_week_is_one_step_away(screen, practice_window, qtbot):
    push(practice_window, "Week before", qtbot)
    settle(practice_window, qtbot)
    assert "13 Nov 2026 to 19 Nov 2026" in words_on(practice_window.title_line)
    push(practice_window, "Week after", qtbot)
    settle(practice_window, qtbot)
    assert "20 Nov 2026 to 26 Nov 2026" in words_on(practice_window.title_line)


def test_a_manager_judges_what_went_out_after_a_withdrawal_and_it_is_written_once(
    practice, practice_window, qtbot
):
    from datetime import timedelta

    from welfare_desk.casework.rights import access_report
    from welfare_desk.records.evidence import Incident

    desk, person = practice.desk, practice.told.clients["moira"]
    now = desk.clock.now()
    with desk.unit_of_work() as work:
        late = {"found_at": now, "judge_by": now + timedelta(hours=72)}
        one = work.add(Incident(person_id=person, happened_at=now - timedelta(days=2), **late))
        work.commit()
    practice_window.go("exceptions")
    settle(practice_window, qtbot)
    screen = practice_window.front()
    screen.list.choose_first()
    settle(practice_window, qtbot)
    assert "To be judged by 29 Nov 2026" in words_on(screen.details)
    assert_every_focusable_widget_has_a_name(screen)
    push(practice_window, "Record what was decided", qtbot)
    assert "Say whether it is reported." in words_on(screen.form) and "Write why" in words_on(screen.form)
    tick(screen.form, "report", False)
    write(screen.form, "why", "It had not been opened and came back.")
    push(practice_window, "Record what was decided", qtbot)
    assert "Not reported: It had not been opened" in words_on(screen.details) and screen.form is None
    with pytest.raises(access_report.AlreadyJudged):
        access_report.judge(desk, one.id, report=True, why="again", today=desk.clock.today())
    lines = [row.words for row in journal.journal_rows(desk, person)]
    assert "What went out after a withdrawal was judged: not reported." in lines


def test_beside_an_empty_list_there_is_no_empty_pane(screen, practice_window, qtbot):
    assert screen.details.isVisible()
    screen._show([])
    assert screen.empty.isVisible() and not screen.details.isVisible()
