"""Which passphrases are refused, and how a recovery key is written and read."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.errors import Problems
from welfare_desk.vault import passphrases, recovery
from welfare_desk.vault.faults import RecoveryKeyMistyped

NAMES = ("Morag MacKinnon", "Harbour Road Advice Project")


@pytest.mark.parametrize(
    "good",
    [
        "harbour velvet cactus nine",
        "kettle umbrella fjord",
        "Tha mi sgìth a-nis!",
        "яблоко дерево окно",
        "xK9$mQ2&vL5#",
        "the gulls stole my chips again",
        "monkey puzzle tree opposite",
        "x" * 3 + "brass lantern orbit " * 20,
    ],
)
def test_a_good_passphrase_is_accepted(good: str) -> None:
    assert passphrases.problems(good, names=NAMES) == []


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("short words", "at least 12"),
        ("", "at least 12"),
        ("aaaaaaaaaaaaaaa", "repeats"),
        ("abcabcabcabcabc", "repeats"),
        ("ha ha ha ha ha ha", "repeats"),
        ("1212121212121212", "repeats"),
        ("qwertyuiopasdf", "follows the keyboard"),
        ("abcdefghijklmnop", "follows the keyboard"),
        ("98765432109876543", "follows the keyboard"),
        ("1qaz2wsx3edc", "follows the keyboard"),
        ("password12345", "try first"),
        ("P4ssw0rd!2026!", "try first"),
        ("Password Password", "try first"),
        ("Welcome2Glasgow", "try first"),
        ("celtic1888 forever", "try first"),
        ("CorrectHorseBatteryStaple", "try first"),
        ("summer2026!!!!!!", "try first"),
        ("abcd1234abc123zz", "try first"),
        ("morag mackinnon", "a name"),
        ("MacKinnon1974!!", "a name"),
        ("harbour road 2026", "a name"),
        ("Advice-Project-99", "a name"),
    ],
)
def test_a_passphrase_guessers_try_is_refused_with_its_reason(bad: str, said: str) -> None:
    found = passphrases.problems(bad, names=NAMES)
    assert any(said in problem.sentence for problem in found), found
    with pytest.raises(Problems):
        passphrases.check(bad, names=NAMES)


def test_the_list_of_common_words_is_plain_and_sorted_of_repeats() -> None:
    words = passphrases._common()
    assert len(words) > 250
    assert all(word == word.casefold() and word.isalnum() and len(word) >= 3 for word in words)


@settings(max_examples=150)
@given(st.text(max_size=60))
def test_any_text_gets_an_answer(text: str) -> None:
    found = passphrases.problems(text, names=[text[:5]])
    assert all(problem.field == "passphrase" and problem.sentence.endswith(".") for problem in found)


@settings(max_examples=200)
@given(st.binary(min_size=20, max_size=20))
def test_a_recovery_key_reads_back(secret: bytes) -> None:
    written = recovery.written(secret)
    assert len(written.split("-")) == 9
    assert recovery.read(written) == secret
    sloppy = written.lower().replace("-", "  ").replace("0", "o").replace("1", "i")
    assert recovery.read(f"\n {sloppy} ") == secret


@settings(max_examples=200)
@given(st.binary(min_size=20, max_size=20), st.data())
def test_one_slip_in_a_recovery_key_is_noticed(secret: bytes, data: st.DataObject) -> None:
    letters = recovery.written(secret).replace("-", "")
    at = data.draw(st.integers(0, len(letters) - 2))
    other = data.draw(st.sampled_from(recovery.ALPHABET))
    slips = [letters[:at] + other + letters[at + 1 :], letters[:at] + letters[at + 1 :]]
    slips.append(letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :])
    for slip in slips:
        if slip != letters:
            with pytest.raises(RecoveryKeyMistyped):
                recovery.read(slip)


def test_a_recovery_key_has_160_random_bits() -> None:
    assert recovery.BYTES * 8 >= 160
    with pytest.raises(ValueError):
        recovery.written(secrets.token_bytes(19))
    for nonsense in ("", "hello", "U" * 36, "½" * 36, "0" * 35, "0" * 37):
        with pytest.raises(RecoveryKeyMistyped):
            recovery.read(nonsense)
