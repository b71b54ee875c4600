"""Income checks: the facts of a household on a day, sealed."""

import sqlalchemy as sa
from alembic import op

from welfare_desk.records.base import InstantColumn

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "income_checks",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_income_checks_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_income_checks")),
        sa.UniqueConstraint("person_id", "taken_on", name=op.f("uq_income_checks_person_id_taken_on")),
    )
    op.create_index(op.f("ix_income_checks_person_id"), "income_checks", ["person_id"])
