"""The list of what must stay erased, beside the backups: applied again to a desk restored from before.

An entry is an id and a rule, never a name; the list is signed with a key only its desk's key gives. What is
done to a restored desk is casework's (promise R17).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from welfare_desk import machine
from welfare_desk.errors import FoundWrong
from welfare_desk.vault import faults
from welfare_desk.vault.desk_key import DeskKey
from welfare_desk.vault.slots import canonical

FORMAT: Final = "welfare-desk-forgotten"
VERSION: Final = 1
_LARGEST: Final = 64 * 1024 * 1024  # bytes; it is read before it is proved


class ListAltered(FoundWrong):
    """The list is not as it was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The list of what was erased is not as it was written: {path.name}.",
            "Restore from another copy of the backups. If there is none, put that file aside, restore,"
            " and erase anew what the certificates of erasure name.",
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One erasure: whose, of what kind, by which rule, when, and which rows where it was of some only."""

    number: str
    person: str
    kind: str
    at: str
    rule: str
    asked: bool
    rows: tuple[str, ...] = ()


def path_in(to_dir: Path, desk_id: str) -> Path:
    """Where one desk's list lies in a folder of backups; several desks may share the folder."""
    return to_dir / f"welfare-desk-forgotten-{hashlib.sha256(desk_id.encode()).hexdigest()[:12]}.json"


def signing_key(key: DeskKey) -> bytes:
    """What the list is signed with; kept inside the desk when its data key is changed."""
    return key.derive("forgotten list")


def read(to_dir: Path, key: DeskKey, *, retired: Sequence[bytes] = ()) -> tuple[Entry, ...]:
    """The entries beside the backups; none where no list lies there. Raises ListAltered.

    ``retired`` are the signing keys of this desk's earlier data keys.
    """
    path = path_in(to_dir, key.desk_id)
    if path.exists() and not (path.is_file() and path.stat().st_size <= _LARGEST):
        raise ListAltered(path)
    try:
        written = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise faults.from_system(error, path) from error
    try:
        said = json.loads(written)
        signed = {said.pop("signed"), *said.pop("signed_before", ())}
        ours = {_signature(said, one) for one in (signing_key(key), *retired)}
        whole = bool(signed & ours) and said["format"] == FORMAT
        if not whole or said["desk"] != key.desk_id:
            raise ListAltered(path)
        return tuple(Entry(**(one | {"rows": tuple(one["rows"])})) for one in said["erased"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ListAltered(path) from error


def write(to_dir: Path, key: DeskKey, entries: Iterable[Entry], *, retired: Sequence[bytes] = ()) -> None:
    """Write the list anew, with all that lay there before. Raises ListAltered, DiskFull.

    It is signed under every key this desk ever had, so that a backup of any age finds it whole.
    """
    known = {one.number: one for one in (*read(to_dir, key, retired=retired), *entries)}
    if not known:
        return
    said: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "desk": key.desk_id,
        "erased": [asdict(known[number]) | {"rows": list(known[number].rows)} for number in sorted(known)],
    }
    path = path_in(to_dir, key.desk_id)
    try:
        signed = {
            "signed": _signature(said, signing_key(key)),
            "signed_before": [_signature(said, one) for one in retired],
        }
        machine.write_whole(path, json.dumps(said | signed, indent=1).encode())
    except OSError as error:
        raise faults.from_system(error, path) from error


def _signature(said: dict[str, Any], key: bytes) -> str:
    return hmac.new(key, canonical(said), hashlib.sha256).hexdigest()
