"""The agency's bases as dated settings, and the papers that follow from them."""

from __future__ import annotations

from datetime import date

import pytest
from another_program import pdftotext
from building import MovingClock, a_practice
from rights import Known, a_second_person, an_officer

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.matters import cases
from welfare_desk.casework.rights import erasure, privacy, privacy_papers, retention
from welfare_desk.casework.rights.privacy import NotYours
from welfare_desk.errors import Problems
from welfare_desk.rules import retention as rule


def words_of(data: bytes) -> str:
    return " ".join(pdftotext(data).split())


def test_a_basis_holds_from_its_day_and_the_one_before_stays(desk: Desk, clock: MovingClock) -> None:
    first = {one.code: one for one in privacy.classes(desk, on=clock.today())}
    assert first["health"].ours and first["health"].article_9 == "explicit_consent"
    before = clock.today()
    clock.move(days=10)
    privacy.change_bases(desk, "health", "public_task", "health_care", today=clock.today())
    now = {one.code: one for one in privacy.classes(desk, on=clock.today())}
    assert (now["health"].article_6, now["health"].article_9, now["health"].ours) == (
        "public_task",
        "health_care",
        False,
    )
    assert now["casework"].ours
    assert {one.code: one for one in privacy.classes(desk, on=before)} == first
    for wrong in (("health", "whim", "none"), ("health", "consent", "whim"), ("whim", "consent", "none")):
        with pytest.raises(Problems):
            privacy.change_bases(desk, *wrong, today=clock.today())


def test_the_first_officer_names_themselves_and_nobody_pushes_them_out(desk: Desk) -> None:
    today = desk.clock.today()
    with pytest.raises(Problems):
        privacy.answer_for(desk, "king", today=today)
    privacy.answer_for(desk, "dpo", today=today)
    assert desk.advisor.role == "dpo"
    privacy.answer_for(desk, "caseworker", today=today)
    a_second_person(desk, role="manager")
    with pytest.raises(NotYours):
        privacy.answer_for(desk, "dpo", today=today)


def test_each_paper_says_the_bases_the_figures_and_the_doubts(desk: Desk) -> None:
    today = desk.clock.today()
    a_practice(desk)
    retention.change_periods(desk, rule.Periods(casework_years=7), today=today)
    privacy.change_bases(desk, "casework", "public_task", "substantial_public", today=today)
    privacy.answer_for(desk, "dpo", today=today)
    papers = {kind: words_of(privacy_papers.paper(desk, kind, today=today)) for kind in privacy_papers.KINDS}
    for words in papers.values():
        assert "Tayside Advice Partnership" in words and "7 years after the last case is closed" in words
    assert "Article 6(1)(e)" in papers["notice"] and "Information Commission" in papers["notice"]
    assert (
        "first answer" in papers["record"] and "Morag Sinclair (data protection officer)" in papers["record"]
    )
    assert (
        "Millbank Medical Practice" in papers["assessment"]
        and "terms agreed with 1 of 1" in papers["assessment"]
    )
    for one in privacy.classes(desk, on=today):
        assert " ".join(one.doubt.split()) in papers["record"]


def test_a_certificate_says_what_went_by_which_rule_and_not_whose(desk: Desk, clock: MovingClock) -> None:
    an_officer(desk)
    known = Known(desk)
    cases.close_case(desk, known.case, because="won", today=clock.today())
    clock.set(2033, 12, 1)
    done = erasure.erase(desk, known.person, rule.CASEWORK, today=clock.today())
    words = words_of(privacy_papers.certificate(desk, done.certificate, today=clock.today()))
    assert done.certificate.number in words and "Prescription and Limitation" in words
    assert "Notes 2" in words and "Morag Sinclair" in words and "1 December 2033" in words
    assert "Reid" not in words and "Callum" not in words
    assert date(2033, 12, 1) == clock.today()
