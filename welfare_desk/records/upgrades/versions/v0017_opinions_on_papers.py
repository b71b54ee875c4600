"""A clinician may be asked about a paper as about a note."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("health_opinions") as table:
        table.alter_column("note_id", existing_type=sa.Uuid(), nullable=True)
        table.add_column(sa.Column("paper_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_health_opinions_paper_id"),
            "attachments",
            ["paper_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )
        table.create_index(op.f("ix_health_opinions_paper_id"), ["paper_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
