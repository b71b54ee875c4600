"""What the desk called saved is there after the power goes: kill -9 through ten journeys.

``make faults`` runs a thousand; here a few, so that every hand-in has tried it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from building import MovingClock, a_practice
from killing import Toll, kill_and_look, look
from trying import LONG, SEED
from windowed import live_in_a_window

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.service import post
from welfare_desk.casework.service.post import PostDraft
from welfare_desk.records.community import PostItem

KILLS = int(os.environ.get("WELFARE_DESK_KILLS", "50"))
PARTS = 8 if KILLS >= 200 else 1  # so that each core has some
WITH_WINDOW = KILLS // 10 if LONG else 3

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is told apart only here")


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_called_saved_is_lost_when_the_desk_is_killed_at_work(
    part: int, desk: Desk, clock: MovingClock, tmp_path: Path, counted: Any
) -> None:
    a_practice(desk)
    folder = desk.folder
    desk.close()
    toll = kill_and_look(folder, tmp_path / "killed", clock, trials=KILLS // PARTS, seed=SEED + part)
    journeys = ", ".join(f"{journey} {count}" for journey, count in sorted(toll.told.items()))
    acts, harmed = toll.told.total(), len(toll.harmed)
    more = f"{acts} acts called saved ({journeys}), {harmed} desks harmed, seed {SEED + part}"
    counted("Kills", toll.trials, len(toll.lost), more)
    assert toll.trials == KILLS // PARTS and toll.told.total() > toll.trials
    assert toll.lost == [] and toll.harmed == []


@pytest.mark.parametrize("part", range(4 if WITH_WINDOW >= 20 else 1))
def test_nothing_called_saved_is_lost_when_it_is_killed_with_its_window(
    part: int, desk: Desk, clock: MovingClock, tmp_path: Path, counted: Any
) -> None:
    """The same acts as the screens do them: on the writer's thread, with every screen catching up."""
    a_practice(desk)
    folder, trials = desk.folder, max(WITH_WINDOW // 4, 3)
    desk.close()
    toll = kill_and_look(
        folder,
        tmp_path / "killed",
        clock,
        trials=trials,
        seed=SEED + part,
        live=live_in_a_window,
        longest=3.0,
    )
    more = f"{toll.told.total()} acts called saved, {len(toll.harmed)} desks harmed, seed {SEED + part}"
    counted("Kills with the window", toll.trials, len(toll.lost), more)
    assert toll.trials == trials and toll.told.total() > 0
    assert toll.lost == [] and toll.harmed == []


def test_a_lost_save_would_be_seen(desk: Desk, clock: MovingClock, tmp_path: Path) -> None:
    """The search itself, tried on a desk from which one row told of was taken away."""
    kept, gone = (
        post.note_post(desk, PostDraft(f"Letter {number}"), today=clock.today()).id for number in (1, 2)
    )
    with desk.unit_of_work() as work:
        work.session.delete(work.get(PostItem, gone))
        work.commit()
    desk.close()
    toll = Toll()
    look(desk.folder, clock, [("post", "PostItem", str(kept)), ("post", "PostItem", str(gone))], toll)
    assert toll.lost == [f"post: PostItem {gone}"]
