"""Names typed in capitals as they are shown; nothing typed with care is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules import as_shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("BRITISH GAS", "British Gas"),
        ("BANK OF SCOTLAND PLC", "Bank of Scotland plc"),
        ("PERTH & KINROSS COUNCIL", "Perth & Kinross Council"),
        ("THE CO-OPERATIVE BANK", "The Co-Operative Bank"),
        ("TSB BANK", "TSB Bank"),
        ("EE LTD", "EE Ltd"),
        ("SCOTTISHPOWER", "Scottishpower"),
        ("HSBC", "HSBC"),
        ("RBS", "RBS"),
        ("BT", "BT"),
        ("OVO", "OVO"),
        ("DWP", "DWP"),
        ("Northgate Bank", "Northgate Bank"),
        ("eBay", "eBay"),
        ("McDonald LTD", "McDonald LTD"),
        ("O'NEILL & SONS", "O'Neill & Sons"),
        ("MARKS' STORE", "Marks' Store"),
        ("", ""),
        ("365 CREDIT", "365 Credit"),
    ],
)
def test_a_creditor_in_capitals_is_shown_as_it_is_said(typed, shown):
    assert as_shown.body(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Catriona STEWART", "Catriona Stewart"),
        ("Chidi D'SOUZA", "Chidi D'Souza"),
        ("Björn MCLEOD", "Björn McLeod"),
        ("Björn McLEOD", "Björn McLeod"),
        ("Ina MacDONALD", "Ina MacDonald"),
        ("AILEEN SMITH-JONES", "Aileen Smith-Jones"),
        ("MACKIE", "Mackie"),
        ("Agnieszka Ó'Briain", "Agnieszka Ó'Briain"),
        ("J P Reid", "J P Reid"),
        ("Zoë van der Berg", "Zoë van der Berg"),
        ("JP Reid", "JP Reid"),
    ],
)
def test_a_name_in_capitals_is_shown_as_it_is_written(typed, shown):
    assert as_shown.person(typed) == shown


@given(st.text(alphabet="ABCDE abcdé'-&.12", max_size=24))
def test_only_capitals_change_and_only_once(typed):
    for shown in (as_shown.body, as_shown.person):
        once = shown(typed)
        assert once.casefold() == typed.casefold()
        assert shown(once) == once


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("BANK OF THE NORTH", "Bank of the North"),
        ("THE BANK", "The Bank"),
        ("ST ANDREWS CREDIT UNION", "St Andrews Credit Union"),
        ("OVEN", "OVEN"),  # four letters: likelier a name made of initials
        ("OVENS", "Ovens"),
        ("MCADAM AND CO", "McAdam and Co"),
    ],
)
def test_a_body_in_capitals(typed, read):
    assert as_shown.body(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("MCKAY", "McKay"),
        ("MCGEE", "McGee"),
        ("MCKA", "Mcka"),
        ("MacKENZIE", "MacKenzie"),
        ("O'NEIL", "O'Neil"),
        ("SMITH'S", "Smith's"),
    ],
)
def test_a_surname_in_capitals(typed, read):
    assert as_shown.person(typed) == read
