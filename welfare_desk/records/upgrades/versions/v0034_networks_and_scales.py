"""Localities of practices, cover and shared cases; scales of distance travelled."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import SchemaItem

from welfare_desk.records.base import InstantColumn

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("practices", sa.Column("locality", sa.Text(), nullable=True))
    op.create_table(
        "covers",
        sa.Column("advisor_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        *_kept("covers", advisor_id="advisors", by_id="advisors"),
    )
    op.create_table(
        "case_shares",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("advisor_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        *_kept("case_shares", case_id="cases", advisor_id="advisors"),
    )
    op.create_table(
        "scales",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("definition", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("loaded_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        *_kept("scales"),
    )
    op.create_table(
        "scale_scores",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("scale_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("raw", sa.Integer(), nullable=False),
        sa.Column("score_hundredths", sa.Integer(), nullable=False),
        *_kept("scale_scores", person_id="people", scale_id="scales"),
    )
    for table, columns in {
        "covers": ("advisor_id", "by_id"),
        "case_shares": ("case_id", "advisor_id"),
        "scale_scores": ("person_id", "scale_id", "on"),
    }.items():
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _kept(table: str, **refers: str) -> tuple[SchemaItem, ...]:
    """What every kept row has, and what this one points at."""
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{target}.id"],
                name=op.f(f"fk_{table}_{column}"),
                initially="DEFERRED",
                deferrable=True,
            )
            for column, target in refers.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
