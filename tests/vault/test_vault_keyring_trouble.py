"""Promise R14, one way a keyring can fail at a time: nobody is locked out, nothing is weakened in silence."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, ClassVar

import keyring.backend
import keyring.backends.chainer
import keyring.backends.null
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordDeleteError
from test_vault_keyrings import Shelf, trusting
from vault_desk import NOW, PASSPHRASE, SmallDesk, bytes_of, make_desk

from welfare_desk.vault import keyrings
from welfare_desk.vault.keyrings import Keyring


def raising(error: Exception) -> Callable[[Shelf, Any], None]:
    def spoil(shelf: Shelf, _: Any) -> None:
        shelf.trouble = error

    return spoil


def holding(change: Callable[[str], str]) -> Callable[[Shelf, Any], None]:
    def spoil(shelf: Shelf, _: Any) -> None:
        shelf.kept = {name: change(value) for name, value in shelf.kept.items()}

    return spoil


def emptied(shelf: Shelf, _: Any) -> None:
    shelf.kept.clear()


def renamed(shelf: Shelf, _: Any) -> None:
    shelf.kept = {(service, f"{name}-old"): value for (service, name), value in shelf.kept.items()}


def anothers(shelf: Shelf, tmp_path: Any) -> None:
    """The value another desk's keyring slot was made with, moved under this one's name."""
    other, theirs = make_desk(tmp_path / "other"), Shelf()
    assert other.keys.remember(other.key, trusting(theirs), NOW)
    [value] = theirs.kept.values()
    shelf.kept = dict.fromkeys(shelf.kept, value)


def hanging(shelf: Shelf, _: Any) -> None:
    shelf.get_password = lambda *_: threading.Event().wait(60)  # type: ignore[assignment, method-assign]


def of_no_text(shelf: Shelf, _: Any) -> None:
    shelf.get_password = lambda *_: 7  # type: ignore[assignment, method-assign, return-value]


TROUBLES: dict[str, Callable[[Shelf, Any], None]] = {
    "locked": raising(KeyringLocked("locked")),
    "no backend any more": raising(NoKeyringError("none")),
    "cannot begin": raising(InitError("no")),
    "the bus is gone": raising(RuntimeError("org.freedesktop.DBus.Error.NoReply")),
    "prompt dismissed": raising(KeyringLocked("prompt dismissed")),
    "interrupted": raising(OSError(4, "interrupted")),
    "emptied": emptied,
    "renamed": renamed,
    "wrong value": holding(lambda value: "A" * 43 + "="),
    "truncated value": holding(lambda value: value[:20]),
    "not base64": holding(lambda value: "%%%"),
    "another desk's value": anothers,
    "hanging": hanging,
    "not text": of_no_text,
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_whatever_the_keyring_does_the_passphrase_opens_and_nothing_is_taken_away(
    small_desk: SmallDesk, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    monkeypatch.setattr(keyrings, "PATIENCE", 0.3)
    shelf = Shelf()
    assert small_desk.keys.remember(small_desk.key, trusting(shelf), NOW)
    before, file = bytes_of(small_desk.folder), small_desk.file.read_bytes()
    TROUBLES[trouble](shelf, tmp_path)
    began = time.monotonic()
    assert small_desk.keys.open_remembered(trusting(shelf)) is None
    assert time.monotonic() - began < 5, "a keyring that hangs keeps nobody waiting"
    assert bytes_of(small_desk.folder) == before, "no slot is taken away without being asked"
    assert small_desk.file.read_bytes() == file
    assert small_desk.keys.unlock(PASSPHRASE, NOW).raw == small_desk.key.raw
    assert small_desk.keys.open_by_recovery_key(small_desk.recovery_key, NOW).raw == small_desk.key.raw


def test_there_are_fourteen() -> None:
    assert len(TROUBLES) == 14


class PlainFile(KeyringBackend):
    """As keyrings.alt would offer it: high in priority, in clear text."""

    priority = 99  # type: ignore[assignment]
    written: ClassVar[dict[str, str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.written.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.written[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.written[username]


@pytest.mark.parametrize(
    "offered",
    [
        [PlainFile],
        [keyring.backends.null.Keyring],
        [keyring.backends.chainer.ChainerBackend, PlainFile],
        [],
    ],
    ids=["plain file", "null", "a chain with a bad one first", "none"],
)
def test_no_weaker_keyring_is_ever_taken_in_silence(
    monkeypatch: pytest.MonkeyPatch, offered: list[Any]
) -> None:
    monkeypatch.setattr(keyring.backend, "get_all_keyring", lambda: [one() for one in offered])
    assert Keyring.of_this_machine() is None
    assert PlainFile.written == {}


def test_a_library_that_cannot_look_is_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> list[Any]:
        raise PasswordDeleteError("broken entry point")

    monkeypatch.setattr(keyring.backend, "get_all_keyring", fails)
    assert Keyring.of_this_machine() is None


def test_keeping_and_dropping_in_a_hanging_keyring_end_too(
    small_desk: SmallDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyrings, "PATIENCE", 0.3)
    shelf = Shelf()
    for name in ("set_password", "delete_password"):
        monkeypatch.setattr(shelf, name, lambda *_: threading.Event().wait(60), raising=False)
    before = bytes_of(small_desk.folder)
    assert small_desk.keys.remember(small_desk.key, trusting(shelf), NOW) is False
    trusting(shelf).drop("anything")
    assert bytes_of(small_desk.folder) == before
