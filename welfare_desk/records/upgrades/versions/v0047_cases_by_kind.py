"""Cases stand in an index in the order of the list by kind: each kind from its newest."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_cases_kind", "cases", ["kind", sa.text("opened_on DESC"), sa.text("id DESC")])


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
