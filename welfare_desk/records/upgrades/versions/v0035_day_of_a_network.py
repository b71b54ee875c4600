"""What Today asks of a whole network is found by index: meetings nobody marked, birthdays that are near."""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_meetings_unmarked", "meetings", ["status", "on"])
    op.create_index(op.f("ix_people_born_on"), "people", ["born_on"])


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
