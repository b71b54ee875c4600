"""Each row read and judged: what it says, every reason why it cannot be right, every thing worth asking.

A blank refuses nobody. What cannot be right is refused with the cell's address; what is only odd comes in
with a warning. Rows are joined into people in ``people``; nothing is stored here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from welfare_desk.casework.caseload.columns import Found, Words, words
from welfare_desk.casework.caseload.rows import (
    ConsentSaid,
    Decision,
    Entry,
    Fate,
    Gain,
    HealthAnswers,
    JudgedRow,
    Matter,
    PersonFacts,
    RawCell,
    Referral,
)
from welfare_desk.casework.caseload.sheet import Row, Unsaved, Value, address, is_empty
from welfare_desk.errors import Problem
from welfare_desk.rules import as_typed, money, names
from welfare_desk.rules.as_typed import Per, shown, tidy
from welfare_desk.rules.identifiers import (
    ChiNumber,
    NationalInsuranceNumber,
    Phone,
    Postcode,
    TemporaryNumber,
)

T = TypeVar("T")
BenefitCode = Callable[[str], str | None]

_MONEY = {"weekly", "lump", "written_off"}
_NAMES = ("reference", "surname", "forename", "name")
_BIRTH_AND_NUMBERS = {"born_on", "ni", "chi"}
_LARGE_WEEKLY = Decimal(1_000)
_TOO_LARGE = Decimal(10) ** 9  # no amount at all, so not one to round


def judge_rows(
    found: Found, *, today: date, benefit_code: BenefitCode, allow_health: bool, width: int | None
) -> Iterator[JudgedRow]:
    """Every row below the headings, once, in order; the second of two same rows is a duplicate.

    ``width``: how many cells a CSV's row of headings has; a longer row has been cut in the wrong place.
    """
    columns = {column.at: (column.field, column.heading) for column in found.matching.columns if column.field}
    seen: dict[str, int] = {}
    references: dict[str, int] = {}
    for number, row in enumerate(found.sheet.rows[found.header_row :], start=found.header_row + 1):
        reading = _Reading(number, row, columns, today, benefit_code, allow_health, words())
        if reason := reading.why_blank():
            yield JudgedRow(number, Fate.BLANK, (reason,))
            continue
        if width is not None and (beyond := [at for at in range(width, len(row)) if not is_empty(row[at])]):
            where = address(number, beyond[0])
            reading.reasons.append(
                f"{where}: there is writing past the last column; a comma may have cut a cell."
            )
        entry = reading.entry()
        if reading.reasons:
            yield JudgedRow(
                number, Fate.REFUSED, tuple(reading.reasons), tuple(reading.warnings), raw=reading.raw()
            )
            continue
        yield _against_earlier(reading, entry, seen, references)


def _against_earlier(
    reading: _Reading, entry: Entry, seen: dict[str, int], references: dict[str, int]
) -> JudgedRow:
    """The row beside those before it: entered twice, or the same but for its reference."""
    number, (fingerprint, content) = reading.number, entry.fingerprints()
    reference = names.fold(entry.reference)
    judged = JudgedRow(number, Fate.ACCEPTED, entry=entry, fingerprint=fingerprint, raw=reading.raw())
    if (first := seen.get(fingerprint)) is not None:
        same = "the same reference and content" if reference else "the same content"
        return replace(judged, fate=Fate.DUPLICATE, reasons=(f"Row {number} is row {first} again: {same}.",))
    if reference in references:
        reading.warn(
            "reference", f"{entry.reference} stands on row {references[reference]} too, with other content"
        )
    elif (first := seen.get(content)) is not None:
        reading.warn("reference", f"all but the reference is the same as on row {first}")
    seen[fingerprint] = number
    seen.setdefault(content, number)
    if reference:
        references.setdefault(reference, number)
    return replace(judged, warnings=tuple(reading.warnings))


@dataclass(slots=True)
class _Reading:
    """One row while it is read: each cell once, problems gathered under the cell's address."""

    number: int
    row: Row
    columns: dict[int, tuple[str, str]]
    today: date
    benefit_code: BenefitCode
    allow_health: bool
    words: Words
    reasons: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    cells: dict[str, Value] = field(default_factory=dict)
    """Only the cells that say something: a dash is a blank."""

    def __post_init__(self) -> None:
        for at, (name, _) in self.columns.items():
            self.places[name] = at
            value = self.row[at] if at < len(self.row) else None
            if not is_empty(value):
                text = self.written[name] = value if isinstance(value, str) else _as_text(value)
                if isinstance(value, Unsaved) or not as_typed.says_nothing(text):
                    self.cells[name] = value

    # --- cells ---

    def text(self, name: str) -> str:
        """The cell as it stands, empty where it says nothing."""
        return self.written[name] if name in self.cells else ""

    def said(self, name: str) -> str:
        """The same in one line."""
        return tidy(self.written[name]) if name in self.cells else ""

    def refuse(self, name: str, sentence: str) -> None:
        self.reasons.append(self._placed(name, sentence))

    def warn(self, name: str, sentence: str) -> None:
        self.warnings.append(self._placed(name, sentence))

    def _placed(self, name: str, sentence: str) -> str:
        at = self.places.get(name)
        where = f"Row {self.number}" if at is None else address(self.number, at)
        sentence = "the" + sentence[3:] if sentence.startswith("The ") else sentence
        return f"{where}: {sentence.rstrip('.')}."

    def raw(self) -> tuple[RawCell, ...]:
        return tuple(
            RawCell(address(self.number, at), heading, self.written[name])
            for at, (name, heading) in self.columns.items()
            if name in self.written and name not in self.words.health
        )

    # --- rows that are no case ---

    def why_blank(self) -> str:
        if not self.cells:
            empty = all(map(is_empty, self.row))
            return "An empty row." if empty else "Nothing in the columns that are brought in."
        naming = [self.written[name] for name in _NAMES if name in self.cells]
        nobody = all(map(self.words.is_total, naming)) and not self.cells.keys() & _BIRTH_AND_NUMBERS
        if nobody and any(self.words.is_total(self.written[name]) for name in self.cells):
            return "A totals row, not a case."
        if self.cells.keys() <= _MONEY and not any(map(self._no_sum, self.cells)):
            return "A totals row, not a case."
        if sum(self.written.get(name) == heading for name, heading in self.columns.values()) > 2:
            return "The headings again."
        return ""

    def _no_sum(self, name: str) -> bool:
        return isinstance(as_typed.read_money(_typed(self.cells[name])), Problem)

    # --- the entry ---

    def entry(self) -> Entry:
        for name in list(self.cells):
            if self.cells[name] is Unsaved.FORMULA and name not in self.words.health:
                self.refuse(name, "a formula whose result was never saved; save the workbook in Excel first")
                del self.cells[name]
        referral, decision = self._referral(), self._decision()
        person = self._person(referral, decision)
        gain = self._gain(decision)
        kind, matter = self._matter(gain)
        if self.words.cell("attendance", self.said("outcome")) == "no":
            if referral.attended:
                self.warn("outcome", "the outcome says they did not attend, another cell that they did")
            referral = replace(referral, attended=False)
        self._order_of_days(person, referral, decision, gain)
        return Entry(
            person=person,
            reference=self.said("reference"),
            referral=referral,
            kind=kind,
            kind_typed=self.said("kind"),
            matter=matter,
            decision=decision,
            gain=gain,
            consent=self._consent(),
            advisor=self.said("advisor"),
            notes=self.text("notes").strip(),
            health=self._health() if self.allow_health else None,
        )

    def _person(self, referral: Referral, decision: Decision) -> PersonFacts:
        surname, forename = _name(self.written.get("surname", "")), _name(self.written.get("forename", ""))
        if not (surname and forename) and (whole := _name(self.written.get("name", ""))):
            first, last = names.split_full_name(whole)
            surname, forename = surname or last, forename or first
        if not surname and not forename:
            self.refuse("surname" if "surname" in self.places else "name", "there is no name")
        days = [day for day in (referral.referred_on, referral.first_seen_on, decision.decided_on) if day]
        born_on = self._taken(
            "born_on",
            as_typed.read_birth_date(
                _typed(self.cells.get("born_on")), today=self.today, latest=min(days, default=None)
            ),
        )
        ni = self._taken("ni", NationalInsuranceNumber.read(self.text("ni")))
        if isinstance(ni, TemporaryNumber):
            self.warn("ni", f"{ni} is a temporary number; ask for the National Insurance number")
        chi = self._taken("chi", ChiNumber.read(self.text("chi")))
        if chi and born_on and not chi.fits(born_on):
            self.warn("chi", f"the CHI number does not begin with the date of birth {shown(born_on)}")
        postcode, phone = Postcode.read(self.text("postcode")), Phone.read(self.text("phone"))
        for name, answer in (("postcode", postcode), ("phone", phone)):
            if isinstance(answer, Problem):
                self.warn(name, f"{answer.sentence.rstrip('.')}; it comes in as written")
        return PersonFacts(
            surname=surname,
            forename=forename,
            born_on=born_on,
            ni=ni if isinstance(ni, NationalInsuranceNumber) else None,
            temporary_ni=ni if isinstance(ni, TemporaryNumber) else None,
            chi=chi,
            address=self.said("address"),
            postcode=postcode if isinstance(postcode, Postcode) else None,
            postcode_typed=self.said("postcode") if isinstance(postcode, Problem) else "",
            phone=phone if isinstance(phone, Phone) else None,
            phone_typed=self.said("phone") if isinstance(phone, Problem) else "",
            practice=self.said("practice"),
            gp=self.said("gp"),
        )

    def _referral(self) -> Referral:
        attended = None
        if said := self.said("attended"):
            known = self.words.cell("attendance", said)
            attended = known == "yes" if known else self._yes_no("attended")
        return Referral(
            self._date("referred_on"), self._date("first_seen_on"), attended, self._yes_no("seen_before")
        )

    def _decision(self) -> Decision:
        said = self.said("outcome")
        outcome = self.words.cell("outcomes", said)
        if said and outcome is None and self.words.cell("attendance", said) != "no":
            self.warn("outcome", f"“{said}” is not an outcome we know; it comes in as written")
        return Decision(self._date("decided_on"), outcome, said)

    def _matter(self, gain: Gain) -> tuple[str, Matter]:
        subject, creditor, said = self.said("subject"), self.said("creditor"), self.said("kind")
        kind = self.words.cell("kinds", said)
        if said and kind is None:
            self.warn("kind", f"“{said}” is not a kind of case we know; it comes in as other")
            kind = "other"
        benefit = self.benefit_code(subject) if subject else None
        if kind is None:
            owed = creditor or gain.written_off or self.words.cell("debts", subject)
            kind = "income" if benefit else "debt" if owed else "other"
        if kind == "debt":
            owed_to = creditor or subject
            return kind, Matter(owed_to, debt=self.words.cell("debts", owed_to))
        if subject and benefit is None and kind in ("income", "tribunal"):
            self.warn("subject", f"“{subject}” is not a benefit we know; it comes in as written")
        return kind, Matter(subject or creditor, benefit=benefit)

    def _gain(self, decision: Decision) -> Gain:
        gain = Gain(self._weekly(), self._once("lump"), self._once("written_off"), self._date("confirmed_on"))
        if gain.amounts and decision.outcome in ("refused", "withdrawn"):
            self.warn("outcome", "there is a gain, but the outcome says there was none")
        return gain

    def _weekly(self) -> Decimal | None:
        typed = self._amount("weekly")
        if typed is None:
            return None
        if typed.per is Per.ONCE:
            self.refuse("weekly", "the weekly gain is a sum paid once")
            return None
        weekly = typed.weekly()
        if typed.per not in (None, Per.WEEK):
            self.warn(
                "weekly",
                f"{money.shown(typed.amount)} a {typed.per} was taken as {money.shown(weekly)} a week",
            )
        if weekly > _LARGE_WEEKLY:
            self.warn("weekly", f"{money.shown(weekly)} a week is a great deal; is it for a year?")
        return weekly

    def _once(self, name: str) -> Decimal | None:
        typed = self._amount(name)
        if typed is None:
            return None
        if typed.per not in (None, Per.ONCE):
            self.refuse(
                name, f"{self.words.says[name]} “{self.said(name)}” is paid by the {typed.per}, not once"
            )
        return typed.amount

    def _amount(self, name: str) -> as_typed.Sum | None:
        """A sum above nought; nought is nothing."""
        value = _typed(self.cells.get(name))
        if isinstance(value, Decimal) and abs(value) < _TOO_LARGE and value != money.half_up(value):
            self.warn(name, f"{value} is not in whole pence; it was taken as {money.shown(value)}")
            value = money.half_up(value)
        typed = self._taken(name, as_typed.read_money(value, what=self.words.says[name], field=name))
        if typed and typed.amount < 0:
            self.refuse(name, f"{self.words.says[name]} {self.said(name)} is less than nothing")
        return typed if typed and typed.amount > 0 else None

    def _consent(self) -> ConsentSaid | None:
        said = self.said("consent")
        if not said:
            return None
        value = _typed(self.cells.get("consent"))
        day = as_typed.read_date(value, today=self.today)
        if isinstance(day, date):
            return ConsentSaid(said, on=day)
        answer = as_typed.read_yes_no(value)
        return ConsentSaid(said, answer=None if isinstance(answer, Problem) else answer)

    def _health(self) -> HealthAnswers:
        return HealthAnswers(self._yes_no("mental_health"), self._yes_no("long_term_condition"))

    def _order_of_days(self, person: PersonFacts, referral: Referral, decision: Decision, gain: Gain) -> None:
        days = {
            "referred_on": referral.referred_on,
            "first_seen_on": referral.first_seen_on,
            "decided_on": decision.decided_on,
            "confirmed_on": gain.confirmed_on,
        }
        for name, day in days.items():
            if day and person.born_on and day < person.born_on:
                self.refuse(name, f"{self.words.says[name]} {shown(day)} is before the date of birth")
            if day and day > self.today and name != "first_seen_on":
                self.warn(name, f"{self.words.says[name]} {shown(day)} is in the future")
        for earlier, later in (("referred_on", "first_seen_on"), ("decided_on", "confirmed_on")):
            first, second = days[earlier], days[later]
            if first and second and second < first:
                self.warn(
                    later, f"{self.words.says[later]} {shown(second)} is before {self.words.says[earlier]}"
                )

    # --- one answer ---

    def _date(self, name: str) -> date | None:
        answer = as_typed.read_date(
            _typed(self.cells.get(name)), today=self.today, what=self.words.says[name], field=name
        )
        return self._taken(name, answer)

    def _yes_no(self, name: str) -> bool | None:
        answer = as_typed.read_yes_no(_typed(self.cells.get(name)), what=self.words.says[name], field=name)
        if isinstance(answer, Problem):
            self.warn(name, f"“{self.said(name)}” is neither yes nor no; it is left unsaid")
            return None
        return answer

    def _taken(self, name: str, answer: T | Problem | None) -> T | None:
        if isinstance(answer, Problem):
            self.refuse(name, answer.sentence)
            return None
        return answer


def _typed(value: Value) -> as_typed.Typed:
    return None if isinstance(value, Unsaved) else value


def _as_text(value: Value) -> str:
    """What a typed cell would have said had it been typed as text."""
    if value is None or isinstance(value, Unsaved):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return shown(value) if isinstance(value, date) else str(value)


def _name(text: str) -> str:
    """A name in one line; marks alone are none. "Na" and "None" are surnames, so words never are."""
    name = tidy(text)
    return name if any(letter.isalpha() for letter in name) else ""
