"""What was seen on the tour is written down stop by stop; every word of the glossary says its source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from welfare_desk import guide, samples
from welfare_desk.errors import UsageFault
from welfare_desk.ui.tour_stops import undressed_stops

NOTES = Path(__file__).resolve().parents[2] / "docs" / "design" / "tour-notes.md"
_VARIANTS = "|".join(("all", "1 to 6", r"[1-6](?:, [1-6])*"))
_OF_A_LAW = re.compile(r"\bS?S?I \d{4}/\d+|\bAct \d{4}, (?:section|part)s? |UK GDPR Article|\bAct \d{4};")
_OURS = re.compile(r"^Our (?:own word|counting rule)")


def noted() -> dict[str, list[tuple[str, str]]]:
    """Per stop: the variants it was looked at in, and what was found there."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in NOTES.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 3 and cells[0] != "stop":
            found.setdefault(cells[0], []).append((cells[1], cells[2]))
    return found


def test_every_stop_of_the_tour_is_noted_and_no_other(practice) -> None:
    assert set(noted()) == {stop.name for stop in undressed_stops(practice.told)}


def test_a_picture_that_the_tour_does_not_take_is_said_before_any_is_taken(practice, tmp_path) -> None:
    with pytest.raises(UsageFault, match="no picture 'nowhere'"):
        samples.take_pictures(practice, tmp_path, only=("dates", "nowhere"))
    assert not any(tmp_path.glob("*.png"))


def test_a_note_names_its_variants_and_a_fault_or_why_there_is_none() -> None:
    for stop, lines in noted().items():
        for variants, said in lines:
            assert re.fullmatch(_VARIANTS, variants), (stop, variants)
            assert len(said) > 10 and (not said.startswith("none") or "because" in said), (stop, said)


def test_all_six_variants_of_every_stop_were_looked_at() -> None:
    for stop, lines in noted().items():
        seen = set("123456") if any(one in ("all", "1 to 6") for one, _ in lines) else set()
        seen |= {figure for variants, _ in lines for figure in re.findall(r"[1-6]", variants)}
        assert seen == set("123456"), (stop, sorted(set("123456") - seen))


def test_every_word_of_the_glossary_says_where_it_comes_from() -> None:
    [page] = [page for page in guide.pages() if page.name == "words"]
    rows = [line.strip("|").split("|") for line in page.text.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 30
    for word, meaning, source in ([cell.strip() for cell in row] for row in rows):
        assert word and meaning
        assert _OF_A_LAW.search(source) or _OURS.match(source), (word, source)
