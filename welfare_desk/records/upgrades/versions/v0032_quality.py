"""Files drawn and read by somebody else, supervision, slips of clients, complaints, incidents of any kind."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import SchemaItem

from welfare_desk.records.base import InstantColumn

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make(
        "file_reviews",
        *_texts("topic", "seed", "reviewer"),
        *_days("from_on", "to_on", "drawn_on"),
        *_days("closed_on", nullable=True),
        *_numbers("wanted", "drawn_from", "left_out"),
        organisation_id="organisations.id",
        advisor_id="advisors.id",
    )
    _make(
        "reviewed_files",
        *_numbers("number"),
        *_days("given_on", "reviewed_on", nullable=True),
        *_texts("taken_out", nullable=True),
        *_texts("said"),
        *_facts("answers", "findings"),
        sa.UniqueConstraint("review_id", "number", name=op.f("uq_reviewed_files_review_id_number")),
        needed={"review_id": "file_reviews.id", "case_id": "cases.id"},
    )
    op.create_index(op.f("ix_reviewed_files_case_id"), "reviewed_files", ["case_id"])
    _make(
        "supervision_notes",
        *_days("on"),
        *_days("next_on", nullable=True),
        *_texts("words", "agreed"),
        needed={"of_advisor_id": "advisors.id"},
        by_advisor_id="advisors.id",
    )
    op.create_index(op.f("ix_supervision_notes_of_advisor_id"), "supervision_notes", ["of_advisor_id"])
    _make(
        "feedback_slips",
        *_numbers("number"),
        *_days("given_on"),
        *_days("answered_on", nullable=True),
        *_texts("said"),
        *_facts("answers"),
        sa.UniqueConstraint("number", name=op.f("uq_feedback_slips_number")),
        practice_id="practices.id",
    )
    op.create_index(op.f("ix_feedback_slips_given_on"), "feedback_slips", ["given_on"])
    _make(
        "remarks",
        *_days("received_on"),
        *_days("acknowledge_by", "acknowledged_on", "answer_by", "answered_on", nullable=True),
        *_texts("kind", "how", "from_whom", "about", "wanted", "answer", "learned"),
        *_texts("outcome", nullable=True),
        person_id="people.id",
        recorded_by="advisors.id",
    )
    op.create_index(op.f("ix_remarks_received_on"), "remarks", ["received_on"])
    op.create_index(op.f("ix_remarks_person_id"), "remarks", ["person_id"])
    with op.batch_alter_table("incidents") as incidents:
        incidents.alter_column("person_id", existing_type=sa.Uuid(), nullable=True)
    op.add_column("incidents", sa.Column("kind", sa.Text(), nullable=False, server_default="withdrawn"))
    for name in ("what", "done"):
        op.add_column("incidents", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("incidents", sa.Column("people", sa.Integer(), nullable=True))
    op.add_column("incidents", sa.Column("people_told_on", sa.Date(), nullable=True))
    op.add_column("incidents", sa.Column("reported", sa.Boolean(), nullable=True))
    with op.batch_alter_table("incidents") as incidents:
        incidents.add_column(sa.Column("recorded_by", sa.Uuid(), nullable=True))
        incidents.create_foreign_key(
            op.f("fk_incidents_recorded_by"),
            "advisors",
            ["recorded_by"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )
        for name in ("kind", "what", "done"):
            incidents.alter_column(name, existing_type=sa.Text(), server_default=None)


def _make(table: str, *parts: SchemaItem, needed: dict[str, str] | None = None, **targets: str) -> None:
    """A table with what every kept row has; ``needed`` and ``targets`` are columns and what they point at."""
    pointing = [(name, target, False) for name, target in (needed or {}).items()]
    pointing += [(name, target, True) for name, target in targets.items()]
    op.create_table(
        table,
        *(sa.Column(name, sa.Uuid(), nullable=may_lack) for name, _, may_lack in pointing),
        *parts,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [name], [target], name=op.f(f"fk_{table}_{name}"), initially="DEFERRED", deferrable=True
            )
            for name, target, _ in pointing
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _texts(*names: str, nullable: bool = False) -> tuple[SchemaItem, ...]:
    return tuple(sa.Column(name, sa.Text(), nullable=nullable) for name in names)


def _days(*names: str, nullable: bool = False) -> tuple[SchemaItem, ...]:
    return tuple(sa.Column(name, sa.Date(), nullable=nullable) for name in names)


def _numbers(*names: str) -> tuple[SchemaItem, ...]:
    return tuple(sa.Column(name, sa.Integer(), nullable=False) for name in names)


def _facts(*names: str) -> tuple[SchemaItem, ...]:
    kind = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    return tuple(sa.Column(name, kind, nullable=False) for name in names)


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
