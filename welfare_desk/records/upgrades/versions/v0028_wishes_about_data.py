"""Wishes to be erased and complaints about data; each step of the rights before a report goes."""

import sqlalchemy as sa
from alembic import op

from welfare_desk.records.base import InstantColumn

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    def points(column: str, target: str) -> sa.ForeignKeyConstraint:
        name = op.f(f"fk_data_requests_{column}")
        return sa.ForeignKeyConstraint([column], [target], name=name, initially="DEFERRED", deferrable=True)

    op.create_table(
        "data_requests",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("took_back", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        points("person_id", "people.id"),
        points("recorded_by", "advisors.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_requests")),
    )
    op.create_index(op.f("ix_data_requests_person_id"), "data_requests", ["person_id"])
    for name, kind in (
        ("seen_on", sa.Date()),
        ("changes_on", sa.Date()),
        ("changes", sa.Text()),
        ("changes_answered_on", sa.Date()),
        ("refused_on", sa.Date()),
    ):
        op.add_column("report_rights", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
