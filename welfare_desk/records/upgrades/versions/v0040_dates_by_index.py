"""Dates still to be done stand in an index of their own, in the order every list has them.

At a shared desk managers and caseworkers have rules about rows of their own from here on, which every
upgrade of such a desk says anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    not_done = sa.text("done_on IS NULL")
    op.drop_index("ix_key_dates_due", "key_dates")
    op.create_index(
        "ix_key_dates_due", "key_dates", ["safe_on", "id"], sqlite_where=not_done, postgresql_where=not_done
    )


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
