"""Special rules for terminal illness: which form opens what, from which day, and to whom it may be said.

The forms and what they open are data (``resources/special_rules.toml``), each with its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

KNOWS = {"yes": "Yes, they know", "no": "No, they do not", "not_asked": "We do not know"}
BACK = timedelta(weeks=26)


@dataclass(frozen=True, slots=True)
class Form:
    """A form a clinician fills in; ``means`` is what they say by it."""

    code: str
    name: str
    goes_to: str
    who: str
    means: str
    source: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Opens:
    """What one benefit gives on such a form; ``since`` is "judgement" where its day may count."""

    benefit: str
    form: str
    what: str
    since: str
    source: str
    doubt: str = ""


def from_data(data: Mapping[str, Any]) -> tuple[tuple[Form, ...], tuple[Opens, ...]]:
    opens = (
        Opens(row["benefit"], row["form"], row["what"], row["from"], row["source"], row["doubt"])
        for row in data["opens"]
    )
    return tuple(Form(**row) for row in data["forms"]), tuple(opens)


def may_be_said(knows: str) -> bool:
    """Whether anything handed to the client may say it: only on a plain yes.

    Ours, for the harm it would do; the law keeps harmful information back as well (2018 asp 9 s.62A for
    Social Security Scotland; Data Protection Act 2018 Sch 3 para 5 for a copy of one's data).
    """
    return knows == "yes"


def apply_by(judged_on: date) -> date:
    """The last day on which an application is paid from the clinician's judgement.

    A judgement dated not more than 26 weeks before the application counts from its own day
    (SSI 2021/174 reg 15(4); SSI 2024/166 reg 18(4); SSI 2022/54 reg 26).
    """
    return judged_on + BACK


def begins_on(judged_on: date | None, applied_on: date) -> date:
    """The day from which the Scottish disability benefits are paid under the special rules.

    The earlier of application and judgement; of a judgement older than 26 weeks, which a clinician must
    say still holds, 26 weeks before the application (the same regulations).
    """
    if judged_on is None:
        return applied_on
    return max(min(judged_on, applied_on), applied_on - BACK)
