"""Deciles come from the official lookup by postcode; without one nobody's area is guessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from building import a_client

from welfare_desk import cli
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import deprivation, tally
from welfare_desk.casework.people import circumstances
from welfare_desk.casework.service import sessions
from welfare_desk.errors import Problems
from welfare_desk.rules.caseload import Period

TODAY = date(2026, 11, 26)
FILE = b"\r\n".join(
    [
        b"\xef\xbb\xbfPostcode,DataZone,SIMD2020v2_Rank,SIMD2020v2_Decile",
        b"DD5 9ZZ,S01007703,612,1",
        b"EH1 1AA,S01008677,5500,8",
        b",x,1,2",
        b"G1 1AA,S1,9,77",
    ]
)


def test_areas_are_known_by_postcode_and_the_edition_with_them(desk: Desk) -> None:
    here = a_client(desk, postcode="dd59zz")
    elsewhere = a_client(desk, surname="Muir", postcode="IV3 5AA")
    nowhere = a_client(desk, surname="Kerr", address="", postcode=None)
    found = deprivation.load(desk, FILE, edition="SIMD 2020v2", today=TODAY)
    assert (found.known, found.unknown) == (1, 2)
    told = circumstances.circumstances(desk, here)
    assert (told.decile, told.decile_edition) == (1, "SIMD 2020v2")
    for person in (here, elsewhere, nowhere):
        sessions.record_support(desk, person, "phone", on=date(2026, 5, 4))
    year = Period(date(2026, 4, 1), date(2027, 3, 31))
    simd = tally.tally(desk, year).as_json()["demographics"]["simd"]
    assert (simd["1"], simd["unknown"]) == (1, 2)


def test_a_newer_edition_takes_the_place_of_the_old_one_and_forgets_what_it_has_not(desk: Desk) -> None:
    person = a_client(desk)
    deprivation.load(desk, FILE, edition="SIMD 2020v2", today=TODAY)
    newer = FILE.replace(b"612,1", b"612,3")
    deprivation.load(desk, newer, edition="SIMD 2026", today=TODAY)
    assert circumstances.circumstances(desk, person).decile == 3
    deprivation.load(desk, newer.replace(b"DD5 9ZZ", b"DD5 9ZY"), edition="SIMD 2026", today=TODAY)
    assert circumstances.circumstances(desk, person).decile is None


@pytest.mark.parametrize(
    "data", [b"", b"a,b\n1,2\n", b"Postcode,Rank\nDD5 9ZZ,1\n", b"\xff\xfe\x00", b"PK\x03\x04"]
)
def test_another_file_is_refused_in_words_and_changes_nothing(desk: Desk, data: bytes) -> None:
    person = a_client(desk)
    deprivation.load(desk, FILE, edition="SIMD 2020v2", today=TODAY)
    with pytest.raises(deprivation.NotALookup):
        deprivation.load(desk, data, edition="SIMD 2020v2", today=TODAY)
    assert circumstances.circumstances(desk, person).decile == 1
    with pytest.raises(Problems, match="which edition"):
        deprivation.load(desk, FILE, edition=" ", today=TODAY)


def test_the_command_says_how_many_areas_are_known(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_client(desk)
    folder = desk.folder
    desk.close()
    lookup, secret = tmp_path / "simd.csv", tmp_path / "secret"
    lookup.write_bytes(FILE)
    secret.write_text("seven blue herons walk\n")
    words = ["areas", str(lookup), "--edition", "SIMD 2020v2", "--desk", str(folder)]
    assert cli.main([*words, "--passphrase-file", str(secret)]) == 0
    assert capsys.readouterr().out == "1 known, 0 unknown.\n"
