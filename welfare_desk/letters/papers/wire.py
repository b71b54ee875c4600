"""How the two processes speak: a line of JSON that says how long the bytes after it are, then the bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import IO, Any

_MOST_OF_A_HEAD = 4 * 1024 * 1024


class Garbled(Exception):
    """What came over the pipe is not a message."""


def write(stream: IO[bytes], head: dict[str, Any], blobs: Sequence[bytes] = ()) -> None:
    """Write one message; more than one may follow another."""
    line = json.dumps({"head": head, "sizes": [len(blob) for blob in blobs]}).encode()
    stream.write(len(line).to_bytes(4, "big") + line)
    for blob in blobs:
        stream.write(blob)
    stream.flush()


def read(stream: IO[bytes], most: int) -> tuple[dict[str, Any], list[bytes]]:
    """Read one message whose bytes together are at most ``most``. Raises Garbled, EOFError at the end."""
    start = stream.read(4)
    if not start:
        raise EOFError
    size = int.from_bytes(start, "big")
    if len(start) < 4 or size > _MOST_OF_A_HEAD:
        raise Garbled
    try:
        said = json.loads(_exactly(stream, size))
        head, sizes = said["head"], said["sizes"]
        if not isinstance(head, dict) or not all(type(one) is int and one >= 0 for one in sizes):
            raise Garbled
    except (ValueError, KeyError, TypeError) as fault:
        raise Garbled from fault
    if sum(sizes) > most:
        raise Garbled
    return head, [_exactly(stream, one) for one in sizes]


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise Garbled
    return data
