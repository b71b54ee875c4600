"""Evidence text under a client's own key: opened only where it was sealed, and gone when the key is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vault_desk import SmallDesk, make_desk

from welfare_desk.vault.faults import KeyWiped, SealBroken
from welfare_desk.vault.sealing import ClientKey, new_client_key, open_client_key


def test_a_note_opens_with_its_clients_key_at_its_own_row(small_desk: SmallDesk) -> None:
    wrapped = new_client_key(small_desk.key, "client-1")
    key = open_client_key(small_desk.key, "client-1", wrapped)
    sealed = key.seal(b"Reports pain on most days", "note-1")
    assert (
        open_client_key(small_desk.key, "client-1", wrapped).unseal(sealed, "note-1")
        == b"Reports pain on most days"
    )
    assert b"pain" not in sealed
    assert key.seal(b"x", "note-1") != key.seal(b"x", "note-1")


def test_nothing_opens_anywhere_else(small_desk: SmallDesk, tmp_path: Path) -> None:
    wrapped, other_wrapped = (new_client_key(small_desk.key, client) for client in ("client-1", "client-2"))
    key, other = (
        open_client_key(small_desk.key, client, kept)
        for client, kept in (("client-1", wrapped), ("client-2", other_wrapped))
    )
    sealed = key.seal(b"text", "note-1")
    with pytest.raises(SealBroken):
        key.unseal(sealed, "note-2")
    with pytest.raises(SealBroken):
        other.unseal(sealed, "note-1")
    with pytest.raises(SealBroken):
        open_client_key(small_desk.key, "client-2", wrapped)
    with pytest.raises(SealBroken):
        open_client_key(make_desk(tmp_path / "other").key, "client-1", wrapped)


def test_ids_run_together_are_not_the_same_place() -> None:
    sealed = ClientKey(bytes(32), "ab").seal(b"text", "c")
    with pytest.raises(SealBroken):
        ClientKey(bytes(32), "a").unseal(sealed, "bc")


@settings(max_examples=150)
@given(st.binary(max_size=300), st.text(max_size=20), st.data())
def test_any_altered_byte_is_noticed(plain: bytes, row: str, data: st.DataObject) -> None:
    key = ClientKey(bytes(range(32)), "client")
    sealed = key.seal(plain, row)
    assert key.unseal(sealed, row) == plain
    at, bit = data.draw(st.integers(0, len(sealed) - 1)), data.draw(st.integers(0, 7))
    altered = sealed[:at] + bytes([sealed[at] ^ 1 << bit]) + sealed[at + 1 :]
    for bad in (altered, sealed[:at], sealed + b"\0"):
        with pytest.raises(SealBroken):
            key.unseal(bad, row)


def test_a_client_whose_wrapped_key_is_forgotten_is_erased(small_desk: SmallDesk) -> None:
    sealed = open_client_key(small_desk.key, "c", new_client_key(small_desk.key, "c")).seal(b"text", "n")
    again = open_client_key(small_desk.key, "c", new_client_key(small_desk.key, "c"))
    with pytest.raises(SealBroken):  # a new key for the same client opens nothing of the old
        again.unseal(sealed, "n")


def test_a_locked_desk_makes_and_opens_no_client_key(small_desk: SmallDesk) -> None:
    wrapped = new_client_key(small_desk.key, "c")
    small_desk.key.wipe()
    with pytest.raises(KeyWiped):
        new_client_key(small_desk.key, "c")
    with pytest.raises(KeyWiped):
        open_client_key(small_desk.key, "c", wrapped)
