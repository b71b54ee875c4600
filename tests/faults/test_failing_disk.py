"""Promise R5: whichever call to the disk fails, a save is kept or refused, and the desk is whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import faulty_disk
import pytest
from acts import ACTS
from trying import LONG

CALLS = 10_000 if LONG else 8


@pytest.mark.parametrize("name", ACTS)
def test_an_error_at_any_call_stops_the_act_and_harms_nothing(
    name: str, ready_desk: Path, tmp_path: Path, counted: Any
) -> None:
    library = faulty_disk.build(tmp_path)
    place = tmp_path / "failing"
    place.mkdir()
    ran = faulty_disk.run(library, "fail_calls.py", str(ready_desk), str(place), name, str(CALLS))
    assert ran.returncode == 0, ran.stderr[-4000:]
    told = json.loads(ran.stdout)
    more = f"{told['calls']} calls, {told['refused']} refused, {len(told['harmed'])} desks harmed"
    counted(f"I/O error during {name}", told["trials"], len(told["lost"]), more)
    assert told["lost"] == [] and told["harmed"] == []
    assert told["refused"] and told["calls"] > 10
