"""Two files of one person made one, who stands on the other side, conflicts of interest."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import SchemaItem

from welfare_desk.records.base import InstantColumn

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _table(
        "merges",
        {"person_id": "people.id", "gone_id": "people.id", "by_id": "advisors.id"},
        _id("person_id"),
        _id("gone_id"),
        sa.Column("on", sa.Date(), nullable=False),
        _id("by_id", nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("changed", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("undone_on", sa.Date(), nullable=True),
    )
    _table(
        "other_sides",
        {"person_id": "people.id", "case_id": "cases.id"},
        _id("person_id"),
        _id("case_id", nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("forenames", sa.Text(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
    )
    _table(
        "conflicts",
        {"person_id": "people.id", "other_id": "people.id", "decided_by": "advisors.id"},
        _id("person_id"),
        _id("other_id"),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        _id("decided_by", nullable=True),
    )
    for table, column in (
        ("merges", "person_id"),
        ("merges", "gone_id"),
        ("other_sides", "person_id"),
        ("conflicts", "person_id"),
        ("conflicts", "other_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _table(name: str, points_at: dict[str, str], *columns: SchemaItem) -> None:
    """A table of kept rows whose foreign keys are checked at commit."""
    op.create_table(
        name,
        *columns,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=op.f(f"fk_{name}_{column}"), initially="DEFERRED", deferrable=True
            )
            for column, target in points_at.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _id(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
