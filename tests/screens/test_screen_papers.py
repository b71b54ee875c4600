"""Papers, packs and the queue on screen: added, looked at from memory, put in order, made, printed."""

import sys
from pathlib import Path

import pytest
from by_keyboard import press, push, words_on
from for_everyone import assert_every_focusable_widget_has_a_name
from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "letters"))
import strangers_papers as strangers

from welfare_desk.casework.papers import attachments, packs
from welfare_desk.letters.papers.unfit import Unfit
from welfare_desk.ui import printing
from welfare_desk.ui.papers import drawing


def rest(window, qtbot):
    """Until nothing is under way; a busy machine takes its time to start a process."""
    qtbot.waitUntil(lambda: not window.room.jobs.busy(), timeout=60_000)
    QApplication.processEvents()


@pytest.fixture
def go(practice_window, qtbot):
    def there(name, **where):
        practice_window.go(name, **where)
        for _ in range(4):
            rest(practice_window, qtbot)
        return practice_window.front()

    return there


@pytest.fixture
def callum(practice):
    return {"person": practice.told.clients["callum"], "case": practice.told.cases["callum"]}


def listed(rows):
    return [row.cells[0].text for row in rows.rows.rows if row.kind == "row"]


def test_papers_are_listed_by_part_and_the_first_is_shown_from_memory(go, callum, tmp_path):
    screen = go("papers", **callum)
    assert listed(screen.list) == [
        "Re-determination of 9 November",
        "Rheumatology clinic letter",
        "Council letter about the parking badge",
    ]
    assert screen.view.pages() == 2 and screen.view_head.words.text() == "Page 1 of 2"
    assert_every_focusable_widget_has_a_name(screen)


def test_a_file_is_looked_at_then_described_then_kept(
    go, callum, practice, practice_window, qtbot, heard, tmp_path
):
    screen = go("papers", **callum)
    heard.path = tmp_path / "wage_slip_october.pdf"
    heard.path.write_bytes(strangers.a_pdf())
    push(practice_window, "Add papers", qtbot)
    rest(practice_window, qtbot)
    assert screen.form.values()["title"] == "wage slip october"
    assert screen.form.values()["case_id"] == callum["case"]
    assert not screen.form.fields["category"].isVisibleTo(screen.form)
    screen.form.fields["kind"].set_value("money")
    press(practice_window, "Ctrl+S", qtbot)
    rest(practice_window, qtbot)
    [row] = [one for one in attachments.papers(practice.desk) if one.kind == "money"]
    assert (row.title, row.pages, row.case_id) == ("wage slip october", 1, callum["case"])
    assert screen.list.chosen_row().key == row.id


def test_a_bad_file_is_named_with_its_reason(go, callum, practice, practice_window, qtbot, heard, tmp_path):
    screen = go("papers", **callum)
    heard.path = tmp_path / "award.pdf"
    heard.path.write_bytes(b"MZ" + bytes(300))
    push(practice_window, "Add papers", qtbot)
    rest(practice_window, qtbot)
    assert screen.banner.sentence.text() == "award.pdf cannot be kept: it is a program."
    assert screen.form is None and len(attachments.papers(practice.desk)) == 3


def test_a_paper_about_health_without_consent_says_whom_to_ask(
    go, practice, practice_window, qtbot, heard, tmp_path
):
    screen = go("papers", person=practice.told.clients["fiona"], case=practice.told.cases["fiona"])
    assert "No paper yet." in words_on(screen)
    heard.path = tmp_path / "clinic.pdf"
    heard.path.write_bytes(strangers.a_pdf())
    screen.choose_files()
    rest(practice_window, qtbot)
    screen.form.fields["kind"].set_value("medical")
    screen.form.ask_what_bears()
    assert screen.form.fields["category"].value() == "hospital_letters"
    screen.save()
    rest(practice_window, qtbot)
    assert screen.banner.isVisibleTo(screen) and screen.form is not None
    assert attachments.papers(practice.desk, person_id=practice.told.clients["fiona"]) == []


def test_a_pack_is_put_in_order_made_and_shown(go, callum, practice, practice_window, qtbot, heard, tmp_path):
    screen = go("pack", case=callum["case"])
    assert listed(screen.list)[:3] == [
        "Re-determination of 9 November",
        "Rheumatology clinic letter",
        "Council letter about the parking badge",
    ]
    assert_every_focusable_widget_has_a_name(screen)
    badge = packs.pack_view(practice.desk, screen._pack.row.id).papers[2].key
    screen.list.choose(badge)
    for _ in range(2):  # out of the other papers into the evidence, then before the clinic's letter
        push(practice_window, "Up", qtbot)
        rest(practice_window, qtbot)
    assert listed(screen.list)[1] == "Council letter about the parking badge"
    screen.heading().primary.do()
    for _ in range(4):
        rest(practice_window, qtbot)
    assert screen.view.pages() == 8  # cover, index, two dividers, four pages of papers
    heard.path = tmp_path / "pack.pdf"
    push(practice_window, "Save pack", qtbot)
    rest(practice_window, qtbot)
    assert heard.path.read_bytes().startswith(b"%PDF")


def test_what_may_not_leave_is_said_before_anything_is_made(go, callum, practice_window, qtbot):
    screen = go("pack", case=callum["case"])
    dwp = next(body.id for body in screen._pack.bodies if body.code == "dwp")
    next(tick for body, tick in screen.form.copies.ticks if body == dwp).click()
    for _ in range(3):
        rest(practice_window, qtbot)
    assert screen.banner.sentence.text() == "3 papers may not leave as things stand."
    assert screen.heading().primary.closed_because


def test_the_queue_prints_all_after_naming_each_reader(go, practice, practice_window, qtbot, heard, tmp_path):
    screen = go("print-later")
    assert listed(screen.list) == ["Hugh Lennie"]
    paper = QPrinter(QPrinter.PrinterMode.HighResolution)
    paper.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    paper.setOutputFileName(str(tmp_path / "printed.pdf"))
    paper.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    heard.paper = paper
    screen.print_all()
    for _ in range(6):
        rest(practice_window, qtbot)
    assert heard.asked == ["Print this?"]
    document = QPdfDocument()
    document.load(str(tmp_path / "printed.pdf"))
    assert document.pageCount() >= 1
    assert listed(screen.list) == []


def test_only_the_pages_asked_for_are_printed_and_as_often():
    paper = QPrinter()
    paper.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    assert printing.pages_wanted(paper, 5) == [0, 1, 2, 3, 4]
    paper.setFromTo(2, 3)
    assert printing.pages_wanted(paper, 5) == [1, 2]
    paper.setFromTo(4, 9)
    assert printing.pages_wanted(paper, 5) == [3, 4]
    paper.setPageRanges(QPageRanges.fromString("1, 3-4"))
    assert printing.pages_wanted(paper, 5) == [0, 2, 3]


def test_pages_that_cannot_be_drawn_are_said_and_nothing_else_happens():
    sizes = drawing.draw(strangers.a_pdf(pages=2), 0, 9, 200).sizes
    assert [tuple(round(side, 1) for side in size) for size in sizes] == 2 * [(595.3, 841.9)]
    for broken in (b"%PDF-1.4 nonsense", b"", strangers.a_pdf()[:300]):
        with pytest.raises(Unfit):
            drawing.draw(broken, 0, 1, 200)


def test_files_dropped_wait_their_turn(go, callum, practice, practice_window, qtbot, tmp_path):
    screen = go("papers", **callum)
    files = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    for number, file in enumerate(files, start=1):
        file.write_bytes(strangers.a_pdf(pages=number))
    screen.add_files(files)
    for file in files:
        rest(practice_window, qtbot)
        assert screen.form.values()["title"] == file.stem
        screen.form.fields["kind"].set_value("other")
        screen.save()
        for _ in range(3):
            rest(practice_window, qtbot)
    assert {row.title for row in attachments.papers(practice.desk)} >= {"one", "two"}
