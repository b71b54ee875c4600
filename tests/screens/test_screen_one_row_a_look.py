"""What a note says is in sight only where the gate was asked for it, and each look leaves exactly one row."""

from __future__ import annotations

from collections import Counter

import pytest
from by_keyboard import push, settle, words_on
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit
from sqlalchemy import func, select

from welfare_desk.casework import access
from welfare_desk.casework.notes import evidence
from welfare_desk.records.evidence import Access, EvidenceNote
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.tour_stops import stops_of

SPEAKS = {"letter", "written-letter"}  # a letter's page says what it quotes: one row as it is opened
MEANT = {"evidence_note", "letter", "gp_record"}


def last_row(desk):
    with desk.look() as look:
        return look.scalar(select(func.max(Access.seq))) or 0


def rows_since(desk, seq):
    with desk.look() as look:
        found = look.scalars(select(Access).where(Access.seq > seq).order_by(Access.seq)).all()
        return [(row.action, row.target, row.decision, row.target_id) for row in found if row.target in MEANT]


def in_sight(window):
    """Every word on the window: labels, buttons, fields, and the rows of its lists."""
    QApplication.processEvents()
    said = [words_on(window)]
    said += [field.text() for field in window.findChildren(QLineEdit) if field.isVisible()]
    said += [field.toPlainText() for field in window.findChildren(QTextEdit) if field.isVisible()]
    said += [field.toPlainText() for field in window.findChildren(QPlainTextEdit) if field.isVisible()]
    for rows in window.findChildren(RowList):
        if rows.isVisible():
            said += [cell.spoken() for row in rows.model().rows for cell in row.cells]
    return "\n".join(said)


@pytest.fixture
def sealed(practice):
    """What every note of the practice desk says that may be opened, with its id."""
    desk = practice.desk
    with desk.look() as look:
        ids = look.scalars(select(EvidenceNote.id)).all()
    found = {}
    for id in ids:
        try:
            found[id] = evidence.open_note(desk, id, purpose="benefit_appeal").text
        except access.Blocked:
            continue
    assert len(found) > 5
    return found


def test_no_screen_says_what_a_note_says_without_a_row_of_the_log(practice, practice_window, go, sealed):
    stops = [one for one in stops_of(practice.told) if one.then is None and one.screen != "lock"]
    seen = Counter()
    for stop in stops:
        before = last_row(practice.desk)
        go(stop.screen, **stop.where)
        rows, said = rows_since(practice.desk, before), in_sight(practice_window)
        name = f"{stop.screen} {stop.where}"
        if stop.screen in SPEAKS:
            assert len(rows) <= 1 and all(row[1] == "letter" for row in rows), f"{name}: {rows}"
            seen["letters"] += len(rows)
            continue
        spoken = [id for id, text in sealed.items() if text in said]
        assert not spoken, f"{name} says what a note says"
        assert not rows, f"{name}: {rows}"
        seen["silent"] += 1
    assert seen["silent"] > 40 and seen["letters"] >= 2


def test_opening_a_note_on_the_evidence_page_is_one_row(practice, practice_window, go, sealed, qtbot):
    told = practice.told
    screen = go("evidence", person=told.clients["callum"], case=told.cases["callum"])
    before = last_row(practice.desk)
    push(practice_window, "Open note", qtbot)
    settle(practice_window, qtbot)
    [(action, target, decision, id)] = rows_since(practice.desk, before)
    assert (action, target, decision) == ("read", "evidence_note", "read")
    assert sealed[id] in in_sight(screen)
