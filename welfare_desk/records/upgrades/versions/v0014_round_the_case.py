"""Post, local services and links to them, goals with their steps and reviews, who lives together."""

import sqlalchemy as sa
from alembic import op

from welfare_desk.records.base import InstantColumn

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "post_items",
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("from_whom", sa.Text(), nullable=False),
        sa.Column("gist", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("advisor_id", sa.Uuid(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        *_kept(),
        _refers("post_items", "person_id", "people"),
        _refers("post_items", "case_id", "cases"),
        _refers("post_items", "advisor_id", "advisors"),
        _refers("post_items", "task_id", "tasks"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_items")),
    )
    _index("post_items", "decided_on", "person_id", "received_on")
    op.create_table(
        "services",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("does", sa.Text(), nullable=False),
        sa.Column("for_whom", sa.Text(), nullable=False),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        *_kept(),
        _refers("services", "checked_by", "advisors"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_services")),
    )
    op.create_table(
        "links",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("result_on", sa.Date(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        *_kept(),
        _refers("links", "person_id", "people"),
        _refers("links", "case_id", "cases"),
        _refers("links", "service_id", "services"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
    )
    _index("links", "on", "person_id", "service_id")
    op.create_table(
        "goals",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        *_kept(),
        _refers("goals", "person_id", "people"),
        _refers("goals", "case_id", "cases"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goals")),
    )
    _index("goals", "decided_on", "person_id", "review_on")
    op.create_table(
        "goal_steps",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        *_kept(),
        _refers("goal_steps", "goal_id", "goals"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_steps")),
    )
    _index("goal_steps", "goal_id")
    op.create_table(
        "goal_reviews",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        *_kept(),
        _refers("goal_reviews", "goal_id", "goals"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_reviews")),
    )
    _index("goal_reviews", "goal_id")
    op.create_table(
        "household_members",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("carer", sa.Boolean(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        *_kept(),
        _refers("household_members", "household_id", "households"),
        _refers("household_members", "person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_members")),
    )
    _index("household_members", "household_id", "person_id")
    op.create_table(
        "kept_apart",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("from_person_id", sa.Uuid(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        *_kept(),
        _refers("kept_apart", "person_id", "people"),
        _refers("kept_apart", "from_person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_apart")),
        sa.UniqueConstraint(
            "person_id", "from_person_id", name=op.f("uq_kept_apart_person_id_from_person_id")
        ),
    )
    _index("kept_apart", "from_person_id", "person_id")


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _kept() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
    )


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), initially="DEFERRED", deferrable=True
    )


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
