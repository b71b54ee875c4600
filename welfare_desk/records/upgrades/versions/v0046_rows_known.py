"""A shared desk's server says which rows of a workbook a colleague has brought in, and nothing else of them.

The function that says it is made anew, with the others, after every upgrade of such a desk.
"""

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No table changes: what the server can be asked does."""


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
