"""Debt advice: what happened to a debt, who owes it, budgets, offers, options and moratoria."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from welfare_desk.records.base import InstantColumn, PenceColumn

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LISTS = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "budgets",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("joint", sa.Boolean(), nullable=False),
        sa.Column("household", LISTS, nullable=False),
        sa.Column("savings", sa.Text(), nullable=False),
        sa.Column("fee_pence", PenceColumn(), nullable=False),
        sa.Column("copied_from_id", sa.Uuid(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_how", sa.Text(), nullable=True),
        sa.Column("may_be_sent", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_budgets_case_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["copied_from_id"],
            ["budgets.id"],
            name=op.f("fk_budgets_copied_from_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_budgets_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budgets")),
    )
    with op.batch_alter_table("budgets", schema=None) as batch_op:
        batch_op.create_index("ix_budgets_case", ["case_id", "on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_budgets_person_id"), ["person_id"], unique=False)

    op.create_table(
        "debt_circumstances",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("facts", LISTS, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
            name=op.f("fk_debt_circumstances_case_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debt_circumstances")),
    )
    with op.batch_alter_table("debt_circumstances", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debt_circumstances_case_id"), ["case_id"], unique=False)

    op.create_table(
        "moratoria",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("notice_on", sa.Date(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=True),
        sa.Column("intends", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
            name=op.f("fk_moratoria_case_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_moratoria_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moratoria")),
    )
    with op.batch_alter_table("moratoria", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_moratoria_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_moratoria_person_id"), ["person_id"], unique=False)

    op.create_table(
        "budget_lines",
        sa.Column("budget_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("amount_pence", PenceColumn(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["budgets.id"],
            name=op.f("fk_budget_lines_budget_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_lines")),
    )
    with op.batch_alter_table("budget_lines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_budget_lines_budget_id"), ["budget_id"], unique=False)

    op.create_table(
        "debt_advice",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("budget_id", sa.Uuid(), nullable=True),
        sa.Column("advisor_id", sa.Uuid(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("screened", LISTS, nullable=False),
        sa.Column("rules_as_of", sa.Date(), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=True),
        sa.Column("client_words", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("risks_told", LISTS, nullable=False),
        sa.Column("understood", sa.Boolean(), nullable=False),
        sa.Column("fees", sa.Text(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["advisor_id"],
            ["advisors.id"],
            name=op.f("fk_debt_advice_advisor_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["budgets.id"],
            name=op.f("fk_debt_advice_budget_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
            name=op.f("fk_debt_advice_case_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debt_advice")),
    )
    with op.batch_alter_table("debt_advice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debt_advice_case_id"), ["case_id"], unique=False)

    op.create_table(
        "debt_events",
        sa.Column("debt_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("bites_on", sa.Date(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("dealt_with_on", sa.Date(), nullable=True),
        sa.Column("taken_back_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["people.id"], name=op.f("fk_debt_events_by_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["debt_id"],
            ["debts.id"],
            name=op.f("fk_debt_events_debt_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debt_events")),
    )
    with op.batch_alter_table("debt_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debt_events_bites_on"), ["bites_on"], unique=False)
        batch_op.create_index("ix_debt_events_debt", ["debt_id", "on", "id"], unique=False)

    op.create_table(
        "debt_liable",
        sa.Column("debt_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["debt_id"],
            ["debts.id"],
            name=op.f("fk_debt_liable_debt_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_debt_liable_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debt_liable")),
    )
    with op.batch_alter_table("debt_liable", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debt_liable_debt_id"), ["debt_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_debt_liable_person_id"), ["person_id"], unique=False)

    op.create_table(
        "offers",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("budget_id", sa.Uuid(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("pot_pence", PenceColumn(), nullable=False),
        sa.Column("first_payment_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["budgets.id"],
            name=op.f("fk_offers_budget_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_offers_case_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offers_budget_id"), ["budget_id"], unique=False)
        batch_op.create_index("ix_offers_case", ["case_id", "on", "id"], unique=False)

    op.create_table(
        "offer_shares",
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("debt_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.Column("owed_pence", PenceColumn(), nullable=False),
        sa.Column("worked_out_pence", PenceColumn(), nullable=False),
        sa.Column("share_pence", PenceColumn(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("counter_pence", PenceColumn(), nullable=True),
        sa.Column("chase_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", InstantColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["debt_id"],
            ["debts.id"],
            name=op.f("fk_offer_shares_debt_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"],
            ["offers.id"],
            name=op.f("fk_offer_shares_offer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_shares")),
    )
    with op.batch_alter_table("offer_shares", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offer_shares_chase_on"), ["chase_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_offer_shares_debt_id"), ["debt_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_offer_shares_offer_id"), ["offer_id"], unique=False)

    with op.batch_alter_table("debt_balances", schema=None) as batch_op:
        batch_op.add_column(sa.Column("evidence_words", sa.Text(), nullable=True))

    with op.batch_alter_table("debt_outcomes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("what", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("monthly_before_pence", PenceColumn(), nullable=True))
        batch_op.add_column(sa.Column("monthly_after_pence", PenceColumn(), nullable=True))
        batch_op.add_column(sa.Column("proof", sa.Text(), nullable=True))

    with op.batch_alter_table("debts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("type", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("creditor_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("collector_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("original_creditor", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("liability", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("liability_why", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("priority", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("priority_why", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("rank", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("monthly_pence", PenceColumn(), nullable=True))
        batch_op.add_column(sa.Column("enforceable_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("court_fixed", sa.Boolean(), nullable=True))
        batch_op.create_index(batch_op.f("ix_debts_creditor_id"), ["creditor_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_debts_creditor_id"),
            "organisations",
            ["creditor_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_debts_collector_id"),
            "organisations",
            ["collector_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )


def downgrade() -> None:
    raise NotImplementedError("a desk is restored from its backup, never downgraded")
