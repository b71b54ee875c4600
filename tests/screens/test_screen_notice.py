"""A decision letter entered part by part: the sums, the outcome and what to do next follow from it."""

from datetime import date

import pytest
from by_keyboard import choose, press, settle, tick, words_on, write

from welfare_desk.casework.matters import case_page
from welfare_desk.records.money import Decision


@pytest.fixture
def screen(go, practice):
    return go("decision", case=practice.told.cases["callum"])


def kept(practice):
    with practice.desk.look() as look:
        return look.query(Decision).where(Decision.case_id == practice.told.cases["callum"]).one()


def test_the_parts_give_the_sums_and_the_outcome(screen, practice, practice_window, qtbot):
    write(screen.form, "decided_on", "20/11/2026")
    choose(screen.form, "care_now", "daily_living_standard")
    choose(screen.form, "mobility_now", "mobility_standard")
    found = screen.form.values()
    assert (str(found["amount"]), found["outcome"], found["frequency"]) == ("107.00", "awarded", "weekly")
    choose(screen.form, "mobility_before", "mobility_standard")
    found = screen.form.values()
    assert (str(found["previous"]), found["outcome"]) == ("30.30", "increased")
    paper = practice.desk and case_page.page(practice.desk, practice.told.cases["callum"]).papers[0]
    choose(screen.form, "paper_id", paper.id)
    write(screen.form, "came_on", "24/11/2026")
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    decision = kept(practice)
    assert decision.parts == {
        "care": ["", "daily_living_standard"],
        "mobility": ["mobility_standard", "mobility_standard"],
    }
    assert (decision.received_on, decision.attachment_id) == (date(2026, 11, 24), paper.id)


def test_what_was_written_by_hand_is_not_written_over(screen):
    write(screen.form, "decided_on", "20/11/2026")
    choose(screen.form, "care_now", "daily_living_standard")
    write(screen.form, "amount", "80.00")
    choose(screen.form, "care_now", "daily_living_enhanced")
    assert str(screen.form.values()["amount"]) == "80.00"


def test_an_award_that_fell_prompts_for_short_term_assistance_and_the_request(screen, practice_window, qtbot):
    write(screen.form, "decided_on", "20/11/2026")
    choose(screen.form, "care_before", "daily_living_enhanced")
    choose(screen.form, "care_now", "daily_living_standard")
    settle(practice_window, qtbot)
    assert screen.form.values()["outcome"] == "reduced"
    assert "short-term assistance" in words_on(screen.details)
    tick(screen.form, "draft_next")
    write(screen.form, "came_on", "19/11/2026")
    press(practice_window, "Ctrl+S", qtbot)
    assert "before it was written" in screen.form.fields["came_on"].below.text()
    write(screen.form, "came_on", "23/11/2026")
    press(practice_window, "Ctrl+S", qtbot)
    for _ in range(3):
        settle(practice_window, qtbot)
    if practice_window.front().name == "decision":  # what looks doubtful is said once more
        from by_keyboard import push

        push(practice_window, "Record it all the same", qtbot)
        for _ in range(3):
            settle(practice_window, qtbot)
    assert practice_window.front().name == "choose-letter"


def test_parts_are_asked_only_of_a_benefit_that_has_them(screen):
    assert screen.form.fields["mobility_now"].isVisible()
    choose(screen.form, "benefit", "padp")
    assert screen.form.fields["care_now"].isVisible() and not screen.form.fields["mobility_now"].isVisible()
    choose(screen.form, "benefit", "uc")
    assert not screen.form.fields["care_now"].isVisible()
