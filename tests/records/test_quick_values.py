"""What long lists are made of is what the usual types would make."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.records.quick import id_of, words_of


@given(st.uuids())
def test_an_id_is_the_very_id(id):
    made = id_of(id.hex)
    assert made == id and hash(made) == hash(id) and made.hex == id.hex and type(made) is UUID
    assert repr(made) == repr(id) and made.is_safe == id.is_safe


def test_nothing_is_nothing():
    assert id_of(None) is None and words_of(None) == () and words_of("[]") == ()


@pytest.mark.parametrize("written", ["zz", ""])
def test_what_is_no_id_is_refused(written):
    with pytest.raises(ValueError, match="int"):
        id_of(written)


def test_words_are_a_tuple_that_nobody_can_change():
    assert words_of('["one", "zwei \\u00fc"]') == ("one", "zwei ü")
    assert id_of(uuid4().hex) is not None
