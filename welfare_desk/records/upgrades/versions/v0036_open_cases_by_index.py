"""What Today asks of thousands is found by index: open cases, gains to confirm, what ends soon."""

from alembic import op

revision = "0036"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_cases_closed", "cases", ["closed_on", "person_id"])
    op.create_index("ix_gains_waiting", "gains", ["confirmed_on", "reverses_id", "recorded_on", "id"])
    op.create_index(op.f("ix_consents_expires_on"), "consents", ["expires_on"])
    op.create_index(op.f("ix_mandates_to_on"), "mandates", ["to_on"])
    op.create_index(op.f("ix_moratoria_entered_on"), "moratoria", ["entered_on"])


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
