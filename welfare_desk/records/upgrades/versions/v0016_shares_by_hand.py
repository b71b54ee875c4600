"""Which shares of an offer were set by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("offer_shares", schema=None) as batch_op:
        batch_op.add_column(sa.Column("by_hand", sa.Boolean(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
