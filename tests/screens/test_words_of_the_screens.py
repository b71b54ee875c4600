"""The words of the screens go through one door, and how far that reaches is counted, screen by screen.

A language that does not exist is compiled by Qt's own tool from the words read out of the code, and every
stop of the tour is made in it: what is marked passed the door, what is not did not.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from by_keyboard import settle
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QAbstractButton, QLabel, QTabBar, QTreeView, QWidget

from welfare_desk import resources
from welfare_desk.ui import spoken
from welfare_desk.ui.kit.words import Elided, Prose
from welfare_desk.ui.tour_stops import undressed_stops

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

import screen_words  # noqa: E402 - it lies beside the build, not in the program

LEAST = 65
"""Of a hundred texts on the screens of the tour (names and days among them) so many pass; never lower it."""


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every word of the screens between brackets, as Qt's compiled translation."""
    folder = tmp_path_factory.mktemp("words")
    source, made = folder / "pseudo.ts", folder / "pseudo.qm"
    words = screen_words.gathered()
    source.write_text(screen_words.written(words, {word: f"⟦{word}⟧" for word in words}), encoding="utf-8")
    tool = next(iter(Path(sys.executable).parent.glob("pyside6-lrelease*")), None)
    if tool is None:
        pytest.skip("pyside6-lrelease is not beside this Python")
    subprocess.run([str(tool), str(source), "-qm", str(made)], check=True, capture_output=True)
    return made


@pytest.fixture
def speaking_pseudo(qapp, pseudo):
    translator = QTranslator()
    assert translator.load(str(pseudo))
    spoken.speak(translator)
    yield
    spoken.speak(None)


def test_the_words_are_gathered_from_calls_and_nothing_else() -> None:
    code = """
'''A docstring that is no word of a screen.'''
Button("Save it" if new else "Keep it", self.save, "link", "pencil")
Empty("No letters yet.", "They come here.", "Write one")
form.add_row("&Surname", TextField("Not known", help="As on the letter"))
banner.say(f"Found {n}", "Now what & why")
record(code="adult_disability", other="Not a word of a screen")
"""
    found = list(screen_words.words_in(code))
    assert {"Save it", "Keep it", "&Surname", "Not known", "As on the letter"} <= set(found)
    assert {"No letters yet.", "They come here.", "Write one", "Now what & why"} <= set(found)
    assert len(found) == 9


def test_a_modules_own_tables_of_words_are_gathered_too() -> None:
    code = 'TABS = (("open", "Still open"), ("done", "What came of it"))\nclass A:\n    name = "Not this"\n'
    assert list(screen_words.words_kept(code)) == ["Still open", "What came of it"]


def test_what_was_translated_stays_when_the_words_are_gathered_anew(tmp_path: Path) -> None:
    file = tmp_path / "screens.ts"
    file.write_text(screen_words.written(["Save <it> & go", "Close"], {"Save <it> & go": "Zapisz"}), "utf-8")
    assert screen_words.kept(file) == {"Save <it> & go": "Zapisz", "Close": ""}
    again = screen_words.written(["Save <it> & go", "Open"], screen_words.kept(file))
    assert "Zapisz" in again and "Close" not in again


def test_the_source_that_ships_is_qts_own_and_in_british_english() -> None:
    shipped = resources.text("screens.ts")
    assert 'sourcelanguage="en_GB"' in shipped and len(screen_words.kept()) > 1500
    american = re.compile(r"\b(color|favorite|organiz|recogniz|cancel(ed|ing)\b|center\b|licensed\b)", re.I)
    assert [word for word in screen_words.kept() if american.search(word)] == []


def test_in_our_own_language_the_door_hands_words_back_untouched() -> None:
    spoken.speak(None)
    assert spoken.tr("Save") == "Save" and spoken.tr("") == ""


def test_what_people_typed_is_never_translated(speaking_pseudo, qtbot) -> None:
    label = Elided("Save", "text")
    qtbot.addWidget(label)
    assert spoken.tr("Save") == "⟦Save⟧" and label.text() == "Save"


def _texts_on(window: QWidget) -> list[str]:
    """What stands on the window in words, but for what people typed and the cells of lists."""
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or isinstance(widget, Elided):
            continue
        if isinstance(widget, Prose):
            found.append(widget.words)
        elif isinstance(widget, QTabBar):
            found += [widget.tabText(place) for place in range(widget.count())]
        elif isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
        elif isinstance(widget, QTreeView) and (rows := widget.model()) is not None:
            heads = (rows.headerData(place, Qt.Orientation.Horizontal) for place in range(rows.columnCount()))
            found += [str(head) for head in heads if head]
    return [text for text in found if re.search(r"[A-Za-z]{3}", text)]


def test_how_many_words_of_each_screen_pass_the_door(
    speaking_pseudo, practice, practice_window, qtbot, capsys
) -> None:
    counted: dict[str, tuple[int, int]] = {}
    missed: dict[str, int] = {}
    for stop in undressed_stops(practice.told):
        if stop.then is not None:
            continue
        practice_window.go(stop.screen, **stop.where)
        settle(practice_window, qtbot)
        texts = _texts_on(practice_window)
        through = [text for text in texts if "⟦" in text]
        counted[stop.name] = (len(through), len(texts))
        for text in texts:
            if "⟦" not in text:
                missed[text] = missed.get(text, 0) + 1
    passed, every = (sum(pair[part] for pair in counted.values()) for part in (0, 1))
    with capsys.disabled():
        print()
        for name, (through_here, here) in sorted(counted.items(), key=lambda one: one[1][0] / one[1][1]):
            print(f"  {name:28} {through_here:4} of {here:4} texts pass the door")
        print(f"  all {len(counted)} screens: {passed} of {every} ({100 * passed // every} %)")
        print(f"  not passing most often: {sorted(missed, key=missed.__getitem__, reverse=True)[:25]}")
    assert 100 * passed // every >= LEAST
