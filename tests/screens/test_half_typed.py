"""What is half typed somewhere is shown there again, and nowhere else, however fast somebody moves on."""

from __future__ import annotations

from datetime import date

import pytest

from welfare_desk.casework import kept_typing
from welfare_desk.casework.desk import ServerGone
from welfare_desk.ui.shared import sights

SENT = date(2026, 11, 20)


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
