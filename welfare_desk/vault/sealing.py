"""The second seal: evidence text under a key of its client's own, which the desk's key wraps.

A server's administrator who holds the tables sees nothing, and forgetting a client's wrapped key
erases all that was sealed under it. Where wrapped keys and sealed bytes are stored is casework's affair.
"""

from __future__ import annotations

import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV

from welfare_desk.vault.desk_key import DeskKey
from welfare_desk.vault.faults import SealBroken

_VERSION: Final = b"\x01"
_NONCE: Final = 12
_KEY: Final = 32


class ClientKey:
    """One client's key, open. Only this client's rows can be sealed and opened with it."""

    __slots__ = ("_cipher", "client_id")

    def __init__(self, raw: bytes, client_id: str) -> None:
        self._cipher = AESGCM(raw)
        self.client_id = client_id

    def seal(self, plain: bytes, row_id: str) -> bytes:
        """``plain`` sealed for this row alone: moved to another row or client it will not open."""
        return _seal(self._cipher, plain, "row", self.client_id, row_id)

    def unseal(self, sealed: bytes, row_id: str) -> bytes:
        """Raises SealBroken for anything altered, moved, or sealed under another key."""
        return _unseal(self._cipher, sealed, "row", self.client_id, row_id)

    def __repr__(self) -> str:
        return f"ClientKey(client {self.client_id})"


def new_client_key(desk: DeskKey, client_id: str) -> bytes:
    """A new client's key, wrapped: store it, and delete every copy of it to erase the client's sealed text.

    A backup made earlier still holds the wrapped key; the suppression list (promise R17) is for that.
    """
    return _seal(_wrapper(desk), secrets.token_bytes(_KEY), "client key", desk.desk_id, client_id)


def wrap_client_key(desk: DeskKey, client_id: str, raw: bytes) -> bytes:
    """A client's key that comes from another desk, wrapped by this one's."""
    return _seal(_wrapper(desk), raw, "client key", desk.desk_id, client_id)


def raw_client_key(desk: DeskKey, client_id: str, wrapped: bytes) -> bytes:
    """A client's key as it is, to be taken to another desk. Raises SealBroken as ``open_client_key`` does."""
    return _unseal(_wrapper(desk), wrapped, "client key", desk.desk_id, client_id)


def open_client_key(desk: DeskKey, client_id: str, wrapped: bytes) -> ClientKey:
    """Raises SealBroken when the wrapped key is another client's, another desk's, or altered."""
    return ClientKey(_unseal(_wrapper(desk), wrapped, "client key", desk.desk_id, client_id), client_id)


def wrapped_again(old: DeskKey, new: DeskKey, client_id: str, wrapped: bytes) -> bytes:
    """A client's key wrapped by another data key of the same desk; what it sealed stays as it is.

    Raises SealBroken as ``open_client_key`` does.
    """
    raw = _unseal(_wrapper(old), wrapped, "client key", old.desk_id, client_id)
    return _seal(_wrapper(new), raw, "client key", new.desk_id, client_id)


def client_key_of(raw: bytes, client_id: str) -> ClientKey:
    """A client's key from its 32 bytes: where a shared store wraps it for each person apart (``pairs``)."""
    return ClientKey(raw, client_id)


def seal_steadily(desk: DeskKey, plain: bytes, purpose: str) -> bytes:
    """``plain`` sealed so that the same words give the same seal: what is equal is found without opening it.

    It shows that much to whoever sees the seals, so it is for what nobody could guess without the key.
    """
    return AESSIV(desk.derive(purpose)).encrypt(plain, [_bound("steady", desk.desk_id, purpose)])


def unseal_steadily(desk: DeskKey, sealed: bytes, purpose: str) -> bytes:
    """Raises SealBroken for anything altered, or sealed at another desk or for another purpose."""
    try:
        return AESSIV(desk.derive(purpose)).decrypt(sealed, [_bound("steady", desk.desk_id, purpose)])
    except (InvalidTag, ValueError) as error:
        raise SealBroken() from error


def _wrapper(desk: DeskKey) -> AESGCM:
    return AESGCM(desk.derive("client keys"))


def _bound(*words: str) -> bytes:
    """Each word with its length before it, so that no two lists of words read the same."""
    return b"welfare-desk seal 1\n" + b"".join(
        len(word).to_bytes(4) + word for word in (text.encode() for text in words)
    )


def _seal(cipher: AESGCM, plain: bytes, *words: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return _VERSION + nonce + cipher.encrypt(nonce, plain, _bound(*words))


def _unseal(cipher: AESGCM, sealed: bytes, *words: str) -> bytes:
    if len(sealed) < 1 + _NONCE + 16 or sealed[:1] != _VERSION:
        raise SealBroken()
    try:
        return cipher.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], _bound(*words))
    except InvalidTag as error:
        raise SealBroken() from error
