"""The pattern of a practice's sessions, days without one, cancellations, the waiting list, moved meetings."""

import sqlalchemy as sa
from alembic import op

from welfare_desk.records.base import InstantColumn

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("practices", sa.Column("session_every", sa.Text(), nullable=True))
    op.add_column("sessions", sa.Column("cancelled_on", sa.Date(), nullable=True))
    op.add_column("sessions", sa.Column("cancelled_because", sa.Text(), nullable=True))
    op.create_table(
        "meeting_moves",
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        *_kept(),
        _refers("meeting_moves", "from_id", "meetings"),
        _refers("meeting_moves", "to_id", "meetings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_moves")),
        sa.UniqueConstraint("from_id", name=op.f("uq_meeting_moves_from_id")),
        sa.UniqueConstraint("to_id", name=op.f("uq_meeting_moves_to_id")),
    )
    op.create_table(
        "closures",
        sa.Column("practice_id", sa.Uuid(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        *_kept(),
        _refers("closures", "practice_id", "practices"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closures")),
    )
    op.create_index(op.f("ix_closures_practice_id"), "closures", ["practice_id"], unique=False)
    op.create_index(op.f("ix_closures_to_on"), "closures", ["to_on"], unique=False)
    op.create_table(
        "waiting_list",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("practice_id", sa.Uuid(), nullable=True),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("can_come", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_because", sa.Text(), nullable=True),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        *_kept(),
        _refers("waiting_list", "person_id", "people"),
        _refers("waiting_list", "case_id", "cases"),
        _refers("waiting_list", "practice_id", "practices"),
        _refers("waiting_list", "meeting_id", "meetings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_list")),
    )
    for column in ("person_id", "practice_id", "ended_on"):
        op.create_index(op.f(f"ix_waiting_list_{column}"), "waiting_list", [column], unique=False)


def _kept() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
    )


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), initially="DEFERRED", deferrable=True
    )


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
