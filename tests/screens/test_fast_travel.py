"""Going on before what was asked for has come, answers in the wrong order: a page is of its own place."""

from __future__ import annotations

import re

import pytest
import shiboken6
from by_keyboard import settle
from seen_and_heard import heard, painted

from welfare_desk.casework.matters import cases
from welfare_desk.casework.people import clients
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.tour_stops import stops_of


@pytest.fixture
def rest(practice_window, qtbot):
    def until_all_is_read():
        for _ in range(3):
            settle(practice_window, qtbot)

    return until_all_is_read


def names(desk, person):
    return set(re.findall(r"\w{3,}", clients.client(desk, person).name))


def words(window):
    return set(re.findall(r"\w{3,}", f"{painted(window)}\n{heard(window)}"))


def pairs(practice):
    """Every page about one client, with the same page about another; a case comes with its client."""
    desk, told = practice.desk, practice.told
    of = {case: cases.case(desk, case).row.person_id for case in told.cases.values()}
    a_case = {person: case for case, person in of.items()}
    for stop in stops_of(told):
        where = stop.where
        if not where or not where.keys() <= {"person", "case"}:
            continue
        here = where.get("person") or of[where["case"]]
        there = min(set(a_case) - {here})
        yield stop.screen, where, here, {w: there if w == "person" else a_case[there] for w in where}, there


def test_an_answer_that_comes_late_shows_nobody_on_anothers_page(practice, practice_window, slowly, rest):
    window, desk, told, tried = practice_window, practice.desk, {}, 0
    for screen, first, before, second, after in pairs(practice):
        with slowly():
            window.go(screen, **first)
        window.go(screen, **second)
        rest()
        said = words(window)
        window.lock()  # all pages are made anew
        window.unlocked()
        rest()
        said -= words(window)  # what stands there however one comes
        if found := said & (names(desk, before) - names(desk, after)):
            told[screen] = found
        tried += 1
    assert not told
    assert tried > 25


def test_the_pane_beside_a_list_is_of_the_line_that_is_chosen(practice, practice_window, slowly, rest):
    window, differ, tried = practice_window, {}, 0
    for stop in stops_of(practice.told):
        if stop.then is not None or not window.has(stop.screen):
            continue
        window.go(stop.screen, **stop.where)
        rest()
        for one in window.front().findChildren(RowList):
            if not (shiboken6.isValid(one) and one.isVisible()):
                continue
            rows = [row.key for row in one.rows.rows if row.can_be_chosen]
            if len(rows) < 2:
                continue
            shown = []
            for going in (slowly, rest):  # once on at once, once when it has been read
                one.choose(rows[-1])
                rest()
                if going is slowly:
                    with slowly():
                        one.choose(rows[0])
                else:
                    one.choose(rows[0])
                    rest()
                if shiboken6.isValid(one):
                    one.choose(rows[1])
                    rest()
                shown.append(painted(window))
                if not shiboken6.isValid(one):
                    break
            tried += 1
            if len(set(shown)) > 1:
                differ[stop.name] = shown
    assert not differ
    assert tried > 20
