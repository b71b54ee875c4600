"""What is half typed somewhere is shown there again, and nowhere else, however fast somebody moves on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from by_keyboard import settle
from PySide6.QtWidgets import QPlainTextEdit
from seen_and_heard import painted
from test_fast_travel import pairs
from test_screen_others_write import TYPED, fields_of, type_in

from welfare_desk.casework import kept_typing
from welfare_desk.casework.desk import Changes, ReadOnlyDesk, ServerGone
from welfare_desk.casework.matters import cases
from welfare_desk.ui.shared import sights
from welfare_desk.ui.tour_stops import stops_of

SENT = date(2026, 11, 20)
NEW_ADDRESS = "4 Kestrelmuir Lane"


def a_notice(screen):
    screen.record_notice()
    screen.form.show_values({"event": "redet_sent", "event_on": SENT})


def an_answer(screen):
    next(iter(screen.answers.fields.values())).set_value("Kestrelmuir")


PLACES = [
    ("case", ("case", "cases", "callum"), ("case", "cases", "isla"), a_notice),
    ("written-letter", ("letter", "letters", "welcome"), ("letter", "letters", "grounds"), an_answer),
]


def place(practice, word, of, who):
    return {word: getattr(practice.told, of)[who]}


@pytest.fixture(params=PLACES, ids=[one[0] for one in PLACES])
def kept(request, go, practice, practice_window):
    """A screen, the place something was half typed at before a lock, and another place of that screen."""
    name, first, second, typing = request.param
    here, there = place(practice, *first), place(practice, *second)
    typing(go(name, **here))
    typed = practice_window.half_typed()
    assert list(typed) == [kept_typing.place_of(name, here)]
    practice_window.lock()
    practice_window.go("today")
    practice_window.unlocked()
    return name, here, there, typed


def test_a_page_left_before_it_was_read_shows_it_under_no_other_name(kept, go, practice_window):
    name, here, there, typed = kept
    practice_window.go(name, **here)  # and on, before its answer has come
    screen = go(name, **there)
    assert screen.draft() is None
    assert practice_window.half_typed() == typed
    assert go(name, **here).draft() == typed[kept_typing.place_of(name, here)][1]


def test_until_it_is_shown_it_is_kept_and_then_it_is_the_pages_own(kept, go, practice_window):
    name, here, _, typed = kept
    practice_window.go(name, **here)
    assert practice_window.half_typed() == typed
    screen = go(name, **here)
    assert practice_window.half_typed() == typed
    while screen.leave():
        pass
    assert screen.draft() is not None or practice_window.half_typed() == {}


def test_two_pages_of_one_kind_keep_what_is_half_typed_on_each(kept, go, practice_window):
    name, here, there, _ = kept
    typing = next(one[3] for one in PLACES if one[0] == name)
    typing(go(name, **there))
    both = practice_window.half_typed()
    assert both.keys() == {kept_typing.place_of(name, here), kept_typing.place_of(name, there)}
    practice_window.lock()
    practice_window.unlocked()
    for where in (here, there):
        assert go(name, **where).draft() == both[kept_typing.place_of(name, where)][1]


def test_a_page_that_could_not_be_read_keeps_it(kept, go, practice_window, monkeypatch):
    name, here, _, typed = kept
    with monkeypatch.context() as gone:
        gone.setattr(sights.seen, "moment", no_server)
        go(name, **here)
    assert practice_window.half_typed() == typed
    assert go(name, **here).draft() == typed[kept_typing.place_of(name, here)][1]


def no_server(desk):
    raise ServerGone


def test_a_pack_gone_to_by_its_case_has_it_again_after_the_lock(practice, go, practice_window):
    case = {"case": practice.told.cases["callum"]}
    screen = go("pack", **case)
    screen.text.text.setPlainText("Kestrelmuir")
    assert screen.draft() is not None
    practice_window.lock()
    practice_window.unlocked()
    assert go("pack", **case).text.value() == "Kestrelmuir"


def test_on_every_page_it_is_there_again_after_the_lock(practice, practice_window, go, qtbot):
    """Written down as the desk seals it, and read out of that."""
    window, lost, tried = practice_window, [], 0
    window.activateWindow()
    for stop in stops_of(practice.told):
        if not window.has(stop.screen):
            continue
        go(stop.screen, **stop.where)
        if stop.then is not None:
            stop.then(window)
            settle(window, qtbot)
        page = window.front()
        field = next(fields_of(page), None) if page is not None else None
        if field is None:
            continue
        type_in(field)
        draft = page.draft()
        if draft is None:
            continue
        sealed = {at: kept_typing.written(one) for at, one in window.half_typed().items()}
        window.lock()
        window.forget_typing()
        window.give_back({at: kept_typing.taken(words) for at, words in sealed.items() if words})
        window.unlocked()
        for _ in range(3):
            settle(window, qtbot)
        back = window.front()
        found = back.draft() == draft or any(TYPED in text_of(one) for one in fields_of(back))
        if None in sealed.values() or not (found or TYPED in painted(window)):
            lost.append(stop.name)
        tried += 1
        window.lock()
        window.forget_typing()
        window.unlocked()
    assert lost == []
    assert tried > 30


# Sent on to another client ------------------------------------------------------------------------------


def text_of(field):
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()


def test_what_is_typed_on_a_page_is_there_again_after_the_same_page_of_another(practice, go, practice_window):
    """Either it saves itself, as a note does, or it is half typed as it was; nothing is lost by going on."""
    lost, shown, tried = [], [], 0
    for screen, here, _, there, _ in pairs(practice):
        field = next(fields_of(go(screen, **here)), None)
        if field is None:
            continue
        type_in(field)
        draft = practice_window.front().draft()
        if draft is None:
            continue
        other = go(screen, **there)
        if any(TYPED in text_of(one) for one in fields_of(other)):
            shown.append(screen)
        back = go(screen, **here)
        if back.draft() != draft and TYPED not in painted(practice_window):
            lost.append(screen)
        while back.draft() is not None and back.leave():
            pass
        tried += 1
    assert (lost, shown) == ([], [])
    assert tried > 12


@pytest.fixture
def saving(practice, go, slowly):
    """Somebody's details, changed and just being saved as the advisor goes on to another's."""
    here, there = ({"person": practice.told.clients[one]} for one in ("callum", "isla"))
    page = go("client-details", **here)
    page.form.fields["address"].set_value(NEW_ADDRESS)
    with slowly(saves=True):
        page.save()
    return here, there


def test_what_is_saved_late_is_not_given_back_and_calls_nobody_away(saving, go, practice, practice_window):
    here, there = saving
    shown = go("client-details", **there)
    assert practice_window.place().where == there and shown.form.fields["address"].value() != NEW_ADDRESS
    assert practice_window.half_typed() == {}
    assert go("client-details", **here).form.fields["address"].value() == NEW_ADDRESS


def test_what_could_not_be_saved_late_is_said_and_kept(
    saving, go, practice, practice_window, monkeypatch, qtbot
):
    here, there = saving
    unheard = []
    practice_window.room.jobs.unheard.connect(unheard.append)
    practice.desk.read_only = True  # by the time its turn comes
    go("client-details", **there)
    practice.desk.read_only = False
    assert [type(fault) for fault in unheard] == [ReadOnlyDesk]
    assert practice_window.place().where == there
    assert go("client-details", **here).form.fields["address"].value() == NEW_ADDRESS


def test_a_date_of_the_same_case_is_no_other_place(practice, go, practice_window):
    """What is typed stays where it stands, once, and is gone when it has been saved."""
    case = practice.told.cases["callum"]
    dates = [one.id for one in cases.case(practice.desk, case).key_dates]
    page = go("case", case=case)
    a_notice(page)
    typed = page.draft()
    assert go("case", case=case, key_date=dates[0]) is page and page.draft() == typed
    assert len(practice_window.half_typed()) == 1
    page.leave()
    assert go("case", case=case).draft() is None and practice_window.half_typed() == {}


def test_what_a_page_shows_on_after_it_was_sent_on_is_kept_once(go, practice_window, monkeypatch):
    page = go("call", person=practice_window.room.desk.advisor.id)
    monkeypatch.setattr(page, "draft", lambda: ("typed",))
    monkeypatch.setattr(page, "parting", lambda: ("typed",))
    assert go("call", person=UUID(int=7)) is page
    assert [typed for _, typed in practice_window.half_typed().values()] == [("typed",)]


def test_what_was_erased_is_not_kept_half_typed(kept, practice_window):
    here = kept[1]
    practice_window.announce(Changes(frozenset({"clients"}), gone=frozenset(here.values())))
    assert practice_window.half_typed() == {}
