"""What the desk called saved is there after the power goes: kill -9 through ten journeys.

``make faults`` runs a thousand; here a few, so that every hand-in has tried it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from building import MovingClock, a_practice
from killing import Toll, kill_and_look, look

from welfare_desk.casework import post
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.post import PostDraft
from welfare_desk.records.community import PostItem

TRIALS = int(os.environ.get("WELFARE_DESK_KILLS", "50"))
SEED = int(os.environ.get("WELFARE_DESK_SEED", "1"))


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is told apart only here")
def test_nothing_called_saved_is_lost_when_the_desk_is_killed_at_work(
    desk: Desk, clock: MovingClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_practice(desk)
    folder = desk.folder
    desk.close()
    toll = kill_and_look(folder, tmp_path / "killed", clock, trials=TRIALS, seed=SEED)
    journeys = ", ".join(f"{journey} {count}" for journey, count in sorted(toll.told.items()))
    with capsys.disabled():  # make faults is read for this line
        print(
            f"\n{toll.trials} kills (seed {SEED}): {toll.told.total()} acts called saved,"
            f" {len(toll.lost)} lost, {len(toll.harmed)} desks harmed. {journeys}"
        )
    assert toll.trials == TRIALS and toll.told.total() > TRIALS
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
