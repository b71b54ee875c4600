"""What is taken out of the desk waits a while to be put back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from welfare_desk.records.base import InstantColumn

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "removed",
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("advisor_id", sa.Uuid(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("row_ids", _json(), nullable=False),
        sa.Column("rows", _json(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=op.f(f"fk_removed_{column}"), initially="DEFERRED", deferrable=True
            )
            for column, target in (("person_id", "people.id"), ("advisor_id", "advisors.id"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removed")),
    )
    for column in ("person_id", "on", "row_id"):
        op.create_index(op.f(f"ix_removed_{column}"), "removed", [column])


def _json() -> sa.JSON:
    return sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
