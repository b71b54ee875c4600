"""What this machine remembers: each choice has its sentence, is kept and read back; no bad value stands."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from pathlib import Path

import pytest
from hypothesis import given, strategies

from welfare_desk import settings
from welfare_desk.settings import TABLE, Declared, Settings

each = pytest.mark.parametrize("one", TABLE, ids=lambda one: one.name)
machines = pytest.mark.parametrize("one", settings.of("machine"), ids=lambda one: one.name)


def another(one: Declared) -> settings.Value:
    """A value that is not the usual one."""
    if isinstance(one.usual, bool):
        return not one.usual
    if one.folder:
        return "/media/stick"
    return next(value for value, _ in reversed(one.offered) if value != one.usual)


@each
def test_every_choice_says_in_a_sentence_what_it_does(one: Declared) -> None:
    assert one.words.replace("&", "")[0].isupper() and one.words.count("&") == 1
    assert one.sentence.endswith(".") and len(one.sentence) > 30
    assert one.fits(one.usual) and all(one.fits(value) for value, _ in one.offered)
    assert one.folder or isinstance(one.usual, bool) or one.said(one.usual) != str(one.usual)


def test_no_two_share_a_name_or_on_their_page_a_letter() -> None:
    assert len({one.name for one in TABLE}) == len(TABLE)
    letters = [one.words[one.words.index("&") + 1].lower() for one in TABLE]
    assert len(set(letters)) == len(letters)


def test_what_the_machine_remembers_is_declared_and_nothing_else() -> None:
    declared = {one.name: one.usual for one in settings.of("machine")}
    assert declared == {field.name: getattr(Settings(), field.name) for field in fields(Settings)}


@machines
def test_it_is_kept_and_read_back(one: Declared, tmp_path: Path) -> None:
    wanted = replace(Settings(), **{one.name: another(one)})
    settings.save(wanted, tmp_path)
    assert settings.read(tmp_path) == (wanted, ())


@machines
@pytest.mark.parametrize("bad", ["purple", 9000, -1, 0.5, None, True, [], {"a": 1}], ids=str)
def test_a_bad_value_is_refused_in_one_sentence_and_the_usual_stands(
    one: Declared, bad: object, tmp_path: Path
) -> None:
    if one.fits(bad):
        pytest.skip(f"{bad!r} may be chosen for {one.name}")
    kept = asdict(Settings(shared_computer=True, text_size=150)) | {one.name: bad}
    (tmp_path / "settings.json").write_text(json.dumps(kept))
    chosen, refused = settings.read(tmp_path)
    [sentence] = refused
    assert one.words.replace("&", "") in sentence and sentence.endswith("stands.")
    assert getattr(chosen, one.name) == one.usual
    assert one.name == "text_size" or chosen.text_size == 150  # the others stay as they were chosen


def test_a_lock_before_the_curtain_is_refused_and_both_are_as_usual(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"curtain_minutes": 10, "lock_minutes": 3}))
    chosen, refused = settings.read(tmp_path)
    assert (chosen.curtain_minutes, chosen.lock_minutes) == (3, 10) and len(refused) == 1


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe\x00", b"[" * 100_000], ids=repr)
def test_a_file_that_cannot_be_read_is_said_and_stops_nobody(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    chosen, refused = settings.read(tmp_path)
    assert chosen == Settings() and len(refused) == 1


def test_where_nothing_was_ever_kept_nothing_is_said(tmp_path: Path) -> None:
    assert settings.read(tmp_path) == (Settings(), ())


_ANYTHING = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.integers() | strategies.text(max_size=20),
    lambda inner: strategies.lists(inner, max_size=3),
    max_leaves=5,
)


@given(strategies.dictionaries(strategies.sampled_from([one.name for one in TABLE] + ["x"]), _ANYTHING))
def test_whatever_lies_in_the_file_every_setting_is_one_there_is(
    tmp_path_factory: pytest.TempPathFactory, kept: dict[str, object]
) -> None:
    place = tmp_path_factory.mktemp("kept")
    (place / "settings.json").write_text(json.dumps(kept))
    chosen, _ = settings.read(place)
    assert all(one.fits(getattr(chosen, one.name)) for one in settings.of("machine"))
    assert settings.problems(chosen) == []
