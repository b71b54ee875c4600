"""A referral is taken by keyboard on one screen; what is wrong stands beside its field."""

from __future__ import annotations

from datetime import date

import pytest
from for_everyone import assert_every_focusable_widget_has_a_name

from welfare_desk.casework import cases, clients
from welfare_desk.casework.desk import Desk
from welfare_desk.ui.debts.list import DebtsScreen
from welfare_desk.ui.jobs import Jobs
from welfare_desk.ui.practice.page import PracticeScreen
from welfare_desk.ui.referrals.form import ReferralScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.today.page import TodayScreen


@pytest.fixture
def room(desk: Desk, qapp) -> Room:
    jobs = Jobs()
    yield Room(desk, jobs)
    jobs.finish()


def shown(qtbot, screen, room: Room):
    qtbot.addWidget(screen)
    screen.resize(1100, 700)
    screen.show()
    screen.arrive()
    qtbot.waitUntil(lambda: not room.jobs.busy())
    return screen


def filled(screen: ReferralScreen, **known) -> None:
    usual = {
        "surname": "Reid",
        "forenames": "Callum",
        "referrer_role": "gp",
        "reasons": ("debt",),
        "agreed": True,
    }
    screen.form.show_values(usual | known)


def test_a_referral_makes_a_client_and_a_case(qtbot, room: Room) -> None:
    screen = shown(qtbot, ReferralScreen(room), room)
    qtbot.keyClicks(screen.form.fields["surname"].line, "Reid")
    filled(screen, born_on=date(1974, 3, 2))
    with qtbot.waitSignal(screen.wrote):
        screen.acts()["save"]()
    [row] = clients.find(room.desk, "reid")
    [case] = cases.case_rows(room.desk, person_id=row.id)
    assert case.kind == "debt"


def test_what_is_missing_stands_beside_its_field_and_nothing_is_lost(qtbot, room: Room) -> None:
    screen = shown(qtbot, ReferralScreen(room), room)
    filled(screen, agreed=None, reasons=(), ni_number="BG 12 34 56 A")
    screen.save()
    qtbot.waitUntil(lambda: not room.jobs.busy())
    wrong = {name for name, field in screen.form.fields.items() if field.alarm.isVisibleTo(field)}
    assert wrong == {"agreed", "reasons", "ni_number"}
    assert screen.form.values()["surname"] == "Reid"
    assert clients.page(room.desk) == []


def test_a_deadline_wakes_the_date_list(qtbot, room: Room) -> None:
    from welfare_desk.casework import key_dates

    screen = shown(qtbot, ReferralScreen(room), room)
    filled(screen, deadline_on=date(2026, 12, 4), deadline_for="Send the form back")
    with qtbot.waitSignal(screen.wrote):
        screen.save()
    [due] = key_dates.upcoming(room.desk, today=room.today())
    assert due.due_on == date(2026, 12, 4) and due.what == "Send the form back"


def test_somebody_alike_is_shown_with_the_reason_and_joined_only_on_word(qtbot, room: Room) -> None:
    clients.add_client(
        room.desk, clients.ClientDraft("Reid", "Callum", born_on=date(1974, 3, 2)), today=room.today()
    )
    screen = shown(qtbot, ReferralScreen(room), room)
    filled(screen, born_on=date(1974, 3, 2))
    screen._look_for_the_same()
    qtbot.waitUntil(lambda: screen.banner.isVisible())
    screen._show_alike([])  # nobody: the strip goes
    assert not screen.banner.isVisible()
    screen._look_for_the_same()
    qtbot.waitUntil(lambda: screen.banner.isVisible())
    [known] = clients.page(room.desk)
    from welfare_desk.casework.referrals import alike

    screen._join(alike(room.desk, screen._client())[0])
    with qtbot.waitSignal(screen.wrote):
        screen.save()
    assert [row.id for row in clients.page(room.desk)] == [known.id]


def test_the_lock_keeps_what_was_typed(qtbot, room: Room) -> None:
    screen = shown(qtbot, ReferralScreen(room), room)
    assert screen.draft() is None
    filled(screen)
    again = shown(qtbot, ReferralScreen(room), room)
    again.restore(screen.draft())
    assert again.form.values()["surname"] == "Reid"


@pytest.mark.parametrize("screen", [ReferralScreen, TodayScreen, PracticeScreen, DebtsScreen])
def test_everything_that_takes_the_focus_has_a_name(qtbot, room: Room, screen) -> None:
    assert_every_focusable_widget_has_a_name(shown(qtbot, screen(room), room))
