"""A letter template may be a Word file."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("letter_templates") as table:
        table.add_column(sa.Column("word", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
