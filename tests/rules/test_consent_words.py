"""Every code the gate can give has plain words, and nothing has words that is no code."""

import pytest

from welfare_desk.resources import consent_words, table
from welfare_desk.rules.consent import GRANTED_REASONS, REFUSED_REASONS
from welfare_desk.rules.consent_record import ALWAYS_ASK, PURPOSES, USER_ROLES
from welfare_desk.rules.consent_words import VOCABULARY, from_data


def test_every_answer_has_a_sentence_and_every_denial_a_next_step():
    in_words = consent_words().reasons_in_words
    assert set(in_words) == {*REFUSED_REASONS, *GRANTED_REASONS}
    for code, words in in_words.items():
        assert words.sentence.endswith(".") and "_" not in words.sentence + words.next_step
        assert words.next_step.endswith(".") or (code in GRANTED_REASONS and words.next_step == "")
    assert in_words["refused"].sentence == "The client said no to this."
    assert in_words["refused"].next_step.startswith("Leave it out.")


def test_everything_a_consent_may_name_has_a_label():
    labels = consent_words().labels
    assert list(labels) == list(VOCABULARY)
    assert tuple(labels["purposes"]) == PURPOSES
    assert tuple(labels["always_ask"]) == ALWAYS_ASK
    assert tuple(labels["user_roles"]) == USER_ROLES
    assert all(label.strip() for names in labels.values() for label in names.values())
    assert labels["user_roles"]["dpo"] == "Data protection officer"


@pytest.mark.parametrize("change", ["missing", "unknown"])
def test_words_that_do_not_fit_the_gate_are_refused_when_read(change):
    def altered(given):
        if change == "missing":
            return dict(list(given.items())[1:])
        return given | {"gossip": {"sentence": "x", "next": ""}}

    labels, reasons = table("consent.toml"), table("consent_words.toml")
    name = "clock_untrusted" if change == "missing" else "gossip"
    with pytest.raises(ValueError, match="reasons: missing or unknown"):
        from_data(labels, altered(reasons))
    with pytest.raises(
        ValueError,
        match="consent words, lists: missing or unknown: "
        + ("gossip" if change == "unknown" else "purposes"),
    ):
        from_data(altered(labels), reasons)
    with pytest.raises(ValueError, match="consent words, actions: missing or unknown: "):
        from_data(labels | {"actions": altered(labels["actions"])}, reasons)
    assert name in {*REFUSED_REASONS, "gossip"}


def test_all_that_is_astray_is_named_in_order():
    gone = ["expired", "no_consent", "ok", "ok_cover", "refused", "review_overdue", "superseded", "withdrawn"]
    reasons = {code: row for code, row in table("consent_words.toml").items() if code not in gone}
    with pytest.raises(ValueError, match=f"consent words, reasons: missing or unknown: {', '.join(gone)}$"):
        from_data(table("consent.toml"), reasons)
