"""A tour dressed as a whole: each variant differs as it says, and its sheets hold every picture."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from welfare_desk.commands import windows
from welfare_desk.ui import theme, tour
from welfare_desk.ui import tour_states as states
from welfare_desk.ui.tour_stops import undressed_stops


def test_the_command_names_the_variants_there_are():
    assert tuple(tour.VARIANTS) == windows._VARIANTS


def test_a_tour_in_one_dress_never_changes_it(practice):
    stops = undressed_stops(practice.told)
    assert "today-dark" not in [stop.name for stop in stops]
    assert len({stop.name for stop in stops}) == len(stops)
    assert [stop.then for stop in stops if stop.name == "clients"] == [None]


def test_high_contrast_is_stronger_and_large_text_is_larger(qapp):
    app = QApplication.instance()
    plain, base = theme.roles(), theme.base()
    theme.apply(app, "light", strong=True)
    assert theme.contrast(theme.roles().quiet, theme.roles().paper) > theme.contrast(plain.quiet, plain.paper)
    theme.apply(app, "light", 2.0)
    assert theme.base() == 2 * base


def test_sheets_hold_every_picture(tmp_path):
    files = []
    for number in range(18):
        file = tmp_path / f"{number}.png"
        picture = QImage(320, 180, QImage.Format.Format_RGB32)
        picture.fill(0xFF0B6770 if number % 2 else 0xFFFFFFFF)
        assert picture.save(str(file))
        files.append(file)
    sheets = tour.contact_sheets(files, tmp_path)
    assert [sheet.name for sheet in sheets] == ["sheet-1.png", "sheet-2.png"]
    assert tour.contact_sheets([], tmp_path) == []


def test_large_text_puts_the_buttons_below_before_it_cuts_the_title(practice, practice_window, go):
    theme.apply(QApplication.instance(), "light", 2.0)
    for screen in ("today", "letter-templates", "letters", "report"):
        go(screen)
        title = practice_window.title_line.title
        assert title.width() >= title.sizeHint().width(), (screen, title.text())


def test_a_state_with_a_window_of_its_own_is_pictured_by_itself_and_closed(
    practice, practice_window, tmp_path
):
    names = ("empty-clients", "recovery-sheet", "our-fault")
    stops = [stop for stop in undressed_stops(practice.told) if stop.name in names]
    busy = practice_window.room.jobs.busy
    tour.visit(practice_window, stops, tmp_path, busy=busy, ratio=1.0)
    sizes = {name: QImage(str(tmp_path / f"{name}.png")).size() for name in names}
    assert sizes["empty-clients"] == practice_window.size()
    assert sizes["our-fault"].width() < sizes["recovery-sheet"].width() < practice_window.width()
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert windows == [practice_window]


def test_two_who_write_the_same_are_shown_both_and_the_line_goes_again(practice, practice_window, go, qtbot):
    page = go("client-details", person=practice.told.clients["callum"])
    states.both_versions(practice.told, practice_window)
    qtbot.waitUntil(lambda: page.form.top() is not None)
    assert practice_window.strip.isVisible()
    states.alone_again(practice_window)
    assert not practice_window.strip.isVisible()
