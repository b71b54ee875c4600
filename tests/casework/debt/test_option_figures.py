"""What each way out comes to on a client's figures."""

from dataclasses import replace
from datetime import date

import pytest

from welfare_desk.casework.debt.option_figures import in_figures
from welfare_desk.rules.debt.screening import Known
from welfare_desk.rules.debt.solutions import ListedDebt

TODAY = date(2026, 11, 26)
KNOWN = Known(
    debts=[ListedDebt("card", "CREDIT_CARD", 900_000), ListedDebt("loan", "PERSONAL_LOAN", 100_000)],
    surplus_p=26_000,
    available_p=24_000,
    contribution_p=10_000,
    prescribed_benefits_months=0,
    lump_sum_p=250_000,
)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "DAS_DPP",
            "£240.00 a month pays £10,000.00 in 42 months (3 years 6 months); the creditors bear"
            " £2,200.00 of fees.",
        ),
        ("PRO_RATA", "£240.00 a month takes 42 months (3 years 6 months), if interest stops."),
        ("PTD", "£100.00 a month for 48 months: £4,800.00 of £10,000.00, fees out of it."),
        ("MAP", "The fee is £50.00."),
        ("FULL_ADMIN", "£100.00 a month for up to 48 months: £4,800.00. The fee is £150.00."),
        ("MORATORIUM", "Entered today it would run to 26 May 2027."),
        ("TOKEN", "£1.00 to each of 2: £2.00 a month."),
        ("FULL_FINAL", "£2,500.00 is 25% of the £10,000.00 owed."),
        ("WRITE_OFF", ""),
    ],
)
def test_each_way_in_figures(code, said):
    assert in_figures(code, KNOWN, TODAY) == said


def test_no_fee_on_a_listed_benefit_or_with_nothing_left_and_silence_while_unknown():
    assert in_figures("MAP", replace(KNOWN, prescribed_benefits_months=6), TODAY) == "No fee."
    assert in_figures("MAP", replace(KNOWN, surplus_p=0), TODAY) == "No fee."
    assert in_figures("MAP", replace(KNOWN, prescribed_benefits_months=None), TODAY) == ""


def test_nothing_is_divided_by_nothing():
    bare = Known()
    for code in ("DAS_DPP", "PRO_RATA", "PTD", "TOKEN", "FULL_FINAL"):
        assert in_figures(code, bare, TODAY) == ""
    assert "no contribution" in in_figures("PTD", replace(KNOWN, contribution_p=0), TODAY)
