"""Who goes first, and why, sealed."""

import sqlalchemy as sa
from alembic import op

from welfare_desk.records.base import InstantColumn

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "goes_first",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_goes_first_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goes_first")),
    )
    op.create_index(op.f("ix_goes_first_person_id"), "goes_first", ["person_id"])


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
