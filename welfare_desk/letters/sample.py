"""Invented people: what a template's preview shows, and what its tests are run on."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from welfare_desk.letters.facts import (
    GP,
    Advisor,
    Agency,
    Answer,
    Client,
    LetterFacts,
    Recipient,
    Source,
    Statement,
)
from welfare_desk.letters.matter import Award, Debt, Decision, LastDay, Matter, Meeting, Practice, ToDo

_CLINIC = Source(date(2026, 9, 2), "rheumatology clinic letter")

SAMPLE = LetterFacts(
    agency=Agency(
        "Tayside Advice Partnership",
        ("14 Ferry Road", "Millbank DD5 9ZZ"),
        "01382 496 0021",
        ("Scottish charity SC000000", "FCA reference 000000"),
        email="advice@example.org",
        complaints_to="the manager, at the address above",
        privacy_at="example.org/privacy",
    ),
    reference="HR-0142-K",
    dated=date(2026, 11, 26),
    recipient=Recipient("Social Security Scotland", ("PO Box 10298", "Dundee DD1 9ZZ"), "sss"),
    client=Client(
        "Callum Reid", date(1979, 3, 14), "QQ 12 34 56 C", ("3/1, 8 Harbour Lane", "Millbank DD5 9ZZ")
    ),
    subject="Callum Reid, Adult Disability Payment appeal",
    advisor=Advisor("Morag Sinclair", "Welfare rights advisor", "07700 900123", ("Accredited by nobody",)),
    benefit="Adult Disability Payment",
    statements=(
        Statement(
            "s1",
            "Moving around",
            "In September the clinic recorded that he walks about 30 metres with a stick before pain stops.",
            (_CLINIC,),
            Answer.AGREE,
        ),
        Statement(
            "s2",
            "Washing",
            "He cannot step over the side of a bath without someone's hand.",
            (_CLINIC, Source(date(2026, 10, 14), "GP consultation")),
            Answer.AMEND,
        ),
    ),
    gp=GP("Dr Rennie", "Millbank Medical Practice"),
    checked_on=date(2026, 11, 24),
    copies_to=("Callum Reid", "Millbank Medical Practice"),
    reply_by=date(2026, 12, 3),
    authority_ends=date(2027, 11, 25),
    practice=Practice(
        "Millbank Medical Practice",
        ("2 Mill Lane", "Millbank DD5 9ZX"),
        "01382 496 0100",
        "Room 4",
        "Thursdays, 9:30 to 12:30",
    ),
    matter=Matter(
        reference="HR-0101-C",
        route="SSS",
        opened_on=date(2026, 10, 1),
        closed_on=date(2026, 11, 26),
        outcome="outcome reached",
        decision=Decision("Decision sent", date(2026, 11, 9)),
        last_day=LastDay(
            "Ask for a re-determination",
            date(2026, 12, 22),
            date(2026, 12, 20),
            date(2027, 11, 11),
            "Social Security (Scotland) Act 2018 s.41",
        ),
        last_days=(LastDay("Ask for a re-determination", date(2026, 12, 22), date(2026, 12, 20)),),
        meeting=Meeting(date(2026, 12, 3), time(10, 30), "Millbank Medical Practice, 2 Mill Lane", "Room 4"),
        missed=Meeting(date(2026, 11, 19), time(10, 0), "Millbank Medical Practice, 2 Mill Lane", "Room 4"),
        awards=(
            Award(
                "Adult Disability Payment",
                Decimal("106.70"),
                "a week",
                Decimal("106.70"),
                Decimal("853.60"),
                date(2026, 9, 28),
                date(2026, 11, 20),
            ),
        ),
        to_do=(ToDo("Send the medication list", date(2026, 12, 10)),),
        debt=Debt(
            "Northgate Bank",
            "Credit card",
            "4929 0000 0000 1234",
            Decimal("3120.77"),
            Decimal("240.00"),
            date(2026, 11, 2),
            Decimal("12.40"),
        ),
        debts=(
            Debt("Northgate Bank", "Credit card", "", Decimal("3120.77"), None, date(2026, 11, 2)),
            Debt("Homeways", "Catalogue", "", Decimal("412.15"), None, date(2026, 11, 2)),
        ),
    ),
)

WHOM = {
    "subject": Recipient(SAMPLE.client.name, SAMPLE.client.address_lines, "subject"),
    "creditor": Recipient("Northgate Bank", ("Collections", "PO Box 77", "Leeds LS1 9ZZ"), "creditor"),
    "practice": Recipient(SAMPLE.practice.name, SAMPLE.practice.address_lines, "practice"),
    "tribunal": Recipient("First-tier Tribunal", ("PO Box 10299", "Glasgow G2 9ZZ"), "tribunal"),
    "sss": SAMPLE.recipient,
    "dwp": Recipient("Department for Work and Pensions", ("PO Box 10297", "Glasgow G2 9ZZ"), "dwp"),
}
"""Whom the sample letter goes to, by the kind of recipient a template names first."""
