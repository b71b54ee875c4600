"""Whether a benefit was in payment when support began: asked of a client once, for the evaluation."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("on_benefits", sa.Boolean(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
