"""What a backup says of itself, sealed with a key that only its desk's key gives.

Writing and reading the manifest are here; whether the files are as it says is ``backup``'s to find out.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from welfare_desk.vault.chain import Head
from welfare_desk.vault.desk_key import DeskKey
from welfare_desk.vault.faults import BackupDamaged, DeskNewer
from welfare_desk.vault.slots import canonical

NAME: Final = "manifest.json"
FORMAT: Final = "welfare-desk-backup"
VERSION: Final = 1
_LARGEST: Final = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileFacts:
    size: int  # bytes
    sha256: str

    @classmethod
    def of(cls, path: Path, step: Callable[[int, int], None] = lambda _done, _all: None) -> FileFacts:
        """Reads the whole file; ``step(bytes_read, bytes_in_all)`` as it goes.

        Raises OSError for what is no plain file: a pipe or a device would be read without end.
        """
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "not a plain file", str(path))
        digest, size, whole = hashlib.sha256(), 0, path.stat().st_size
        with path.open("rb") as file:
            while block := file.read(4 * 1024 * 1024):
                digest.update(block)
                size += len(block)
                step(size, whole)
        return cls(size, digest.hexdigest())


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts of one backup. ``rows`` counts each table; no person is named."""

    desk_id: str
    made_at: datetime
    files: Mapping[str, FileFacts]
    rows: Mapping[str, int]
    chain_head: Head | None
    schema_revision: str | None

    def written(self, key: DeskKey) -> bytes:
        said: dict[str, Any] = {
            "format": FORMAT,
            "version": VERSION,
            "desk": self.desk_id,
            "made_at": self.made_at.astimezone(UTC).isoformat(),
            "files": {
                name: {"bytes": facts.size, "sha256": facts.sha256} for name, facts in self.files.items()
            },
            "rows": dict(self.rows),
            "chain_head": {"seq": self.chain_head.seq, "row_hash": self.chain_head.row_hash}
            if self.chain_head
            else None,
            "schema_revision": self.schema_revision,
        }
        return json.dumps({**said, "seal": _seal(said, key)}, indent=1).encode()


def read(backup: Path, key: DeskKey | None = None) -> Manifest:
    """A backup's manifest; proved with ``key``, or without one only as it claims to be.

    Raises BackupDamaged; DeskNewer for a backup by a later program.
    """
    if (backup / NAME).exists() and not (backup / NAME).is_file():
        raise BackupDamaged("its manifest is no file")  # a pipe would be waited for without end
    try:
        with (backup / NAME).open("rb") as file:
            said = json.loads(file.read(_LARGEST))
        seal = said.pop("seal")
        if said["format"] != FORMAT or type(said["version"]) is not int:
            raise BackupDamaged("its manifest is not one")
        if said["version"] > VERSION:
            raise DeskNewer()
        if key is not None and not hmac.compare_digest(str(seal), _seal(said, key)):
            raise BackupDamaged("its manifest was altered, or is another desk's")
        head = said["chain_head"]
        return Manifest(
            desk_id=str(said["desk"]),
            made_at=datetime.fromisoformat(said["made_at"]).astimezone(UTC),
            files={
                str(name): FileFacts(int(one["bytes"]), str(one["sha256"]))
                for name, one in said["files"].items()
            },
            rows={str(table): int(count) for table, count in said["rows"].items()},
            chain_head=Head(int(head["seq"]), str(head["row_hash"])) if head else None,
            schema_revision=said["schema_revision"],
        )
    except FileNotFoundError as error:
        raise BackupDamaged("its manifest is missing") from error
    except OSError as error:
        raise BackupDamaged("its manifest cannot be read") from error
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise BackupDamaged("its manifest cannot be understood") from error


def _seal(said: Mapping[str, Any], key: DeskKey) -> str:
    return hmac.new(key.derive("backup manifest"), canonical(said), hashlib.sha256).hexdigest()
