"""How long the faults are tried: a few of each in ``make test``, all of them in ``make faults``."""

from __future__ import annotations

import os

SEED = int(os.environ.get("WELFARE_DESK_SEED", "1"))
LONG = bool(os.environ.get("WELFARE_DESK_LONG"))
