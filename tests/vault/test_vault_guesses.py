"""Threat 10: guessing at the lock screen."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from vault_desk import ANN, NOW, PASSPHRASE, SmallDesk

from welfare_desk.vault import faults, guesses
from welfare_desk.vault.desk_key import Person
from welfare_desk.vault.keys import KeyFile

WRONG = "wrong wrong but long enough"
BOB = Person("p-bob", "Bob Cairns")
BOBS = "kettle umbrella fjord seven"


def guess_wrong(desk: SmallDesk, now: datetime, person_id: str | None = None) -> None:
    with pytest.raises(faults.WrongPassphrase):
        KeyFile(desk.folder).unlock(WRONG, now, person_id)  # a fresh KeyFile is a restart


def test_the_wait_doubles_from_one_second_to_fifteen_minutes() -> None:
    assert [guesses.delay(count) for count in range(13)] == [
        0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900,
    ]  # fmt: skip
    assert guesses.delay(10**9) == 900


def test_each_wrong_try_waits_longer_and_a_restart_forgets_nothing(small_desk: SmallDesk) -> None:
    now, waited = NOW, []
    for _ in range(5):
        guess_wrong(small_desk, now)
        waited.append(KeyFile(small_desk.folder).wait(now))
        with pytest.raises(faults.TryLater) as later:
            KeyFile(small_desk.folder).unlock(PASSPHRASE, now)
        assert later.value.seconds == waited[-1]
        now += timedelta(seconds=waited[-1])
    assert waited == [1, 2, 4, 8, 16]
    assert small_desk.keys.wrong_tries(ANN.id) == 5
    assert small_desk.keys.unlock(PASSPHRASE, now)
    assert small_desk.keys.wait(now) == small_desk.keys.wrong_tries(ANN.id) == 0


def test_fewer_than_ten_guesses_fit_in_five_minutes(small_desk: SmallDesk) -> None:
    now, tries = NOW, 0
    while now < NOW + timedelta(minutes=5):
        guess_wrong(small_desk, now)
        tries += 1
        now += timedelta(seconds=small_desk.keys.wait(now))
    assert tries < 10


def altered_counts() -> list[tuple[str, Any]]:
    earlier = (NOW - timedelta(days=1)).isoformat()
    return [
        ("deleted", lambda content: content.pop("guesses")),
        ("emptied", lambda content: content.update(guesses={})),
        ("tries emptied", lambda content: content["guesses"].update(tries={})),
        ("fewer", lambda content: content["guesses"]["tries"][ANN.id].update(wrong=0)),
        ("earlier", lambda content: content["guesses"]["tries"][ANN.id].update(last_at=earlier)),
        ("no mark", lambda content: content["guesses"].pop("mark")),
        ("garbage", lambda content: content.update(guesses=[1])),
        ("null", lambda content: content.update(guesses=None)),
    ]


@pytest.mark.parametrize(("how", "alter"), altered_counts(), ids=[how for how, _ in altered_counts()])
def test_an_altered_count_means_the_longest_wait(small_desk: SmallDesk, how: str, alter: Any) -> None:
    guess_wrong(small_desk, NOW)
    path = small_desk.folder / "keys.json"
    content = json.loads(path.read_text())
    alter(content)
    path.write_text(json.dumps(content))
    later = NOW + timedelta(minutes=1)
    with pytest.raises(faults.TryLater) as wait:
        small_desk.keys.unlock(PASSPHRASE, later)
    assert wait.value.seconds == guesses.LONGEST
    assert small_desk.keys.wait(later + timedelta(minutes=14)) == 60  # counted from when it was noticed
    assert small_desk.keys.unlock(PASSPHRASE, later + timedelta(minutes=15))


def test_a_try_is_counted_even_if_the_program_is_ended_before_the_answer(small_desk: SmallDesk) -> None:
    keys = small_desk.keys
    with pytest.raises(TypeError):
        keys._try(lambda content: content.of_kind("passphrase"), None, NOW)  # type: ignore[arg-type]
    assert small_desk.keys.wait(NOW) == 1


def test_a_clock_set_back_does_not_shorten_and_one_put_right_does_not_lock_out(small_desk: SmallDesk) -> None:
    far = NOW + timedelta(days=3000)
    for _ in range(4):
        guess_wrong(small_desk, far)
        far += timedelta(seconds=60)
    assert small_desk.keys.wait(NOW) == 8  # a full wait, from now
    assert small_desk.keys.unlock(PASSPHRASE, NOW + timedelta(seconds=8))


def test_a_colleague_cannot_clear_your_count_with_their_own_passphrase(small_desk: SmallDesk) -> None:
    small_desk.keys.add_person(small_desk.key, BOB, BOBS, NOW)
    now = NOW
    for _ in range(3):
        guess_wrong(small_desk, now, ANN.id)
        now += timedelta(seconds=small_desk.keys.wait(now, ANN.id))
        assert small_desk.keys.unlock(BOBS, now)
        assert small_desk.keys.unlock(BOBS, now, BOB.id)
    guess_wrong(small_desk, now, ANN.id)
    assert small_desk.keys.wait(now, ANN.id) == 8
    assert small_desk.keys.wait(now, BOB.id) == 0
    assert small_desk.keys.wait(now) == 0


def test_opening_with_no_name_counts_against_everyone_only_when_wrong(small_desk: SmallDesk) -> None:
    small_desk.keys.add_person(small_desk.key, BOB, BOBS, NOW)
    assert small_desk.keys.unlock(BOBS, NOW).person_id == BOB.id
    assert small_desk.keys.wait(NOW, ANN.id) == 0
    guess_wrong(small_desk, NOW)
    assert (small_desk.keys.wait(NOW, ANN.id), small_desk.keys.wait(NOW, BOB.id)) == (1, 1)


def test_a_try_taken_back_keeps_what_others_counted_meanwhile() -> None:
    before = guesses.Guesses().one_more(["a", "b"], NOW)
    counted = before.one_more(["a", "b"], NOW + timedelta(seconds=5))
    assert counted.taken_back(["a"], before).wrong["a"] == before.wrong["a"]
    meanwhile = counted.one_more(["a"], NOW + timedelta(seconds=6))
    assert meanwhile.taken_back(["a"], before).wrong["a"].count == 2
    assert "a" not in before.taken_back(["a"], guesses.Guesses()).wrong


def test_the_wait_is_said_in_words() -> None:
    said = [faults.TryLater(seconds).said for seconds in (1, 2, 60, 61, 900)]
    assert [sentence.split("wait ")[1].split(" before")[0] for sentence in said] == [
        "1 second", "2 seconds", "1 minute", "2 minutes", "15 minutes",
    ]  # fmt: skip
