"""The network goes while somebody types: what is open stays, what is typed is kept, and it is saved later."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import agency_desk
import pytest
from building import PASSPHRASE, TODAY, MovingClock, a_client
from PySide6.QtWidgets import QApplication
from stalling_proxy import Proxy

from welfare_desk import settings
from welfare_desk.app import Program
from welfare_desk.casework.desk import FixedClock, ServerGone
from welfare_desk.casework.people import clients
from welfare_desk.casework.shared import news
from welfare_desk.casework.shared.opening import shared_of
from welfare_desk.ui.kit.both import Both
from welfare_desk.vault import joined

NOON = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def house(server, tmp_path_factory):
    made = agency_desk.make(server, tmp_path_factory.mktemp("house"), MovingClock(NOON))
    yield made
    made.close()


@pytest.fixture
def away(house, server, qtbot, monkeypatch):
    """Morag's window, one of her clients' details in front, and the line to her server."""
    monkeypatch.setattr(settings, "save", lambda *_: None)
    monkeypatch.setattr(news, "PING_SECONDS", 0.3)
    monkeypatch.setattr(news, "ANSWER_SECONDS", 1.0)
    monkeypatch.setattr(news, "_SELDOM_SECONDS", 1.0)
    line = Proxy(server.port)
    morag = house.through(house.invite("Morag Sinclair"), line.port)
    client = a_client(morag, surname="Ahmed", forenames="Zara")
    morag.close()
    house.opened.remove(morag)
    program = Program(QApplication.instance(), FixedClock(NOON), settings.Settings())
    program._asked_for_pin = True
    program.show_lock(morag.folder)
    qtbot.addWidget(program.window)
    program.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: program.desk is not None, timeout=20_000)
    qtbot.waitUntil(program.link.news.listening.is_set, timeout=20_000)
    program.window.go("client-details", person=client)
    screen = program.window.front()
    qtbot.waitUntil(lambda: screen.form.values()["surname"] == "Ahmed", timeout=20_000)
    yield program, line, client
    line.go_on()
    program.window.close()
    line.close()


def test_what_is_open_stays_typing_goes_on_and_is_saved_with_both_versions(away, house, qtbot, heard):
    program, line, client = away
    window, screen = program.window, program.window.front()
    field = screen.form.fields["forenames"]
    field.setFocus()
    line.cut()
    qtbot.waitUntil(lambda: window.strip.away, timeout=20_000)
    assert window.strip.isVisible() and window.strip.mark.name == "triangle-alert"
    assert "No server" in window.strip.accessibleName()
    assert screen.form.values()["surname"] == "Ahmed" and field.isAncestorOf(window.focusWidget())
    qtbot.keyClicks(window.focusWidget(), "Maryam")
    typed = screen.form.values()["forenames"]
    assert "Maryam" in typed
    window.go("today")
    assert window.front() is screen and "another page opens" in window.status.word.text()
    screen.save()
    qtbot.waitUntil(lambda: bool(heard.told), timeout=20_000)
    assert len(heard.told) == 1 and "No server" not in heard.told[0][0]
    assert screen.form.values()["forenames"] == typed
    assert program.autosave.keep_now()
    folder, key = program.desk.folder, shared_of(program.desk).local
    assert typed in " ".join(joined.typing(folder, key).values())
    assert all(b"Maryam" not in file.read_bytes() for file in folder.iterdir())
    view = clients.client(house.manager, client)
    clients.change_client(
        house.manager, client, replace(view.draft, forenames="Sara"), version=view.version, today=TODAY
    )
    line.go_on()
    qtbot.waitUntil(lambda: not window.strip.away, timeout=20_000)
    assert screen.form.values()["forenames"] == typed
    qtbot.waitUntil(lambda: screen.banner.isVisible(), timeout=20_000)
    screen.save()
    qtbot.waitUntil(lambda: isinstance(screen.form._top, Both), timeout=20_000)
    [found] = screen.form._top.found
    assert (found.mine, found.theirs) == (typed, "Sara")
    screen.save()
    qtbot.waitUntil(lambda: clients.client(house.manager, client).draft.forenames == typed, timeout=20_000)


def test_a_page_gone_to_as_the_network_goes_leaves_one_where_one_was(away, qtbot, heard):
    """Before the program has found out: the page in front stays, as it does afterwards."""
    program, line, client = away
    window, screen = program.window, program.window.front()
    qtbot.waitUntil(lambda: not program.jobs.busy(), timeout=20_000)
    screen.form.show_values({"phone": "07700 900555"})
    line.cut()
    window.go("dates")
    assert window.front() is not screen and not window.stays_because
    qtbot.waitUntil(lambda: window.front() is screen, timeout=20_000)
    assert window.place().where == {"person": client} and "another page opens" in window.status.word.text()
    assert screen.form.values()["phone"] == "07700 900555" and screen.draft() is not None
    assert "Ahmed" in window.title_line.accessibleName() + str(screen.heading())
    qtbot.waitUntil(lambda: window.strip.away, timeout=20_000)
    line.go_on()
    qtbot.waitUntil(lambda: not window.strip.away, timeout=20_000)
    assert screen.form.values()["phone"] == "07700 900555"
    window.go("dates")
    qtbot.waitUntil(lambda: window.front().name == "dates" and not window.front().to_be_read, timeout=20_000)


def test_another_client_gone_to_as_the_network_goes_never_stands_beside_the_first_ones_words(
    away, house, qtbot, heard
):
    program, line, client = away
    window = program.window
    other = a_client(program.desk, surname="Orr", forenames="Jean")
    window.go("client", person=client)
    page = window.front()
    qtbot.waitUntil(lambda: page._page is not None and not program.jobs.busy(), timeout=20_000)
    page.timeline.note.text.setPlainText("Zara rang about her rent.")
    line.cut()
    window.go("client", person=other)
    qtbot.waitUntil(lambda: window.body.currentWidget() is window.not_read, timeout=20_000)
    assert "Zara" not in str(window.half_typed()) and not page.isVisible()
    qtbot.waitUntil(lambda: bool(heard.told), timeout=20_000)
    assert heard.told == [(heard.told[0][0], "You had written: Zara rang about her rent.")]
    known = {"The server could not be reached: the line to it was cut.", ServerGone.sentence}
    assert heard.told[0][0] in known or heard.told[0][0].startswith("No server")
    line.go_on()
    qtbot.waitUntil(lambda: window.front() is page and page._page is not None, timeout=20_000)
    assert page._page.view.id == other and page.timeline.note.value() == ""


def test_a_line_that_hangs_holds_up_neither_the_screen_nor_the_lock(away, house, qtbot, heard):
    program, line, client = away
    window = program.window
    window.front().form.show_values({"phone": "07700 900555"})
    line.stall()
    slowest, until = 0.0, time.monotonic() + 4
    while time.monotonic() < until and not window.strip.away:
        before = time.monotonic()
        QApplication.processEvents()
        slowest = max(slowest, time.monotonic() - before)
        time.sleep(0.01)
    assert window.strip.away and slowest < 0.5
    before = time.monotonic()
    window.lock()
    assert time.monotonic() - before < 2 and window.is_covered() and program.desk is None
    line.go_on()
    program.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: program.desk is not None, timeout=20_000)
    qtbot.waitUntil(
        lambda: window.front() is not None and window.front().name == "client-details", timeout=20_000
    )
    screen = window.front()
    qtbot.waitUntil(lambda: screen.form.values()["phone"] == "07700 900555", timeout=20_000)
    assert clients.client(house.manager, client).draft.phone != "07700 900555"


def test_who_is_let_go_has_nothing_open_any_more(away, house, qtbot, heard):
    from sqlalchemy import text

    program, _, _ = away
    window, who = program.window, program.desk.advisor.id
    with house.manager.engine.begin() as connection:
        connection.execute(text("SELECT wd_leaves(:who)"), {"who": who})
    qtbot.waitUntil(lambda: window.is_covered() and program.desk is None, timeout=20_000)
    assert "no longer one of the people" in window.lock_screen.field.below.text()
