"""Consent, evidence, the access log and letters."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from welfare_desk.records.base import InstantColumn

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LISTS = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "wordings",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wordings")),
        sa.UniqueConstraint("code", name=op.f("uq_wordings_code")),
    )
    op.create_table(
        "consents",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("giver_role", sa.Text(), nullable=False),
        sa.Column("giver_name", sa.Text(), nullable=True),
        sa.Column("authority", LISTS, nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("witness", sa.Text(), nullable=True),
        sa.Column("wording_code", sa.Text(), nullable=True),
        sa.Column("given_at", InstantColumn(), nullable=True),
        sa.Column("recorded_at", InstantColumn(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("replaces", LISTS, nullable=False),
        sa.Column("covers_prior_notes", sa.Boolean(), nullable=False),
        sa.Column("purposes", LISTS, nullable=False),
        sa.Column("actions", LISTS, nullable=False),
        sa.Column("categories", LISTS, nullable=False),
        sa.Column("exclude", LISTS, nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=True),
        sa.Column("record_from", sa.Date(), nullable=True),
        sa.Column("record_to", sa.Date(), nullable=True),
        sa.Column("recipients", LISTS, nullable=False),
        sa.Column("private_place", sa.Boolean(), nullable=True),
        sa.Column("accompanied_by", sa.Text(), nullable=True),
        sa.Column("interpreter", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("attachment_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachments.id"],
            name=op.f("fk_consents_attachment_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_consents_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practices.id"],
            name=op.f("fk_consents_practice_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"],
            ["advisors.id"],
            name=op.f("fk_consents_recorded_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_person_id"), "consents", ["person_id"], unique=False)
    op.create_table(
        "withdrawals",
        sa.Column("consent_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", InstantColumn(), nullable=False),
        sa.Column("recorded_at", InstantColumn(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=True),
        sa.Column("identity_checked", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consent_id"],
            ["consents.id"],
            name=op.f("fk_withdrawals_consent_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawals")),
    )
    op.create_index(op.f("ix_withdrawals_consent_id"), "withdrawals", ["consent_id"], unique=False)
    op.create_table(
        "readings",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("consent_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("advisor_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("categories", LISTS, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("opened_at", InstantColumn(), nullable=False),
        sa.Column("closed_at", InstantColumn(), nullable=True),
        sa.Column("closed_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["advisor_id"],
            ["advisors.id"],
            name=op.f("fk_readings_advisor_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_readings_case_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["consent_id"],
            ["consents.id"],
            name=op.f("fk_readings_consent_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_readings_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practices.id"],
            name=op.f("fk_readings_practice_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_person_id"), "readings", ["person_id"], unique=False)
    op.create_table(
        "evidence_notes",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("consent_id", sa.Uuid(), nullable=True),
        sa.Column("reading_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=True),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("entry_on", sa.Date(), nullable=True),
        sa.Column("entry_kind", sa.Text(), nullable=False),
        sa.Column("activities", LISTS, nullable=False),
        sa.Column("third_party", sa.Text(), nullable=False),
        sa.Column("harm", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["advisors.id"],
            name=op.f("fk_evidence_notes_author_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
            name=op.f("fk_evidence_notes_case_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["consent_id"],
            ["consents.id"],
            name=op.f("fk_evidence_notes_consent_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"],
            ["evidence_notes.id"],
            name=op.f("fk_evidence_notes_corrects_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_evidence_notes_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practices.id"],
            name=op.f("fk_evidence_notes_practice_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["reading_id"],
            ["readings.id"],
            name=op.f("fk_evidence_notes_reading_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_notes")),
    )
    op.create_index(op.f("ix_evidence_notes_case_id"), "evidence_notes", ["case_id"], unique=False)
    op.create_index(op.f("ix_evidence_notes_person_id"), "evidence_notes", ["person_id"], unique=False)
    op.create_table(
        "access_log",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", InstantColumn(), nullable=False),
        sa.Column("high_water", InstantColumn(), nullable=False),
        sa.Column("advisor_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("app_version", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=True),
        sa.Column("content_hash", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("categories", LISTS, nullable=False),
        sa.Column("recipients", LISTS, nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("consents", LISTS, nullable=False),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("row_hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_access_log")),
    )
    op.create_index(op.f("ix_access_log_person_id"), "access_log", ["person_id"], unique=False)
    op.create_table(
        "letters",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("copies", LISTS, nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("large_print", sa.Boolean(), nullable=False),
        sa.Column("check_needed", sa.Boolean(), nullable=False),
        sa.Column("own_letter_because", sa.Text(), nullable=True),
        sa.Column("drafted_on", sa.Date(), nullable=False),
        sa.Column("sent_to_gp_on", sa.Date(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["advisors.id"],
            name=op.f("fk_letters_author_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_letters_case_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_letters_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["organisations.id"],
            name=op.f("fk_letters_recipient_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("reference", name=op.f("uq_letters_reference")),
    )
    op.create_index(op.f("ix_letters_case_id"), "letters", ["case_id"], unique=False)
    op.create_index(op.f("ix_letters_person_id"), "letters", ["person_id"], unique=False)
    op.create_index(op.f("ix_letters_state"), "letters", ["state"], unique=False)
    op.create_table(
        "statements",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("sealed_amended", sa.LargeBinary(), nullable=True),
        sa.Column("outside_check", sa.Boolean(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["letters.id"],
            name=op.f("fk_statements_letter_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_letter_id"), "statements", ["letter_id"], unique=False)
    op.create_table(
        "statement_sources",
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["note_id"],
            ["evidence_notes.id"],
            name=op.f("fk_statement_sources_note_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
            name=op.f("fk_statement_sources_statement_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_sources")),
    )
    op.create_index(op.f("ix_statement_sources_note_id"), "statement_sources", ["note_id"], unique=False)
    op.create_index(
        op.f("ix_statement_sources_statement_id"), "statement_sources", ["statement_id"], unique=False
    )
    op.create_table(
        "accuracy_checks",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("passage_hash", sa.Text(), nullable=False),
        sa.Column("checker_name", sa.Text(), nullable=False),
        sa.Column("checker_role", sa.Text(), nullable=False),
        sa.Column("checker_number", sa.Text(), nullable=True),
        sa.Column("practice_id", sa.Uuid(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["letters.id"],
            name=op.f("fk_accuracy_checks_letter_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practices.id"],
            name=op.f("fk_accuracy_checks_practice_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accuracy_checks")),
    )
    op.create_index(op.f("ix_accuracy_checks_letter_id"), "accuracy_checks", ["letter_id"], unique=False)
    op.create_table(
        "issues",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("at", InstantColumn(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("recipients", LISTS, nullable=False),
        sa.Column("sealed_file", sa.LargeBinary(), nullable=False),
        sa.Column("file_hash", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("marks", LISTS, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["letters.id"],
            name=op.f("fk_issues_letter_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issues")),
    )
    op.create_index(op.f("ix_issues_letter_id"), "issues", ["letter_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
