"""The gate's codes in plain words: labels for what is ticked, and a sentence for every answer.

The words are data (``resources/consent.toml`` and ``consent_words.toml``); here they are checked against
the gate's own vocabulary, so that no screen ever meets a code without words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from welfare_desk.rules import consent_record as words
from welfare_desk.rules.consent import GRANTED_REASONS, REFUSED_REASONS
from welfare_desk.rules.consent_state import DERIVED_STATES

VOCABULARY: Mapping[str, tuple[str, ...]] = {
    "purposes": words.PURPOSES,
    "purposes_beyond_consent": words.PURPOSES_BEYOND_CONSENT,
    "categories": words.ORDINARY,
    "always_ask": words.ALWAYS_ASK,
    "unclassified": (words.UNCLASSIFIED,),
    "actions": words.ACTIONS,
    "targets": words.TARGETS,
    "polarities": words.POLARITIES,
    "givers": words.GIVERS,
    "user_roles": words.USER_ROLES,
    "recipient_kinds": words.RECIPIENT_KINDS,
    "derived_states": DERIVED_STATES,
}


@dataclass(frozen=True, slots=True)
class ReasonInWords:
    sentence: str
    next_step: str  # empty where nothing need be done


@dataclass(frozen=True, slots=True)
class ConsentWords:
    """``labels[list][code]`` in the order of the form; ``reasons_in_words[code]`` for every reason."""

    labels: Mapping[str, Mapping[str, str]]
    reasons_in_words: Mapping[str, ReasonInWords]


def from_data(labels: Mapping[str, Any], reasons: Mapping[str, Any]) -> ConsentWords:
    """The words as read from the two tables. Raises ValueError where they do not fit the vocabulary."""
    _same("lists", labels, VOCABULARY)
    for name, codes in VOCABULARY.items():
        _same(name, labels[name], codes)
    _same("reasons", reasons, (*REFUSED_REASONS, *GRANTED_REASONS))
    in_words = {code: ReasonInWords(row["sentence"], row["next"]) for code, row in reasons.items()}
    return ConsentWords({name: dict(labels[name]) for name in VOCABULARY}, in_words)


def _same(what: str, given: Iterable[str], wanted: Iterable[str]) -> None:
    astray = set(given) ^ set(wanted)
    if astray:
        raise ValueError(f"consent words, {what}: missing or unknown: {', '.join(sorted(astray))}")
