"""Settings, Privacy and Retention: bases, papers, figures and what is due, by keys."""

from __future__ import annotations

from datetime import date

import pytest
from by_keyboard import choose, press, push, settle, tick, words_on, write

from welfare_desk.casework import access
from welfare_desk.casework.consent import overrides
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.people import chi_numbers
from welfare_desk.casework.rights import privacy, retention, retention_page
from welfare_desk.casework.service import practice_terms
from welfare_desk.records.people import Person


def section(window, qtbot, name):
    window.go("settings", section=name)
    settle(window, qtbot)
    return window.screen_named("settings").sections[name]


@pytest.fixture
def long_ago(practice):
    """A client whose last case closed a day more than six years ago, as the practice desk's day has it."""
    desk = practice.desk
    with desk.unit_of_work() as work:
        from welfare_desk.records.cases import Case
        from welfare_desk.records.people import Person

        case = work.session.get(Case, practice.told.cases["hugh"])
        for one in work.session.query(Case).filter_by(person_id=case.person_id):
            one.closed_on = date(2020, 11, 25)
        person = work.session.get(Person, case.person_id)
        person.born_on = date(1950, 1, 1)
        work.commit()
    return case.person_id


def test_a_basis_is_chosen_and_its_doubt_stands_below(practice, practice_window, qtbot):
    page = section(practice_window, qtbot, "privacy")
    assert "Who clients are" in " ".join(page._classes[code].title for code in page._classes)
    page.list.choose("health")
    settle(practice_window, qtbot)
    assert "The practice asks for consent in any case" in words_on(page)
    choose(page.form, "article_6", "public_task")
    push(practice_window, "Save the basis", qtbot)
    found = privacy.classes(practice.desk, on=practice.desk.clock.today())
    [health] = [one for one in found if one.code == "health"]
    assert health.article_6 == "public_task" and not health.ours


def test_a_paper_is_saved_from_its_button(practice, practice_window, qtbot, heard, tmp_path):
    page = section(practice_window, qtbot, "privacy")
    heard.path = tmp_path / "notice.pdf"
    push(practice_window, "Privacy notice", qtbot, inside=page)
    assert heard.path.read_bytes().startswith(b"%PDF")


def test_one_says_who_answers_here(practice, practice_window, qtbot):
    page = section(practice_window, qtbot, "privacy")
    choose(page.who, "role", "dpo")
    settle(practice_window, qtbot)
    assert practice.desk.advisor.role in ("manager", "dpo")


def test_figures_are_changed_and_nonsense_is_refused(practice, practice_window, qtbot):
    page = section(practice_window, qtbot, "retention")
    assert "Nothing is due." in words_on(page)
    write(page.form, "casework_years", "0")
    push(practice_window, "Save the figures", qtbot)
    assert "Between 1 and 30 years." in words_on(page.form)
    write(page.form, "casework_years", "seven")
    push(practice_window, "Save the figures", qtbot)
    assert "Write a whole number." in words_on(page.form)
    write(page.form, "casework_years", "7")
    push(practice_window, "Save the figures", qtbot)
    assert retention.periods(practice.desk, on=practice.desk.clock.today()).casework_years == 7


def test_what_is_due_is_erased_with_its_certificate(
    long_ago, practice, practice_window, qtbot, heard, tmp_path
):
    today = practice.desk.clock.today()
    privacy.answer_for(practice.desk, "dpo", today=today)
    page = section(practice_window, qtbot, "retention")
    due = {key for key in page._due if key[0] == long_ago}
    assert (long_ago, "casework") in due
    page.list.choose((long_ago, "casework"))
    assert "Prescription and Limitation" in words_on(page)
    heard.path = tmp_path / "certificate.pdf"
    push(practice_window, "Erase it for good", qtbot)
    assert heard.asked == ["Erase this for good?"] and heard.path.exists()
    assert "Certificate ER-" in words_on(page)
    ends = retention_page.ends_of(practice.desk, long_ago, today=today).ends
    assert ends[1].done_on == today


def test_a_hold_takes_it_off_the_list(long_ago, practice, practice_window, qtbot):
    page = section(practice_window, qtbot, "retention")
    page.list.choose((long_ago, "casework"))
    push(practice_window, "Keep it: a complaint, a claim, a hold", qtbot)
    keeping = practice_window.front()
    assert practice_window.place().screen == "keeping" and keeping.form is not None
    tick(keeping.form, "kind", "complaint")
    write(keeping.form, "why", "The ombudsman's letter of 20 November")
    press(practice_window, "Ctrl+S", qtbot)
    [hold] = retention_page.ends_of(practice.desk, long_ago, today=practice.desk.clock.today()).holds
    assert (hold.kind, hold.why) == ("complaint", "The ombudsman's letter of 20 November")
    practice_window.go_back()
    settle(practice_window, qtbot)
    assert not {key for key in page._due if key[0] == long_ago}


def test_terms_are_recorded_and_the_ones_before_stay(practice, practice_window, qtbot):
    page = section(practice_window, qtbot, "terms")
    choose(page.form, "practice", practice.told.practices["millbank"])
    settle(practice_window, qtbot)
    assert "Dr A Rennie" in page.form.fields["agreed_by"].value()
    tick(page.form, "agreed", "notes_allowed")  # taken away
    write(page.form, "agreed_by", " ")
    push(practice_window, "Record the terms", qtbot)
    assert "Write who agreed it at the practice." in words_on(page.form)
    write(page.form, "agreed_by", "Practice manager")
    push(practice_window, "Record the terms", qtbot)
    found = practice_terms.history(practice.desk, page.practice.value())
    assert [(one.notes_allowed, one.agreed_by) for one in found] == [
        (False, "Practice manager"),
        (True, "Dr A Rennie"),
    ]


def test_numbers_no_terms_allow_are_counted_and_taken_out(practice, practice_window, qtbot, heard):
    today = practice.desk.clock.today()
    person = practice.told.clients["callum"]
    with practice.desk.unit_of_work() as work:
        work.get(Person, person).chi_number = "0705612643"
        work.get(Person, person).practice_id = None
        work.commit()
    before = chi_numbers.against_terms(practice.desk, today=today)
    page = section(practice_window, qtbot, "terms")
    assert before >= 1 and "kept that no practice's terms allow" in words_on(page)
    push(practice_window, "Remove those numbers", qtbot)
    assert heard.asked and chi_numbers.against_terms(practice.desk, today=today) == 0


def test_what_the_gate_refused_this_week_is_on_the_list(practice, practice_window, qtbot):
    person = practice.told.clients["callum"]
    [*_, note] = evidence.note_heads(practice.desk, person_id=person)
    with pytest.raises(access.Blocked):
        evidence.open_note(practice.desk, note.id, purpose="complaint")
    page = section(practice_window, qtbot, "oversight")
    assert page.list.chosen_row() is None and "Nothing to check." not in words_on(page)
    assert overrides.exceptions(practice.desk, today=practice.desk.clock.today())[0].client == "Callum Reid"
