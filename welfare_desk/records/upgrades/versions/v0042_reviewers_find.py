"""Who reviews files at a shared desk is called so, not a data protection officer, and writes what they find.

The rules about rows that let them are said anew with every upgrade of such a desk.
"""

from alembic import op

revision = "0042"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "UPDATE advisors SET role = 'reviewer' WHERE role = 'dpo'"
        " AND id IN (SELECT id FROM members WHERE duty = 'reviewer')"
    )


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
