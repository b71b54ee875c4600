"""The guide says only what runs: its screens, keys, commands, files and pictures are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from welfare_desk import cli, guide
from welfare_desk.guide import GuidePage
from welfare_desk.ui import screens
from welfare_desk.ui.commands import TABLE
from welfare_desk.ui.help.keys import page_of_keys

CHECKOUT = Path(__file__).resolve().parents[1]
PAGES = guide.pages()
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def test_every_screen_is_explained_once() -> None:
    explained = [screen for page in PAGES for screen in page.screens]
    assert sorted(explained) == sorted(set(screens.TABLE) - {"help"})
    assert guide.page_for("letter").name == "letters"
    assert guide.page_for("nowhere") == PAGES[0]


@each_page
def test_every_picture_is_there_and_says_what_it_shows(page: GuidePage) -> None:
    for words, file in re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", page.text):
        assert words and (guide.folder() / file).is_file(), file


@each_page
def test_every_key_it_names_is_a_key(page: GuidePage) -> None:
    keys = {command.key for command in TABLE} | {"Enter", "Alt", "M", "Ctrl+Enter", "Tab", "Esc"}
    named = re.findall(r"\*\*((?:Ctrl|Alt|Shift|F\d|Enter|Esc|Tab|M\b)[^*]*)\*\*", page.text)
    assert set(named) <= keys


@each_page
def test_every_command_and_every_test_it_names_is_there(page: GuidePage) -> None:
    known = cli.commands().format_help()
    for command in re.findall(r"^ {4}welfare-desk ([a-z-]+)", page.text, re.MULTILINE):
        assert re.search(rf"^ +{command}\b", known, re.MULTILINE), command
    for file, test in re.findall(r"`(tests/[a-z_/]+\.py)(?:::(\w+))?`", page.text):
        source = (CHECKOUT / file).read_text(encoding="utf-8")
        assert not test or f"def {test}(" in source, test


def test_the_page_of_keys_is_the_table_itself() -> None:
    """After a change: make guide."""
    [file] = guide.folder().glob("*-keys.md")
    assert file.read_text(encoding="utf-8") == page_of_keys(TABLE)


@pytest.mark.parametrize(
    ("typed", "page", "line"),
    [
        ("recovery key", "first-hour", "recovery key"),
        ("CURTAIN", "keeping-it-safe", "draws the curtain"),
        ("letters", "letters", ""),
        ("moratorium", "words", "Moratorium"),
    ],
)
def test_words_are_found_with_the_line_they_stand_in(typed: str, page: str, line: str) -> None:
    found = {passage.page.name: passage.line for passage in guide.find(typed)}
    assert line in found[page]
    assert not re.search(r"[*`|]", found[page])


def test_nothing_typed_shows_every_page_and_nonsense_none() -> None:
    assert [passage.page for passage in guide.find("  ")] == list(PAGES)
    assert guide.find("xyzzy") == []


def test_nothing_in_a_page_is_taken_for_html() -> None:
    page = GuidePage("x", "X", (), "<script>alert(1)</script>\n\n![p](javascript:alert)")
    assert "<script>" not in page.html() and "javascript:" not in page.html().replace(
        "![p](javascript:alert)", ""
    )


def test_a_file_without_its_head_is_named(tmp_path: Path) -> None:
    file = tmp_path / "99-odd.md"
    file.write_text("no head\n")
    with pytest.raises(ValueError, match=r"99-odd\.md has no head"):
        guide._read(file)
