"""Hearings, what was handed in with its proof, decisions part by part, dates put out of sight."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import SchemaItem

from welfare_desk.records.base import InstantColumn

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hearings",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("venue", sa.Text(), nullable=False),
        sa.Column("interpreter", sa.Text(), nullable=False),
        sa.Column("adjustments", _json(), nullable=False),
        sa.Column("attends", _json(), nullable=False),
        sa.Column("prepared", sa.Text(), nullable=False),
        sa.Column("key_date_id", sa.Uuid(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("outcome_parts", _json(), nullable=False),
        *_kept("hearings"),
    )
    op.create_table(
        "lodgings",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("key_date_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("late_reason", sa.Text(), nullable=True),
        *_kept("lodgings"),
    )
    for table in ("hearings", "lodgings"):
        op.create_index(op.f(f"ix_{table}_case_id"), table, ["case_id"])
    op.add_column("key_dates", sa.Column("snoozed_to", sa.Date(), nullable=True))
    op.add_column("key_dates", sa.Column("snoozed_because", sa.Text(), nullable=True))
    op.add_column("decisions", sa.Column("received_on", sa.Date(), nullable=True))
    op.add_column("decisions", sa.Column("parts", _json(), nullable=False, server_default="{}"))
    with op.batch_alter_table("decisions") as decisions:
        decisions.alter_column("parts", existing_type=_json(), server_default=None)


def _json() -> sa.JSON:
    return sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def _kept(table: str) -> tuple[SchemaItem, ...]:
    """What every kept row has, and what both of these point at."""
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=op.f(f"fk_{table}_{column}"), initially="DEFERRED", deferrable=True
            )
            for column, target in (("case_id", "cases.id"), ("key_date_id", "key_dates.id"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
