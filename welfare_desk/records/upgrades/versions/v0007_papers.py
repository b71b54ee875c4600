"""Papers: what other people wrote, the packs they go into, what waits to be printed.

Attachments had a table before they had a way in, so it is empty wherever this runs; it is still changed
row by row, in case somebody found one.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from welfare_desk.records.base import InstantColumn

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LISTS = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("attachments") as table:
        table.add_column(sa.Column("kind", sa.Text(), nullable=False, server_default="other"))
        table.add_column(sa.Column("sealed_paper", sa.LargeBinary(), nullable=True))
        table.add_column(sa.Column("pages", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("remarks", LISTS, nullable=False, server_default="[]"))
        table.add_column(sa.Column("dated_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("source", sa.Text(), nullable=False, server_default="client_document"))
        table.add_column(sa.Column("category", sa.Text(), nullable=True))
        table.add_column(sa.Column("practice_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("consent_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("third_party", sa.Text(), nullable=False, server_default="none"))
        table.add_column(sa.Column("harm", sa.Text(), nullable=False, server_default="none"))
        table.add_column(sa.Column("author_id", sa.Uuid(), nullable=True))
        for column, owner in (("practice_id", "practices"), ("author_id", "advisors")):
            table.create_foreign_key(
                op.f(f"fk_attachments_{column}"),
                owner,
                [column],
                ["id"],
                initially="DEFERRED",
                deferrable=True,
            )
    with op.batch_alter_table("attachments") as table:
        for column in ("kind", "pages", "remarks", "source", "third_party", "harm"):
            table.alter_column(column, server_default=None)
    op.create_table(
        "packs",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("copies", LISTS, nullable=False),
        sa.Column("duplex", sa.Boolean(), nullable=False),
        sa.Column("sealed_submission", sa.LargeBinary(), nullable=True),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("file_hash", sa.Text(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("contents", LISTS, nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_packs_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_packs_case_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["organisations.id"],
            name=op.f("fk_packs_recipient_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["advisors.id"],
            name=op.f("fk_packs_author_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.UniqueConstraint("reference", name=op.f("uq_packs_reference")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packs")),
    )
    op.create_index(op.f("ix_packs_person_id"), "packs", ["person_id"], unique=False)
    op.create_index(op.f("ix_packs_case_id"), "packs", ["case_id"], unique=False)
    op.create_table(
        "pack_papers",
        sa.Column("pack_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=True),
        sa.Column("attachment_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pack_id"],
            ["packs.id"],
            name=op.f("fk_pack_papers_pack_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["letters.id"],
            name=op.f("fk_pack_papers_letter_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachments.id"],
            name=op.f("fk_pack_papers_attachment_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_papers")),
    )
    op.create_index(op.f("ix_pack_papers_pack_id"), "pack_papers", ["pack_id"], unique=False)
    op.create_table(
        "print_later",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=True),
        sa.Column("pack_id", sa.Uuid(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("advisor_id", sa.Uuid(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_how", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_print_later_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
            name=op.f("fk_print_later_case_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["letters.id"],
            name=op.f("fk_print_later_letter_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["pack_id"],
            ["packs.id"],
            name=op.f("fk_print_later_pack_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["advisor_id"],
            ["advisors.id"],
            name=op.f("fk_print_later_advisor_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_later")),
    )
    op.create_index(op.f("ix_print_later_person_id"), "print_later", ["person_id"], unique=False)
    op.create_index(op.f("ix_print_later_done_on"), "print_later", ["done_on"], unique=False)
