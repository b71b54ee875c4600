"""What is handed over to a colleague is kept, with its reason, so that both are told and it can be undone.

Who reads drawn files is known by who they are: until now by their name, which is looked up here a last time.
Open cases stand in an index of their own in the order they were opened, for those gone quiet.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from welfare_desk.records.base import InstantColumn

revision = "0044"
down_revision = "0042"
branch_labels = None
depends_on = None

_WHO = ("from_id", "to_id", "by_id")


def upgrade() -> None:
    op.create_table(
        "handovers",
        *(sa.Column(who, sa.Uuid(), nullable=who == "from_id") for who in _WHO),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("what", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("from_seen_on", sa.Date(), nullable=True),
        sa.Column("to_seen_on", sa.Date(), nullable=True),
        sa.Column("undone_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [who],
                ["advisors.id"],
                name=op.f(f"fk_handovers_{who}"),
                initially="DEFERRED",
                deferrable=True,
            )
            for who in _WHO
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
    )
    for who in _WHO:
        op.create_index(op.f(f"ix_handovers_{who}"), "handovers", [who])
    with op.batch_alter_table("file_reviews") as table:
        table.add_column(sa.Column("reviewer_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_file_reviews_reviewer_id"),
            "advisors",
            ["reviewer_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )
    # Of two of one name nobody can say which was meant: a manager draws anew.
    named = "FROM advisors a WHERE lower(trim(a.name)) = lower(trim(file_reviews.reviewer))"
    op.execute(
        f"UPDATE file_reviews SET reviewer_id = (SELECT a.id {named})"
        f" WHERE organisation_id IS NULL AND (SELECT count(*) {named}) = 1"
    )
    still = sa.text("closed_on IS NULL")
    op.create_index(
        "ix_cases_still_open", "cases", ["opened_on", "id"], sqlite_where=still, postgresql_where=still
    )


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
