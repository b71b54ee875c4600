"""Two advisors at one desk, from one's window: the other's changes come, nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from building import PASSPHRASE, TODAY, a_case, a_client
from by_keyboard import words_on
from PySide6.QtWidgets import QApplication

from welfare_desk import settings
from welfare_desk.app import Program
from welfare_desk.casework.desk import FixedClock
from welfare_desk.casework.people import clients
from welfare_desk.casework.service import handing
from welfare_desk.ui.kit.both import Both
from welfare_desk.ui.kit.words import Prose

NOON = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


@pytest.fixture
def at_the_desk(house, qtbot, monkeypatch, tmp_path):
    """Morag's window, opened with her passphrase as any desk is, and one client of hers."""
    monkeypatch.setattr(settings, "save", lambda *_: None)
    morag = house.invite("Morag Sinclair")
    client = a_client(morag, surname="Ahmed", forenames="Zara")
    folder = morag.folder
    morag.close()
    house.opened.remove(morag)
    app = QApplication.instance()
    program = Program(app, FixedClock(NOON), settings.Settings())
    program._asked_for_pin = True
    program.show_lock(folder)
    qtbot.addWidget(program.window)
    program.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: program.desk is not None, timeout=20_000)
    qtbot.waitUntil(
        lambda: program.link.news is not None and program.link.news.listening.is_set(), timeout=20_000
    )
    yield program, client
    program.window.close()


def test_anothers_change_appears_without_being_asked_for(at_the_desk, house, qtbot):
    program, client = at_the_desk
    program.window.go("client-details", person=client)
    screen = program.window.front()
    qtbot.waitUntil(lambda: screen.form.values()["surname"] == "Ahmed", timeout=20_000)
    view = clients.client(house.manager, client)
    theirs = replace(view.draft, gp_name="Dr S Ali")
    clients.change_client(house.manager, client, theirs, version=view.version, today=TODAY)
    qtbot.waitUntil(lambda: screen.form.values()["gp_name"] == "Dr S Ali", timeout=20_000)


def test_what_is_being_typed_stays_and_both_versions_are_shown(at_the_desk, house, qtbot):
    program, client = at_the_desk
    program.window.go("client-details", person=client)
    screen = program.window.front()
    qtbot.waitUntil(lambda: screen.form.values()["surname"] == "Ahmed", timeout=20_000)
    screen.form.show_values({"forenames": "Zahra", "phone": "07700 900555"})
    view = clients.client(house.manager, client)
    theirs = replace(view.draft, forenames="Sara", gp_name="Dr S Ali")
    clients.change_client(house.manager, client, theirs, version=view.version, today=TODAY)
    qtbot.waitUntil(lambda: screen.banner.isVisible(), timeout=20_000)
    assert screen.form.values()["forenames"] == "Zahra"
    screen.see_both()
    qtbot.waitUntil(lambda: isinstance(screen.form._top, Both), timeout=20_000)
    assert {one.name: (one.mine, one.theirs, one.by_both) for one in screen.form._top.found} == {
        "forenames": ("Zahra", "Sara", True),
        "gp_name": ("", "Dr S Ali", False),
    }
    said = [one.accessibleName() for one in screen.form._top.findChildren(Prose)]
    assert "Forenames, yours: Zahra" in said and "Forenames, theirs: Sara" in said
    assert "GP: now “Dr S Ali”, as they wrote." in said
    screen.save()
    qtbot.waitUntil(lambda: clients.client(house.manager, client).draft.forenames == "Zahra", timeout=20_000)
    after = clients.client(house.manager, client).draft
    assert (after.phone, after.gp_name) == ("07700 900555", "Dr S Ali")


def test_what_a_manager_hands_over_is_told_on_today_and_opened_from_there(at_the_desk, house, qtbot):
    program, _ = at_the_desk
    gives = house.invite("Ola Smith")
    case = a_case(gives, a_client(gives, surname="Carried"))
    morag = program.desk.advisor.id
    handing.hand_over(
        house.manager, gives.advisor.id, morag, why="Lives in her patch", case_id=case, today=TODAY
    )
    program.window.go("today")
    today = program.window.front()

    def told():
        return next((row for row in today.before.rows.rows if row.key and row.key[0] == "handed"), None)

    qtbot.waitUntil(lambda: told() is not None, timeout=20_000)
    first, second = (cell.spoken() for cell in told().cells)
    assert "1 case from Ola Smith" in first and "Lives in her patch" in first and "yours now" in second
    today.before.opened.emit(told())
    qtbot.waitUntil(lambda: handing.to_tell(program.desk, today=TODAY) == (), timeout=20_000)
    assert program.window.front().name == "workers"
    program.window.go("case", case=case)
    screen = program.window.front()
    qtbot.waitUntil(lambda: "Hand it over" in words_on(screen.details), timeout=20_000)
