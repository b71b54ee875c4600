"""How a meeting went, and what was said and done when somebody was at risk."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from welfare_desk.records.base import InstantColumn

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

LISTS = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "meeting_records",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("accompanied", sa.Boolean(), nullable=True),
        sa.Column("private_place", sa.Boolean(), nullable=True),
        sa.Column("interpreter", sa.Text(), nullable=False),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("next_step_by", sa.Text(), nullable=True),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("follow_up_id", sa.Uuid(), nullable=True),
        *_kept(),
        _refers("meeting_records", "meeting_id", "meetings"),
        _refers("meeting_records", "task_id", "tasks"),
        _refers("meeting_records", "follow_up_id", "meetings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_records")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_meeting_records_meeting_id")),
    )
    op.create_table(
        "crisis_records",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("advisor_id", sa.Uuid(), nullable=True),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("at", InstantColumn(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("steps_done", LISTS, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        *_kept(),
        _refers("crisis_records", "person_id", "people"),
        _refers("crisis_records", "advisor_id", "advisors"),
        _refers("crisis_records", "meeting_id", "meetings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crisis_records")),
    )
    op.create_index(op.f("ix_crisis_records_person_id"), "crisis_records", ["person_id"], unique=False)


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
