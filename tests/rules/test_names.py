from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules.identifiers import ChiNumber, NationalInsuranceNumber
from welfare_desk.rules.names import (
    Known,
    best_spelling,
    fold,
    key,
    might_be_same,
    one_slip_apart,
    search_words,
    sort_key,
    split_full_name,
)

BORN = date(1961, 5, 7)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("WÓJCIK", "wojcik"),
        ("Ó'Briain", "obriain"),
        ("O’Neill", "oneill"),
        ("Łukasz", "lukasz"),
        ("Ørsted", "orsted"),
        ("Strauß", "strauss"),
        ("Đoković", "dokovic"),
        ("van-der-Berg", "van der berg"),
        ("  Màiri  ", "mairi"),
    ],
)
def test_a_name_folds_to_plain_letters(name, folded):
    assert fold(name) == folded


@pytest.mark.parametrize(
    "alike",
    [
        ("MacDonald", "McDonald", "MCDONALD", "Mc Donald", "Mac Donald"),
        ("O'Neill", "O Neill", "ONEILL", "O’Neill"),
        ("Smith-Jones", "Smith Jones", "SMITH–JONES"),
        ("van der Berg", "Van-Der-Berg"),
        ("Wójcik", "WOJCIK"),
    ],
)
def test_the_habits_of_one_name_have_one_key(alike):
    assert len({key(name) for name in alike}) == 1


def test_mack_is_not_a_mac():
    assert key("Mack") == "mack"


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(name):
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("names", "word"),
    [
        (("Smith-Jones", "Ann"), "jones"),
        (("Smith-Jones",), "smithjones"),
        (("MacLeod",), "mcleod"),
        (("MacLeod",), "macleod"),
        (("Ó'Briain",), "obriain"),
        (("Smith", "Mary Ann"), "ann"),
    ],
)
def test_somebody_is_found_under(names, word):
    assert word in search_words(*names)


def test_mac_and_mc_stand_together_in_a_list():
    people = [("McLeod", "Zoë"), ("Mason", "Al"), ("MacLeod", "Ann")]
    ordered = sorted(people, key=lambda one: sort_key(*one))
    assert ordered == [("Mason", "Al"), ("MacLeod", "Ann"), ("McLeod", "Zoë")]


@pytest.mark.parametrize(
    ("whole", "split"),
    [
        ("Smith, Ann", ("Ann", "Smith")),
        ("Ann Smith", ("Ann", "Smith")),
        ("Mary Ann Smith", ("Mary Ann", "Smith")),
        ("Jan van der Berg", ("Jan", "van der Berg")),
        ("Ewan Mac Donald", ("Ewan", "Mac Donald")),
        ("Mrs Ann Smith", ("Ann", "Smith")),
        ("Smith, Mr. Bob", ("Bob", "Smith")),
        ("Prince", ("", "Prince")),
    ],
)
def test_a_full_name_comes_apart(whole, split):
    assert split_full_name(whole) == split


def test_of_several_spellings_the_careful_one_is_kept():
    assert best_spelling(["MACDONALD", "MacDonald", "MACDONALD"]) == "MacDonald"
    assert best_spelling(["Wojcik", "WÓJCIK", "Wójcik"]) == "Wójcik"


ANN = Known("Ann", "Wójcik", BORN)
NI = NationalInsuranceNumber("YM995758D")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (Known("ANN", "Wojcik", BORN), "the same name"),
        (Known("Ann", "Wójcik", date(1961, 7, 5)), "day and month of birth the other way round"),
        (Known("Ann", "Wójcik", date(1961, 5, 8)), "dates of birth one figure apart"),
        (Known("Ann", "Wojick", BORN), "names one letter apart"),
        (Known("Anna", "Wójcik", BORN), "names one letter apart"),
        (Known("Wójcik", "Ann", BORN), "forename and surname the other way round"),
        (Known("A", "Wójcik", BORN), "the same surname, and an initial that fits"),
        (Known("Ann", "Wójcik-Smith", BORN), "the same forename, and one part of the surname"),
        (Known("Ann", "Wójcik"), "the same name"),
    ],
)
def test_two_people_might_be_one_because(other, reason):
    assert reason in might_be_same(ANN, other)
    assert reason in might_be_same(other, ANN)


def test_the_same_number_is_a_reason_whatever_the_name():
    assert might_be_same(Known("A", "B", ni=NI), Known("C", "D", ni=NI)) == (
        "the same National Insurance number",
    )
    chi = ChiNumber("0705612643")
    assert might_be_same(Known("A", "B", chi=chi), Known("C", "D", chi=chi)) == ("the same CHI number",)


@pytest.mark.parametrize(
    "other",
    [
        Known("Ann", "Wójcik", date(1988, 1, 1)),
        Known("Beata", "Fraser", BORN),
        Known("Ann", "Fraser"),
        Known("Anna", "Wójcik", date(1961, 5, 8)),
    ],
)
def test_nothing_speaks_for_these_being_one(other):
    assert might_be_same(ANN, other) == ()


@given(st.text("abc", max_size=6), st.data())
def test_one_slip_is_one_slip_either_way(word, data):
    at = data.draw(st.integers(0, len(word)))
    letter = data.draw(st.sampled_from("abc"))
    slips = {word[:at] + letter + word[at:], word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :]}
    slips.add(word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :])
    for slip in slips - {word}:
        assert one_slip_apart(word, slip)
        assert one_slip_apart(slip, word)
    assert not one_slip_apart(word, word)
    assert not one_slip_apart(word, word + "ab")


@pytest.mark.parametrize(
    ("letter", "plain"),
    [
        *(("ø", "o"), ("ł", "l"), ("đ", "d"), ("ð", "d"), ("ħ", "h"), ("ı", "i"), ("ŋ", "n"), ("ŧ", "t")),
        *(("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("þ", "th"), ("Þ", "th"), ("Æ", "ae"), ("é", "e")),
    ],
)
def test_a_letter_no_keyboard_here_has_is_found_by_a_plain_one(letter, plain):
    assert fold(f"a{letter}a") == f"a{plain}a"


@pytest.mark.parametrize("mark", "'’‘`´ʼ′＇")
def test_every_kind_of_apostrophe_is_passed_over(mark):
    assert fold(f"O{mark}Neill") == "oneill"


@pytest.mark.parametrize(
    "particle",
    "van von der den de di da del la le mac mc o al el bin ibn ap".split(),  # noqa: SIM905
)
def test_a_particle_goes_with_the_surname(particle):
    assert split_full_name(f"Sam Alex {particle} Berg") == ("Sam Alex", f"{particle} Berg")
    assert split_full_name(f"Sam {particle.title()} Berg") == ("Sam", f"{particle.title()} Berg")


def test_a_particle_that_comes_first_is_a_forename():
    assert split_full_name("Al Berg") == ("Al", "Berg")
    assert split_full_name("Al de Berg") == ("Al", "de Berg")


@pytest.mark.parametrize("title", ["Mr", "Mrs", "MS", "Miss", "mx", "Dr.", "Rev", "Sir"])
def test_a_title_is_no_part_of_a_name(title):
    assert split_full_name(f"{title} Ann Smith") == ("Ann", "Smith")
    assert split_full_name(f"Smith, {title} Ann") == ("Ann", "Smith")


def test_a_title_alone_is_kept_for_want_of_a_name():
    assert split_full_name("Sir") == ("", "Sir")


def test_stray_spaces_make_no_name():
    assert split_full_name("  van  der  Berg ,  Ann   Mary ") == ("Ann Mary", "van der Berg")
    assert split_full_name(" Ann   Mary  Smith ") == ("Ann Mary", "Smith")


def test_a_key_holds_no_spaces():
    assert key("Mary Ann Smith") == "maryannsmith"


def test_macs_are_found_under_both_spellings_and_under_each_part():
    assert set(search_words("MacLeod Smith")) == {"macleod", "mcleod", "smith", "macleodsmith", "mcleodsmith"}


def test_a_part_of_two_letters_joins_nobody():
    """Two surnames that share only "Wu" or "de" say nothing; three letters do."""
    assert not might_be_same(Known("Ann", "Wu-Smith", BORN), Known("Ann", "Wu-Fraser", BORN))
    assert might_be_same(Known("Ann", "Lee-Smith", BORN), Known("Ann", "Lee-Fraser", BORN)) == (
        "the same forename, and one part of the surname",
        "the same date of birth",
    )


def test_one_initial_fits_and_two_letters_do_not():
    assert "the same surname, and an initial that fits" in might_be_same(
        Known("B", "Wójcik", BORN), Known("Beata", "Wójcik", BORN)
    )
    assert not might_be_same(Known("Be", "Wójcik", BORN), Known("Beata", "Wójcik", BORN))


@pytest.mark.parametrize(
    ("spellings", "kept"),
    [
        (["macdonald", "Macdonald"], "Macdonald"),
        (["MACDONALD", "Macdonald"], "Macdonald"),
        (["ZOE", "zoe", "Zoe", "Zoë"], "Zoë"),
        ([], ""),
    ],
)
def test_a_name_neither_shouted_nor_whispered_is_kept(spellings, kept):
    assert best_spelling(spellings) == kept
    assert best_spelling(spellings[::-1]) == kept
