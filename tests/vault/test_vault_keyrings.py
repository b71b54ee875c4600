"""Promise R14: a keyring that is gone, locked, lying or not to be trusted costs nothing but convenience."""

from __future__ import annotations

import json
from typing import Any

import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, NoKeyringError
from vault_desk import ANN, NOW, PASSPHRASE, SmallDesk, bytes_of

from welfare_desk.vault.keyrings import NAMED_BACKENDS, Keyring, named


class Shelf(KeyringBackend):
    """A keyring kept in a dictionary."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.trouble: Exception | None = None

    def _perhaps_fail(self) -> None:
        if self.trouble:
            raise self.trouble

    def get_password(self, service: str, username: str) -> str | None:
        self._perhaps_fail()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._perhaps_fail()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._perhaps_fail()
        del self.kept[service, username]


class Swallower(Shelf):
    def set_password(self, service: str, username: str, password: str) -> None:
        return None


def trusting(backend: KeyringBackend) -> Keyring:
    return Keyring(backend, accepted=frozenset({named(backend)}))


def test_a_remembered_desk_opens_for_the_person_who_asked(small_desk: SmallDesk) -> None:
    shelf = Shelf()
    assert small_desk.keys.open_remembered(trusting(shelf)) is None
    assert small_desk.keys.remember(small_desk.key, trusting(shelf), NOW)
    key = small_desk.keys.open_remembered(trusting(shelf))
    assert key is not None
    assert (key.raw, key.person_id, key.opened_by) == (small_desk.key.raw, ANN.id, "keyring")
    [kept] = shelf.kept.values()
    assert kept.encode() not in bytes_of(small_desk.folder)


@pytest.mark.parametrize(
    "trouble",
    [
        NoKeyringError("none"),
        KeyringLocked("locked"),
        RuntimeError("bus gone"),
        AssertionError(),
        OSError(5, "io"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_keyring_in_trouble_falls_to_the_passphrase(small_desk: SmallDesk, trouble: Exception) -> None:
    shelf = Shelf()
    small_desk.keys.remember(small_desk.key, trusting(shelf), NOW)
    before = bytes_of(small_desk.folder)
    shelf.trouble = trouble
    assert small_desk.keys.open_remembered(trusting(shelf)) is None
    assert small_desk.keys.remember(small_desk.key, trusting(shelf), NOW) is False
    assert bytes_of(small_desk.folder) == before  # no slot taken away, no desk made
    assert small_desk.keys.unlock(PASSPHRASE, NOW)


@pytest.mark.parametrize("garbage", ["", "not base64 !", "QUJD", "ÿÿÿ", "A" * 44])
def test_garbage_from_a_keyring_falls_to_the_passphrase(small_desk: SmallDesk, garbage: str) -> None:
    shelf = Shelf()
    small_desk.keys.remember(small_desk.key, trusting(shelf), NOW)
    shelf.kept = dict.fromkeys(shelf.kept, garbage)
    assert small_desk.keys.open_remembered(trusting(shelf)) is None
    assert small_desk.keys.unlock(PASSPHRASE, NOW)


def test_a_keyring_that_swallows_what_it_is_given_is_noticed(small_desk: SmallDesk) -> None:
    assert small_desk.keys.remember(small_desk.key, trusting(Swallower()), NOW) is False
    content = json.loads((small_desk.folder / "keys.json").read_text())
    assert {slot["kind"] for slot in content["slots"]} == {"passphrase", "recovery"}


@pytest.mark.parametrize(
    "backend",
    [
        Shelf,
        keyring.backends.null.Keyring,
        keyring.backends.fail.Keyring,
        keyring.backends.chainer.ChainerBackend,
    ],
)
def test_only_backends_known_by_name_are_accepted(backend: Any) -> None:
    with pytest.raises(ValueError, match="not trusted"):
        Keyring(backend())


def test_the_named_backends_are_those_the_library_has() -> None:
    from keyring.backends import SecretService, Windows, kwallet, macOS

    classes = [SecretService.Keyring, kwallet.DBusKeyring, kwallet.DBusKeyringKWallet4]
    classes += [Windows.WinVaultKeyring, macOS.Keyring]
    assert {f"{each.__module__}.{each.__qualname__}" for each in classes} == NAMED_BACKENDS
    found = Keyring.of_this_machine()
    assert found is None or named(found._backend) in NAMED_BACKENDS


def test_forgetting_and_changing_the_passphrase_end_remembering(small_desk: SmallDesk) -> None:
    shelf = Shelf()
    small_desk.keys.remember(small_desk.key, trusting(shelf), NOW)
    saved = dict(shelf.kept)
    small_desk.keys.forget(small_desk.key, trusting(shelf), NOW)
    assert not shelf.kept
    shelf.kept = saved
    assert small_desk.keys.open_remembered(trusting(shelf)) is None
    small_desk.keys.remember(small_desk.key, trusting(shelf), NOW)
    small_desk.keys.change_passphrase(ANN.id, PASSPHRASE, "lantern biscuit orbit twelve", NOW)
    assert small_desk.keys.open_remembered(trusting(shelf)) is None


def test_a_recovery_key_is_nobodys_and_is_not_remembered(small_desk: SmallDesk) -> None:
    key = small_desk.keys.open_by_recovery_key(small_desk.recovery_key, NOW)
    assert small_desk.keys.remember(key, trusting(Shelf()), NOW) is False
