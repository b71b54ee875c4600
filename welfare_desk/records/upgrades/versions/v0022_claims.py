"""Claims, from the day one is thought of to the day it is decided."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from welfare_desk.records.base import InstantColumn

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    def points(column: str, target: str) -> sa.ForeignKeyConstraint:
        name = op.f(f"fk_claims_{column}")
        return sa.ForeignKeyConstraint([column], [target], name=name, initially="DEFERRED", deferrable=True)

    op.create_table(
        "claims",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("notice_id", sa.Uuid(), nullable=True),
        sa.Column("benefit", sa.Text(), nullable=False),
        sa.Column("whom", sa.Text(), nullable=False),
        sa.Column("identified_on", sa.Date(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("given_up_because", sa.Text(), nullable=True),
        sa.Column("needs", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("next_by", sa.Text(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        points("person_id", "people.id"),
        points("case_id", "cases.id"),
        points("notice_id", "notices.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    for column in ("person_id", "case_id", "ended_on"):
        op.create_index(op.f(f"ix_claims_{column}"), "claims", [column])


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
