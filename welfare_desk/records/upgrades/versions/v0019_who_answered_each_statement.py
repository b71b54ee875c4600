"""Who answered each statement of a letter, when, by what road, and with what proof."""

import sqlalchemy as sa
from alembic import op

from welfare_desk.records.base import InstantColumn

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "statement_answers",
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("checker_name", sa.Text(), nullable=False),
        sa.Column("checker_role", sa.Text(), nullable=False),
        sa.Column("checker_number", sa.Text(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("proof_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
            name=op.f("fk_statement_answers_statement_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["proof_id"],
            ["attachments.id"],
            name=op.f("fk_statement_answers_proof_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_answers")),
    )
    op.create_index(
        op.f("ix_statement_answers_statement_id"), "statement_answers", ["statement_id"], unique=False
    )


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
