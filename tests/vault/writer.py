"""A process of its own that commits numbered rows and says each number once it is saved.

Run as ``writer.py DESK.DB KEYHEX [TIMES]``; its parent kills it, or reads along.
"""

from __future__ import annotations

import sys
from pathlib import Path

from welfare_desk.vault import cipher

if __name__ == "__main__":
    connection = cipher.connect(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
    times = int(sys.argv[3]) if len(sys.argv) > 3 else sys.maxsize
    for _ in range(times):
        connection.execute("BEGIN IMMEDIATE")
        number = connection.execute("INSERT INTO note (text) VALUES (?)", ("saved " + "y" * 700,)).lastrowid
        connection.execute("COMMIT")
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
