"""Both sides of every benchmark give the same answer, on a small desk; no time is any test's business."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import finding, letter, measuring, mutants, pack, rates, reading, scaling, window, working
from benchmarks.__main__ import lines
from benchmarks.caseload import BigDesk, big_desk
from benchmarks.measuring import Pair


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BigDesk]:
    big = big_desk(500, out=tmp_path_factory.mktemp("bench"))
    yield big
    big.desk.close()


def test_reading_a_desk_gives_what_the_bare_query_gives(big: BigDesk) -> None:
    pairs = reading.pairs(big)
    assert [pair.name for pair in pairs if not pair.agrees()] == []
    assert all(pair.ours() for pair in pairs)


@pytest.mark.parametrize(
    "pairs", [letter.pairs, window.pairs, rates.pairs, pack.pairs], ids=["letter", "window", "rates", "pack"]
)
def test_both_sides_agree(pairs) -> None:
    assert all(pair.agrees() for pair in pairs())


def test_the_lists_of_an_advisor_give_what_the_bare_queries_give(big: BigDesk) -> None:
    pairs = working.pairs(big)
    assert [pair.name for pair in pairs if not pair.agrees()] == []
    assert all(pair.ours() for pair in pairs)


def test_one_search_finds_what_the_raw_reading_holds(big: BigDesk) -> None:
    [pair] = finding.pairs(big)
    assert pair.agrees() and len(pair.told(pair.ours())) > 100


def test_a_desk_is_made_once(big: BigDesk) -> None:
    assert big.made_in is not None
    again = big_desk(500, out=big.desk.folder.parent)
    assert again.made_in is None
    again.desk.close()


def test_two_answers_that_differ_are_noticed() -> None:
    assert not Pair("a sum", lambda: 2, lambda: 3).agrees()
    assert Pair("a sum", lambda: "2", lambda: 2, told=int).agrees()


def test_the_sides_take_turns() -> None:
    turns: list[str] = []
    pair = Pair("turns", lambda: turns.append("ours"), lambda: turns.append("bare"), calls=2)
    timed = measuring.side_by_side(pair, rounds=2)
    assert turns == ["ours", "ours", "bare", "bare"] * 3
    assert timed.pair.name in list(lines([timed]))[1]


@pytest.mark.parametrize("module", mutants.modules(), ids=lambda module: module.name)
def test_every_rule_has_tests_that_speak_of_it(module) -> None:
    assert module.tests or not any(mutants.mutants_of(module.text, module.name))


def test_a_program_that_is_not_installed_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window.shutil, "which", lambda program: None)
    told = list(window.peers())
    assert [line.split(",")[0] for line in told if "not installed here" in line] in (
        [],
        ["novelWriter", "KeePassXC"],
    )
    if sys.platform == "linux":
        assert told[0].startswith("a bare window") and " 1.0" in told[0] and "MB" in told[1]


def test_what_a_disk_has_no_room_for_is_said_and_not_made(tmp_path: Path) -> None:
    gigabyte = 1_000_000_000
    fits, told = scaling.fitting("file", scaling.SIZES, tmp_path, 43 * gigabyte)
    assert fits == scaling.SIZES[:2]
    assert told == [
        "A desk in its encrypted file of 1,000,000 people wants 28 GB more; 43 GB are free,"
        " of which 15 are left to others: it is not made here."
    ]
    fits, told = scaling.fitting("file", scaling.SIZES, tmp_path, 60 * gigabyte)
    assert (fits, told) == (scaling.SIZES, [])


def test_a_desk_that_is_there_wants_no_room(tmp_path: Path) -> None:
    made = tmp_path / "server" / "people-1000000"
    made.mkdir(parents=True)
    (made / "made-x").touch()
    fits, told = scaling.fitting("server", scaling.SIZES, tmp_path, 0)
    assert fits == scaling.SIZES[-1:] and len(told) == 2
