"""Indexes that hold all a year's report asks, so that it reads no row it does not need."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_REPLACED = (
    ("ix_meetings_person_id", "meetings"),
    ("ix_meetings_on", "meetings"),
    ("ix_episodes_case_id", "episodes"),
    ("ix_gains_award", "gains"),
)
_NEW = (
    ("ix_meetings_support", "meetings", ["person_id", "on", "kind"]),
    ("ix_meetings_day", "meetings", ["on", "kind", "person_id"]),
    ("ix_episodes_span", "episodes", ["case_id", "opened_on", "closed_on"]),
    ("ix_gains_decision", "gains", ["award_key", "decided_on", "reverses_id"]),
    ("ix_gains_recorded", "gains", ["recorded_on", "confirmed_on"]),
    ("ix_debt_outcomes_recorded_on", "debt_outcomes", ["recorded_on"]),
)


def upgrade() -> None:
    for name, table in _REPLACED:
        op.drop_index(name, table_name=table)
    for name, table, columns in _NEW:
        op.create_index(name, table, columns, unique=False)
    for column in ("estimated_on", "imported_on"):
        said = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            f"ix_gains_{column.removesuffix('_on')}",
            "gains",
            [column],
            unique=False,
            sqlite_where=said,
            postgresql_where=said,
        )
