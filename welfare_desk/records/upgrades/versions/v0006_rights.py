"""What people may ask of us about their data, and what practices agreed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from welfare_desk.records.base import InstantColumn

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

LISTS = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "practice_terms",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("may_read", sa.Boolean(), nullable=False),
        sa.Column("written_consent", sa.Boolean(), nullable=False),
        sa.Column("notes_allowed", sa.Boolean(), nullable=False),
        sa.Column("keep_chi", sa.Boolean(), nullable=False),
        sa.Column("check_needed", sa.Boolean(), nullable=False),
        sa.Column("agreed_by", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practices.id"],
            name=op.f("fk_practice_terms_practice_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"],
            ["advisors.id"],
            name=op.f("fk_practice_terms_recorded_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_terms")),
        sa.UniqueConstraint("practice_id", "from_on", name=op.f("uq_practice_terms_practice_id_from_on")),
    )
    op.create_table(
        "subject_requests",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("representative", sa.Text(), nullable=True),
        sa.Column("mandate_seen", sa.Boolean(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=True),
        sa.Column("identity_asked_on", sa.Date(), nullable=True),
        sa.Column("identity_proved_on", sa.Date(), nullable=True),
        sa.Column("identity_how", sa.Text(), nullable=True),
        sa.Column("extended_on", sa.Date(), nullable=True),
        sa.Column("extended_because", sa.Text(), nullable=True),
        sa.Column("silent_because", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("given", LISTS, nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_subject_requests_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"],
            ["advisors.id"],
            name=op.f("fk_subject_requests_recorded_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject_requests")),
    )
    op.create_index(op.f("ix_subject_requests_person_id"), "subject_requests", ["person_id"], unique=False)
    op.create_table(
        "subject_request_pauses",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["subject_requests.id"],
            name=op.f("fk_subject_request_pauses_request_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject_request_pauses")),
    )
    op.create_index(
        op.f("ix_subject_request_pauses_request_id"), "subject_request_pauses", ["request_id"], unique=False
    )
    op.create_table(
        "withheld",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["subject_requests.id"],
            name=op.f("fk_withheld_request_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["advisors.id"],
            name=op.f("fk_withheld_decided_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withheld")),
    )
    op.create_index(op.f("ix_withheld_request_id"), "withheld", ["request_id"], unique=False)
    op.create_table(
        "health_opinions",
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("harm", sa.Boolean(), nullable=True),
        sa.Column("clinician", sa.Text(), nullable=True),
        sa.Column("clinician_role", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["note_id"],
            ["evidence_notes.id"],
            name=op.f("fk_health_opinions_note_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"],
            ["advisors.id"],
            name=op.f("fk_health_opinions_recorded_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_opinions")),
    )
    op.create_index(op.f("ix_health_opinions_note_id"), "health_opinions", ["note_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
