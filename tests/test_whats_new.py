"""What changed is read out of the changelog the program comes with, and is new to each person once."""

from __future__ import annotations

import re
from pathlib import Path

from welfare_desk import changelog
from welfare_desk.changelog import Change

TEXT = """# What changed

## Not yet released

The first.

* *Ctrl+F* finds anything: words
  of the journal.
* A second line.

## 0.9

* An old one.
"""


def test_each_line_is_read_whole_under_its_release() -> None:
    assert changelog.read(TEXT) == [
        Change("*Ctrl+F* finds anything: words of the journal.", "Not yet released"),
        Change("A second line.", "Not yet released"),
        Change("An old one.", "0.9"),
    ]


def test_the_programs_own_changelog_is_read_to_the_last_line() -> None:
    told = (Path(changelog.__file__).parents[1] / "CHANGELOG.md").read_text(encoding="utf-8")
    assert len(changelog.changes()) == len(re.findall(r"^\* ", told, re.MULTILINE)) > 40
    marks = [one.mark for one in changelog.changes()]
    assert len(set(marks)) == len(marks)


def test_what_was_read_is_not_new_and_nothing_is_to_whoever_comes_first() -> None:
    first, *others = changelog.changes()
    assert changelog.new_since(None) == ()
    assert changelog.new_since([one.mark for one in changelog.changes()]) == ()
    assert changelog.new_since([one.mark for one in others]) == (first,)


def test_the_page_has_what_is_new_first_and_every_line_when_nothing_is() -> None:
    first = changelog.changes()[0]
    page = changelog.page((first.mark,))
    assert page.startswith(f"## New since you were last here\n* {first.words}")
    assert "Before that" in page and page.count(first.words) == 1
    whole = changelog.page()
    assert "New since" not in whole
    assert all(one.words in whole for one in changelog.changes())
