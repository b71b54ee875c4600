"""Consent in full: struck out, assessed, settled of a note, told of a report, and what went wrong."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from welfare_desk.records.base import InstantColumn

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

LISTS = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "struck_out",
        sa.Column("consent_id", sa.Uuid(), nullable=False),
        sa.Column("at", InstantColumn(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("struck_by", sa.Uuid(), nullable=False),
        sa.Column("agreed_by", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consent_id"],
            ["consents.id"],
            name=op.f("fk_struck_out_consent_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["struck_by"],
            ["advisors.id"],
            name=op.f("fk_struck_out_struck_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["agreed_by"],
            ["advisors.id"],
            name=op.f("fk_struck_out_agreed_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_struck_out")),
        sa.UniqueConstraint("consent_id", name=op.f("uq_struck_out_consent_id")),
    )
    op.create_table(
        "note_marks",
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_by_role", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("marked_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["note_id"],
            ["evidence_notes.id"],
            name=op.f("fk_note_marks_note_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["marked_by"],
            ["advisors.id"],
            name=op.f("fk_note_marks_marked_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_marks")),
    )
    op.create_index(op.f("ix_note_marks_note_id"), "note_marks", ["note_id"], unique=False)
    op.create_table(
        "incidents",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=True),
        sa.Column("consent_id", sa.Uuid(), nullable=True),
        sa.Column("access_seq", sa.Integer(), nullable=True),
        sa.Column("happened_at", InstantColumn(), nullable=False),
        sa.Column("found_at", InstantColumn(), nullable=False),
        sa.Column("judge_by", InstantColumn(), nullable=False),
        sa.Column("judged_at", InstantColumn(), nullable=True),
        sa.Column("judged_by", sa.Uuid(), nullable=True),
        sa.Column("judgement", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_incidents_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["letters.id"],
            name=op.f("fk_incidents_letter_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["consent_id"],
            ["consents.id"],
            name=op.f("fk_incidents_consent_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["judged_by"],
            ["advisors.id"],
            name=op.f("fk_incidents_judged_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index(op.f("ix_incidents_person_id"), "incidents", ["person_id"], unique=False)
    op.create_table(
        "assessments",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("assessed_by", sa.Text(), nullable=False),
        sa.Column("assessor_role", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_assessments_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"],
            ["advisors.id"],
            name=op.f("fk_assessments_recorded_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessments")),
    )
    op.create_index(op.f("ix_assessments_person_id"), "assessments", ["person_id"], unique=False)
    op.create_table(
        "report_rights",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("explained_on", sa.Date(), nullable=True),
        sa.Column("wants_to_see", sa.Boolean(), nullable=True),
        sa.Column("notice_on", sa.Date(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["letters.id"],
            name=op.f("fk_report_rights_letter_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_rights")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_report_rights_letter_id")),
    )
    op.add_column("consents", sa.Column("identity_checked", sa.Boolean(), nullable=True))
    op.add_column("evidence_notes", sa.Column("author_role", sa.Text(), nullable=True))
    op.add_column("evidence_notes", sa.Column("supports", sa.Text(), nullable=True))
    op.add_column("evidence_notes", sa.Column("sealed_harm", sa.LargeBinary(), nullable=True))
    op.add_column("evidence_notes", sa.Column("quoted", sa.Boolean(), nullable=True))
    op.add_column("evidence_notes", sa.Column("bearings", LISTS, nullable=True))
    notes = sa.table("evidence_notes", sa.column("quoted", sa.Boolean()), sa.column("bearings", LISTS))
    op.execute(notes.update().values(quoted=False, bearings={}))
    with op.batch_alter_table("evidence_notes") as table:
        table.alter_column("quoted", existing_type=sa.Boolean(), nullable=False)
        table.alter_column("bearings", existing_type=LISTS, nullable=False)


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
