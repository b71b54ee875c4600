"""What a note bears on, and what a mark on it rests on, are sealed like the note itself.

The words are sealed when the desk is opened next: an upgrade has no key.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("evidence_notes") as table:
        table.add_column(sa.Column("sealed_bearings", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("note_marks") as table:
        table.add_column(sa.Column("sealed_basis", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
