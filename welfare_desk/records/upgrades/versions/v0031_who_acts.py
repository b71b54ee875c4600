"""Who acts for a client, towards which body, on which document."""

import sqlalchemy as sa
from alembic import op

from welfare_desk.records.base import InstantColumn

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_POINTS_AT = (("person_id", "people.id"), ("organisation_id", "organisations.id"))


def upgrade() -> None:
    op.create_table(
        "acting",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=op.f(f"fk_acting_{column}"), initially="DEFERRED", deferrable=True
            )
            for column, target in _POINTS_AT
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acting")),
    )
    op.create_index(op.f("ix_acting_person_id"), "acting", ["person_id"])


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
