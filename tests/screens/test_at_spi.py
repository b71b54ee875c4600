"""The walk a screen reader takes on Linux, as docs/screen-reader.md writes it down, over the real bus."""

import re
import shutil
from pathlib import Path

import at_spi
import pytest

WALK = Path(__file__).parents[2] / "docs" / "screen-reader.md"
_STOP = re.compile(r"^## (.+?) \(`([a-z-]*)`\)\n(.*?)(?=^## |\Z)", re.M | re.S)
STOPS = [
    (title, screen, re.findall(r"^    (\S.*)$", body, re.M))
    for title, screen, body in _STOP.findall(WALK.read_text(encoding="utf-8"))
]


def test_the_walk_is_written_down():
    assert [screen for _, screen, _ in STOPS] == ["", "today", "clients", "dates"]
    assert all(lines for *_, lines in STOPS)


@pytest.mark.parametrize(("title", "screen", "lines"), STOPS)
def test_a_stop_of_the_walk_is_heard_as_it_is_written(title, screen, lines, practice_template, tmp_path):
    shutil.copytree(practice_template[0], tmp_path / "desk")
    heard = at_spi.heard(tmp_path / "desk", title, *filter(None, [screen]), awaited=lines)
    assert [line for line in lines if line not in heard] == [], heard
    if not screen:
        assert not [line for line in heard if "Reid" in line or "Drummond" in line]
