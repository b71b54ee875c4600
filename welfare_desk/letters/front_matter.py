"""What stands above a letter template: what the letter is, whom it goes to, what it needs, what it asks.

TOML between two lines of ``+++``. The letter itself is read by ``templates.py``.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from welfare_desk.errors import DeskError
from welfare_desk.letters import fields

ASKED_AS = ("text", "long", "lines", "date", "money", "tick")
RESTS_ON = ("nothing", "mandate", "debt", "practice_feedback", "referral_on")
"""What must be there before the letter leaves: a signed authority, or a consent for this purpose."""


class TemplateFault(DeskError):
    """A letter template that cannot be used; ``line`` is where, counting from 1, or 0 for the whole."""

    hint = "Mend the template, or go back to the one that came with the program."

    def __init__(self, name: str, line: int, what: str) -> None:
        self.line, self.what = line, what
        where = f"line {line} of the letter template “{name}”" if line else f"the letter template “{name}”"
        super().__init__(f"{where[0].upper()}{where[1:]} cannot be used: {what}.")


@dataclass(frozen=True, slots=True)
class Ask:
    """Something only the advisor can say, asked beside the page: its key, its label, how it is typed."""

    key: str
    words: str
    type: str = "text"
    help: str = ""
    needed: bool = False
    sample: object = ""

    @property
    def field(self) -> str:
        return f"asked.{self.key}"

    def gap(self) -> fields.Gap:
        label = self.words[0].lower() + self.words[1:]
        return fields.gap(self.field, label.rstrip("?"))


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """``to`` are the kinds of recipient it is offered for; none: any. ``about`` says when one writes it."""

    kind: str
    recipient: str
    title: str
    about: str = ""
    to: tuple[str, ...] = ()
    rests_on: str = "nothing"
    answers: tuple[str, ...] = ()
    paste: str = ""
    needs: tuple[str, ...] = ()
    needs_when_checked: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()


_FRONT = re.compile(r"\A\+\+\+\n(.*?\n)\+\+\+\n", re.DOTALL)
_TEXTS = ("kind", "recipient", "title", "about", "rests_on", "paste")
_NEEDED = ("kind", "recipient", "title")
_LISTS = ("to", "answers", "needs", "needs_when_checked")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MOST_ASKED = 60
_NAME = re.compile(r"[a-z][a-z0-9-]{0,59}")


def split(source: str, name: str) -> tuple[FrontMatter, str]:
    """The front matter, and the letter with blank lines in its place so that lines count as the author's.

    Raises TemplateFault.
    """
    front = _FRONT.match(source)
    if not front:
        raise TemplateFault(name, 1, "it does not begin with a front matter between two lines of +++")
    return _read(front[1], name), "\n" * front[0].count("\n") + source[front.end() :]


_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
_MOST_DOTS = 40


def _read(written: str, name: str) -> FrontMatter:
    for number, line in enumerate(written.split("\n"), start=2):
        if _QUOTED.sub("", line).count(".") > _MOST_DOTS:  # a key of ten thousand parts fills the memory
            raise TemplateFault(name, number, "a name in its front matter has too many parts")
    try:
        matter = tomllib.loads(written)
    except (ValueError, RecursionError) as fault:  # a number of five thousand digits is a ValueError
        raise TemplateFault(name, _line_of(str(fault)), "its front matter cannot be read") from fault
    for key, value in matter.items():
        if key not in (*_TEXTS, *_LISTS, "asks"):
            raise TemplateFault(name, 0, f"its front matter has “{key}”, which means nothing here")
        if not isinstance(value, str if key in _TEXTS else list):
            raise TemplateFault(name, 0, f"“{key}” in its front matter is of the wrong kind")
    for key in _NEEDED:
        if not matter.get(key):
            raise TemplateFault(name, 0, f"its front matter does not give “{key}”")
    if not _NAME.fullmatch(matter["kind"]):
        raise TemplateFault(name, 0, "its “kind” is not a short name of small letters and hyphens")
    if matter.get("rests_on", "nothing") not in RESTS_ON:
        raise TemplateFault(name, 0, f"“rests_on” must be one of {', '.join(RESTS_ON)}")
    lists: dict[str, Any] = {key: tuple(matter.get(key, ())) for key in _LISTS}
    for listed in lists.values():
        if not all(isinstance(one, str) for one in listed):
            raise TemplateFault(name, 0, "a list in its front matter holds something other than words")
    for field in (*lists["needs"], *lists["needs_when_checked"]):
        if field not in fields.LABELS:
            raise TemplateFault(
                name, 0, f"its front matter needs “{field}”, and there is no such merge field"
            )
    asks = tuple(_asks(matter.get("asks", []), name))
    texts = {key: matter[key] for key in _TEXTS if key in matter}
    return FrontMatter(**texts, **lists, asks=asks)


def _toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def written(front: FrontMatter) -> str:
    """The front matter as ``split`` reads it, between its two lines."""
    said = [f"{key} = {_toml(getattr(front, key))}" for key in _TEXTS if getattr(front, key)]
    said += [f"{key} = {_toml(list(getattr(front, key)))}" for key in _LISTS if getattr(front, key)]
    for ask in front.asks:
        said += ["", "[[asks]]"]
        said += [
            f"{part} = {_toml(getattr(ask, part))}"
            for part in ("key", "words", "type", "help", "needed")
            if getattr(ask, part)
        ]
        said += [f"sample = {_sample_written(ask.sample)}"] if ask.sample else []
    return "\n".join(("+++", *said, "+++", ""))


def _sample_written(sample: object) -> str:
    if isinstance(sample, date):
        return sample.isoformat()
    if isinstance(sample, Decimal):
        return str(int(sample))
    return _toml(sample)


def _line_of(fault: str) -> int:
    found = re.search(r"at line (\d+)", fault)
    return int(found[1]) + 1 if found else 0


def _asks(listed: list[Any], name: str) -> Iterator[Ask]:
    seen: set[str] = set()
    if len(listed) > _MOST_ASKED:
        raise TemplateFault(name, 0, f"it asks more than {_MOST_ASKED} things")
    for one in listed:
        if not isinstance(one, Mapping) or set(one) - set(Ask.__dataclass_fields__):
            raise TemplateFault(name, 0, "what its front matter asks cannot be understood")
        key, words, type = one.get("key", ""), one.get("words", ""), one.get("type", "text")
        if not (isinstance(key, str) and _KEY.fullmatch(key)) or key in seen:
            raise TemplateFault(name, 0, f"it asks for “{key}”, which is no name or is asked twice")
        if not isinstance(words, str) or not words.strip():
            raise TemplateFault(name, 0, f"it asks for “{key}” without saying in words what that is")
        if type not in ASKED_AS:
            raise TemplateFault(name, 0, f"“{key}” is asked as “{type}”; it may be {', '.join(ASKED_AS)}")
        if not isinstance(one.get("help", ""), str) or not isinstance(one.get("needed", False), bool):
            raise TemplateFault(name, 0, f"“help” or “needed” of “{key}” is of the wrong kind")
        seen.add(key)
        sample = sample_of(type, one.get("sample"), words, needed=one.get("needed", False))
        yield Ask(key, words.strip(), type, one.get("help", ""), one.get("needed", False), sample)


def sample_of(type: str, given: object, words: str, *, needed: bool) -> object:
    """What a preview shows for this; words of the template's own where it gives them."""
    match type:
        case "lines":
            plain = [str(line) for line in given] if isinstance(given, list) else []
            return plain or ["The first point", "The second point"]
        case "date":
            return given if isinstance(given, date) else date(2026, 12, 10)
        case "money":
            return Decimal(str(given)) if isinstance(given, int) else Decimal("25.00")
        case "tick":
            return given if isinstance(given, bool) else True
        case _:
            shown = given if isinstance(given, str) else ""
            return shown or (f"({words.strip()})" if needed else "")
