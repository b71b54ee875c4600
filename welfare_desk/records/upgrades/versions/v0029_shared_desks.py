"""Desks shared on a server: members, teams, whose client is whose, keys for each, who is where."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from welfare_desk.records.base import InstantColumn

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def _table(name: str, *parts: Any) -> None:
    op.create_table(
        name,
        *parts,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _points(table: str, column: str, target: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [target],
        name=op.f(f"fk_{table}_{column}"),
        ondelete=ondelete,
        initially="DEFERRED",
        deferrable=True,
    )


def upgrade() -> None:
    _table(
        "shared_desk",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("recovery_public", sa.LargeBinary(), nullable=False),
        sa.Column("works_from", sa.Text(), nullable=False),
    )
    _table(
        "teams",
        sa.Column("name", sa.Text(), nullable=False),
        sa.UniqueConstraint("name", name=op.f("uq_teams_name")),
    )
    _table(
        "members",
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("left_at", InstantColumn(), nullable=True),
        sa.UniqueConstraint("login", name=op.f("uq_members_login")),
        _points("members", "team_id", "teams.id"),
    )
    _table(
        "assignments",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("advisor_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("given_by", sa.Uuid(), nullable=True),
        _points("assignments", "person_id", "people.id", "CASCADE"),
        _points("assignments", "advisor_id", "advisors.id"),
        _points("assignments", "team_id", "teams.id"),
        _points("assignments", "given_by", "advisors.id"),
    )
    for column in ("person_id", "advisor_id", "team_id"):
        op.create_index(op.f(f"ix_assignments_{column}"), "assignments", [column])
    _table(
        "sealed_keys",
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("advisor_id", sa.Uuid(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _points("sealed_keys", "person_id", "people.id", "CASCADE"),
        _points("sealed_keys", "advisor_id", "advisors.id"),
        sa.UniqueConstraint(
            "person_id",
            "advisor_id",
            name=op.f("uq_sealed_keys_person_id_advisor_id"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index(op.f("ix_sealed_keys_advisor_id"), "sealed_keys", ["advisor_id"])
    _table(
        "presence",
        sa.Column("advisor_id", sa.Uuid(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("seen_at", InstantColumn(), nullable=False),
        _points("presence", "advisor_id", "advisors.id"),
        _points("presence", "person_id", "people.id", "CASCADE"),
        sa.UniqueConstraint("advisor_id", "device", name=op.f("uq_presence_advisor_id_device")),
    )
    op.create_index(op.f("ix_presence_person_id"), "presence", ["person_id"])


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
