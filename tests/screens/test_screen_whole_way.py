"""Consent, reading, notes, letter, the GP's word, issue, print, and the end of it all: by keyboard alone."""

from by_keyboard import choose, press, push, settle, tick, words_on, write
from PySide6.QtPrintSupport import QPrinter

from welfare_desk.casework import access, agency

FIRST = "Cannot lift a full kettle since the operation on his hand."
SECOND = "Walks about 40 metres before he must rest."
AMENDED = "Walks about 60 metres before he must rest."


def test_the_whole_way_by_keyboard_and_a_withdrawal_kills_the_letter(
    practice, practice_window, qtbot, heard, tmp_path
):
    window, told = practice_window, practice.told
    where = {"person": told.clients["tam"], "case": told.cases["tam"]}
    sss = next(body.id for body in agency.recipients(practice.desk) if body.code == "sss")
    practice_id = next(row.id for row in agency.practices(practice.desk) if row.name.startswith("Millbank"))
    heard.paper = QPrinter()
    heard.paper.setOutputFormat(QPrinter.OutputFormat.PdfFormat)

    # The consent.
    window.go("consent", **where)
    settle(window, qtbot)
    form = window.front().form
    tick(form, "polarity", "permit")
    tick(form, "purposes", "benefit_claim")
    choose(form, "practice_id", practice_id)
    tick(form, "categories", "all")
    tick(form, "actions", "read", "write", "quote", "disclose")
    tick(form, "recipient_ids", sss)
    tick(form, "method", "written")
    tick(form, "private_place", True)
    press(window, "Ctrl+S", qtbot)
    assert "Consent recorded until Wed 26 May 2027." in words_on(window.front())

    # The record, opened, noted from twice, closed.
    push(window, "Open evidence", qtbot)
    push(window, "Read the record", qtbot, inside=window.front())
    form = window.front().form
    write(form, "why", "his hands and his walking")
    tick(form, "categories", "function")
    press(window, "Ctrl+S", qtbot)
    assert "Record open since 10:12, under the consent of 26 Nov 2026" in words_on(window.front())
    for text, activity in ((FIRST, "preparing_food"), (SECOND, "moving_around")):
        form = window.front().form
        write(form, "text", text)
        write(form, "entry_on", "2/9/2026")
        write(form, "entry_kind", "clinic letter")
        choose(form, "category", "function")
        tick(form, "quoted", False)
        choose(form, "third_party", "none")
        choose(form, "harm", "none")
        tick(form, "activities", activity)
        press(window, "Ctrl+S", qtbot)
    press(window, "Esc", qtbot)
    push(window, "Close the record", qtbot, inside=window.front())
    assert "Record open" not in words_on(window.front())
    assert len(window.front().map.cells.notes) == 2

    # The letter, drafted from both and given to the practice.
    press(window, "Ctrl+L", qtbot)
    choose(window.front().form, "recipient_id", sss)
    press(window, "Ctrl+S", qtbot)
    letter = window.front()
    assert letter.statements.statements.shown[0].row.text == FIRST
    heard.paper.setOutputFileName(str(tmp_path / "sheet.pdf"))
    press(window, "Ctrl+P", qtbot)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "With GP now" in letter.track.accessibleName()

    # What Dr Rennie says.
    push(window, "Enter Dr Rennie's answers", qtbot)
    first, second = (one.row.id for one in letter.statements.statements.shown)
    tick(letter.form, f"answers.{first}", "agree")
    tick(letter.form, f"answers.{second}", "amend")
    press(window, "Ctrl+S", qtbot)
    assert "An amended statement needs the GP's words." in words_on(letter)
    write(letter.form, f"amended.{second}", AMENDED)
    choose(letter.form, "role", "gp")
    choose(letter.form, "how", "signed copy")
    press(window, "Ctrl+S", qtbot)
    assert [one.answer for one in letter.statements.statements.shown] == ["Accurate", "Amended"]

    # Out.
    push(window, "Issue letter: it can no longer be changed", qtbot)
    heard.paper.setOutputFileName(str(tmp_path / "letter.pdf"))
    press(window, "Ctrl+P", qtbot)
    assert (tmp_path / "letter.pdf").stat().st_size > 5000
    assert AMENDED in letter.statements.statements.shown[1].spoken()

    # And dead.
    place = window.place()
    window.go("consent", **where)
    settle(window, qtbot)
    while "Withdraw now" in words_on(window.front()):  # what he agreed to before, too
        push(window, "Withdraw now", qtbot)
        settle(window, qtbot)
    window.go(place.screen, **place.where)
    settle(window, qtbot)
    spoken = " ".join(one.spoken() for one in letter.statements.statements.shown)
    assert "Closed: rests on a consent withdrawn on Thu 26 Nov 2026" in spoken
    assert FIRST not in spoken and AMENDED not in spoken and letter.page.pages() == 0
    assert not next(b for b in window.title_line.buttons if b.text() == "Print letter").isEnabled()
    looked = access.who_has_looked(practice.desk, where["person"])
    assert any(row.action == "disclose" and row.decision == "disclose" for row in looked)
    assert heard.told == []
