"""Whether a confirmed line of the ledger came in with the caseload that says so is kept with it.

It was asked of the numbers of the transactions, which are others in a desk that was dumped and restored.
"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

LEDGER = ("gains", "gain_endings", "debt_outcomes", "periods_closed")


def upgrade() -> None:
    op.add_column("intake_made", sa.Column("in_one_go", sa.Boolean(), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        for table in LEDGER:
            op.execute(
                f"UPDATE intake_made m SET in_one_go = true FROM {table} r"
                f" WHERE m.table_name = '{table}' AND r.id = m.made_row_id AND r.xmin = m.xmin"
            )


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
