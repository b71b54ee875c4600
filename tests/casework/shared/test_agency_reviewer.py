"""A reviewer of files at a shared desk: enters what they found in files drawn for them, nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from agency_desk import AgencyDesk
from building import TODAY, a_case, a_client

from welfare_desk.casework.consent import consents
from welfare_desk.casework.consent.consents import ConsentDraft
from welfare_desk.casework.desk import NotYours, ReadsOnlyFiles
from welfare_desk.casework.matters import journal
from welfare_desk.casework.quality import file_reviews
from welfare_desk.casework.quality.file_reviews import ReviewDraft
from welfare_desk.errors import Problems

WRONG = dict.fromkeys(file_reviews.checklist(), "yes") | {"next_step": "no"}
TO_DO = {"next_step": "Write the next step"}


def test_a_reviewer_enters_what_they_found_and_nothing_else(house: AgencyDesk) -> None:
    owner, jo = house.invite("Morag Sinclair"), house.invite("Jo Baird", role="reviewer")
    other = house.invite("Rhona Weir", role="reviewer")
    namesake = house.invite("Jo Baird", role="reviewer")
    person, apart = a_client(owner, surname="Reviewed"), a_client(owner, surname="Apart")
    case, left = a_case(owner, person), a_case(owner, apart)
    agreed = ConsentDraft(
        person_id=person,
        polarity="permit",
        purposes=("quality_review",),
        actions=("read",),
        categories=("all",),
        private_place=True,
    )
    consents.record_consent(owner, agreed, today=TODAY)
    draft = ReviewDraft("benefits", date(2026, 11, 1), TODAY, 12, "jo baird ")
    with pytest.raises(Problems, match="Two people here are called so"):
        file_reviews.draw(house.manager, draft, today=TODAY)
    assert {words for _, words in file_reviews.readers(house.manager)} >= {"Jo Baird, Reviewer of files (JB)"}
    draft = replace(draft, reviewer="", reviewer_id=jo.advisor.id)
    review = file_reviews.review(house.manager, file_reviews.draw(house.manager, draft, today=TODAY).id)
    [file] = review.files
    assert (jo.advisor.role, file.case_id) == ("reviewer", case)

    for somebody_else in (other, namesake):  # of the same name is not the same person
        with pytest.raises(NotYours):
            file_reviews.record_file(somebody_else, file.id, WRONG, TO_DO, "", today=TODAY)
    file_reviews.record_file(jo, file.id, WRONG, TO_DO, "Short", today=TODAY)
    assert [one.what for one in journal.tasks_of(owner, person)] == ["File check: Write the next step"]
    said = [row.words for row in journal.journal_rows(owner, person)]
    assert "File checked by a reviewer: 1 to put right." in said
    [found] = file_reviews.review(house.manager, review.row.id).files
    assert (found.said, found.reviewed_on) == ("Short", TODAY)
    with pytest.raises((ReadsOnlyFiles, NotYours)):  # the program or the server, whichever is asked first
        journal.write_note(jo, person, "Rang.", today=TODAY)

    def task(what: str, of_case: object, of_person: object) -> str:
        return (
            "INSERT INTO tasks (id, version, made_at, case_id, person_id, what) VALUES"
            f" ('{uuid4()}', 1, now(), '{of_case}', '{of_person}', '{what}')"
        )

    def refused(sentence: str) -> bool:
        done = house.psql(jo, sentence)
        return done.returncode != 0 and (
            "row-level security" in done.stderr or "drawn, not chosen" in done.stderr
        )

    # With a psql of their own they get no further than the program lets them.
    assert refused(task("File check: mine", left, apart))
    assert refused(task("File check: mine", case, apart))
    assert refused(task("Not a finding", case, person))
    assert refused(f"UPDATE reviewed_files SET case_id = '{left}' WHERE id = '{file.id}'")
    assert refused(f"DELETE FROM reviewed_files WHERE id = '{file.id}'")
    assert refused(
        "INSERT INTO reviewed_files"
        " (id, version, made_at, review_id, case_id, number, answers, findings, said)"
        f" VALUES ('{uuid4()}', 1, now(), '{review.row.id}', '{left}', 9, '{{}}', '{{}}', '')"
    )
    for sentence in (
        f"UPDATE tasks SET done_on = current_date WHERE case_id = '{case}'",
        f"DELETE FROM journal WHERE case_id = '{case}'",
        f"UPDATE file_reviews SET reviewer_id = '{other.advisor.id}' WHERE id = '{review.row.id}'",
        f"UPDATE advisors SET name = 'Jo Baird' WHERE id = '{other.advisor.id}'",
    ):
        assert house.psql(other, sentence).stdout.split() in (["UPDATE", "0"], ["DELETE", "0"]), sentence
        assert house.psql(jo, sentence).stdout.split() in (["UPDATE", "0"], ["DELETE", "0"]), sentence
    file_reviews.close(house.manager, review.row.id, today=TODAY)
    with pytest.raises(file_reviews.ReviewClosed):
        file_reviews.record_file(jo, file.id, WRONG, TO_DO, "Again", today=TODAY)
    assert refused(task("File check: late", case, person))
    late = f"UPDATE reviewed_files SET said = 'x' WHERE id = '{file.id}'"
    assert house.psql(jo, late).stdout.strip() == "UPDATE 0"
