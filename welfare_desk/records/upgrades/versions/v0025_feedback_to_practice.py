"""What practices are told, with their patients' agreement: the advisor's line of each, and each telling."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

from welfare_desk.records.base import InstantColumn

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_TARGETS = {"person_id": "people.id", "practice_id": "practices.id", "advisor_id": "advisors.id"}


def upgrade() -> None:
    op.create_table(
        "feedback_lines",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("advisor_id", sa.Uuid(), nullable=True),
        *_kept("feedback_lines", "person_id", "practice_id", "advisor_id"),
    )
    op.create_index(op.f("ix_feedback_lines_person_id"), "feedback_lines", ["person_id"])
    op.create_table(
        "feedback_given",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("told_to", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("advisor_id", sa.Uuid(), nullable=True),
        *_kept("feedback_given", "practice_id", "advisor_id"),
    )
    op.create_index(op.f("ix_feedback_given_practice_id"), "feedback_given", ["practice_id"])


def _kept(table: str, *columns: str) -> tuple[SchemaItem, ...]:
    """What every kept row has, and what these point at."""
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [_TARGETS[column]],
                name=op.f(f"fk_{table}_{column}"),
                initially="DEFERRED",
                deferrable=True,
            )
            for column in columns
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
