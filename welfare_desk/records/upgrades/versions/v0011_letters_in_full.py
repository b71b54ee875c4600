"""Letters of every kind: what they are about, what was written for them, templates an agency keeps."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from welfare_desk.records.base import InstantColumn

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

LISTS = sa.JSON().with_variant(JSONB(), "postgresql")


def _kept() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
    )


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [target], name=op.f(f"fk_{table}_{column}"), initially="DEFERRED", deferrable=True
    )


def upgrade() -> None:
    op.create_table(
        "letter_templates",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        *_kept(),
        _refers("letter_templates", "author_id", "advisors.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_templates")),
    )
    op.create_index(op.f("ix_letter_templates_kind"), "letter_templates", ["kind"], unique=False)
    op.create_table(
        "statement_versions",
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_amended", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        *_kept(),
        _refers("statement_versions", "statement_id", "statements.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_versions")),
    )
    op.create_index(
        op.f("ix_statement_versions_statement_id"), "statement_versions", ["statement_id"], unique=False
    )
    with op.batch_alter_table("accuracy_checks") as batch_op:
        batch_op.add_column(sa.Column("may_be_named", sa.Boolean(), nullable=True))
    with op.batch_alter_table("issues") as batch_op:
        batch_op.add_column(sa.Column("how", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("relied_on", LISTS, nullable=True))
    with op.batch_alter_table("letters") as batch_op:
        batch_op.alter_column("case_id", existing_type=sa.Uuid(), nullable=True)
        batch_op.add_column(sa.Column("about", LISTS, nullable=True))
        batch_op.add_column(sa.Column("sealed_words", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("template_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("corrects_id", sa.Uuid(), nullable=True))
        for column, target in (("template_id", "letter_templates"), ("corrects_id", "letters")):
            batch_op.create_foreign_key(
                batch_op.f(f"fk_letters_{column}"),
                target,
                [column],
                ["id"],
                initially="DEFERRED",
                deferrable=True,
            )


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
