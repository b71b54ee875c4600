"""Promise R10: backups thin sanely, and a wrong clock purges nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.vault.thinning import Kept, thin

START = datetime(2026, 1, 1, 12, tzinfo=UTC)


def at(*, verified: bool = True, name: str = "", **ago: float) -> Kept:
    made = START + timedelta(**ago)
    return Kept(name or f"b-{made:%Y%m%d%H%M%S}", made, verified)


def left(backups: list[Kept], **how: str) -> list[Kept]:
    gone = set(thin(backups, **how))
    return [backup for backup in backups if backup not in gone]


def test_two_years_of_daily_backups_thin_to_days_weeks_and_months() -> None:
    backups = [at(days=day) for day in range(730)]
    kept = left(backups)
    days = sorted((backups[-1].made_at - backup.made_at).days for backup in kept)
    assert days[:12] == list(range(12))
    assert len({backup.made_at.isocalendar()[:2] for backup in kept}) >= 10
    months = {(backup.made_at.year, backup.made_at.month) for backup in kept}
    assert len(months) == 12
    assert len(kept) <= 12 + 10 + 12


def test_ten_in_one_hour_are_all_kept_and_the_eleventh_is_not() -> None:
    backups = [at(minutes=minute) for minute in range(11)]
    assert thin(backups) == [backups[0]]


def test_a_clock_set_ten_years_ahead_purges_nothing_else() -> None:
    backups = [at(days=day) for day in range(400)]
    usual = set(thin(backups))
    ahead = Kept("ahead", START + timedelta(days=3650), True)
    more = set(thin([*backups, ahead])) - usual
    assert len(more) <= 4  # it takes one place among the last, the days, the weeks and the months
    assert ahead not in thin([*backups, ahead])


def test_a_backup_just_made_by_a_clock_set_back_stays() -> None:
    backups = [at(days=day) for day in range(400)]
    old = Kept("just-made", START - timedelta(days=900), True)
    assert old in thin([*backups, old])
    assert old not in thin([*backups, old], just_made="just-made")


def test_the_newest_verified_one_is_never_deleted_and_none_is_while_none_is_verified() -> None:
    unverified = [at(days=day, verified=False) for day in range(1, 500)]
    good = at(days=0)
    assert good in left([good, *unverified])
    assert thin(unverified) == []


def test_of_one_day_a_verified_backup_is_preferred() -> None:
    older = [at(days=-40, hours=hour, verified=hour == 2) for hour in range(5)]
    kept = left([*older, *(at(days=day) for day in range(15))])
    assert [backup for backup in kept if backup in older] == [older[2]]


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(st.integers(-(10**8), 10**8), st.booleans()), max_size=60, unique_by=lambda one: one[0]
    )
)
def test_thinning_twice_deletes_nothing_more_and_ten_always_stay(made: list[tuple[int, bool]]) -> None:
    backups = [Kept(str(seconds), START + timedelta(seconds=seconds), good) for seconds, good in made]
    kept = left(backups)
    assert len(kept) >= min(10, len(backups))
    assert thin(kept) == []
    assert any(backup.verified for backup in kept) == any(backup.verified for backup in backups)
