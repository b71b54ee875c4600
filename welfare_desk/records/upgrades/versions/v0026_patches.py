"""Patches of homes, what was tried at each, and whom they were told of."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import SchemaItem

from welfare_desk.records.base import InstantColumn

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "patches",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("advisor_id", sa.Uuid(), nullable=True),
        sa.Column("practice_id", sa.Uuid(), nullable=True),
        sa.Column("week_hundredths", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        *_kept("patches", advisor_id="advisors", practice_id="practices"),
        sa.UniqueConstraint("name", name=op.f("uq_patches_name")),
    )
    op.create_table(
        "patch_homes",
        sa.Column("patch_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("walk", sa.Text(), nullable=False),
        sa.Column("warning", sa.Text(), nullable=False),
        sa.Column("again_on", sa.Date(), nullable=True),
        *_kept("patch_homes", patch_id="patches"),
        sa.UniqueConstraint("patch_id", "key", name=op.f("uq_patch_homes_patch_id_key")),
    )
    op.create_table(
        "patch_visits",
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("advisor_id", sa.Uuid(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("issues", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("carers", sa.Integer(), nullable=False),
        sa.Column("young_carers", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_kept("patch_visits", home_id="patch_homes", advisor_id="advisors"),
    )
    op.create_table(
        "patch_onwards",
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("result_on", sa.Date(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        *_kept("patch_onwards", home_id="patch_homes", service_id="services"),
    )
    for table, column in (
        ("patch_homes", "patch_id"),
        ("patch_visits", "home_id"),
        ("patch_visits", "on"),
        ("patch_onwards", "home_id"),
        ("patch_onwards", "on"),
    ):
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
