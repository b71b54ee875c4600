"""Debts pasted from a spreadsheet: of each row the creditor, the kind, the sums; or what could not be read.

The client's own list, or one from another office: headings tell the columns, and without them a row is read
by what its cells look like. Nothing is guessed of a kind of debt that is not named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from welfare_desk.errors import Problem
from welfare_desk.rules import as_typed
from welfare_desk.rules.debt.tables import DebtTables

MOST_ROWS = 200
_HEADS: Mapping[str, tuple[str, ...]] = {
    "creditor": ("creditor", "owed to", "company", "lender", "who", "name"),
    "type": ("type", "kind", "kind of debt", "debt", "type of debt"),
    "account": ("account", "account number", "reference", "ref", "their reference", "account no"),
    "balance": ("balance", "owed", "amount", "amount owed", "total", "outstanding", "balance owed"),
    "arrears": ("arrears", "of that in arrears", "overdue", "missed"),
    "monthly": ("monthly", "a month", "each month", "payment", "monthly payment", "paying"),
}
_WORDS: Mapping[str, str] = {
    "council tax": "COUNCIL_TAX",
    "rent": "RENT",
    "rent arrears": "RENT",
    "mortgage": "MORTGAGE",
    "credit card": "CREDIT_CARD",
    "card": "CREDIT_CARD",
    "visa": "CREDIT_CARD",
    "mastercard": "CREDIT_CARD",
    "store card": "STORE_CARD",
    "catalogue": "CATALOGUE",
    "overdraft": "OVERDRAFT",
    "loan": "PERSONAL_LOAN",
    "personal loan": "PERSONAL_LOAN",
    "payday loan": "PAYDAY",
    "doorstep loan": "DOORSTEP",
    "credit union": "CREDIT_UNION",
    "klarna": "BNPL",
    "mobile phone": "MOBILE",
    "gas": "GAS",
    "electricity": "ELECTRICITY",
    "electric": "ELECTRICITY",
    "water": "COUNCIL_TAX",
    "tv licence": "TV_LICENCE",
    "fine": "COURT_FINE",
    "court fine": "COURT_FINE",
}


@dataclass(frozen=True, slots=True)
class PastedDebt:
    """One row, counted from 1 as pasted; ``type`` is a code, or None where no kind is named.

    ``problem`` says why the row brings nothing.
    """

    row: int
    creditor: str = ""
    type: str | None = None
    account: str = ""
    balance: Decimal | None = None
    arrears: Decimal | None = None
    monthly: Decimal | None = None
    problem: str = ""


def read(text: str, tables: DebtTables) -> list[PastedDebt]:
    """Every row with something in it, headings and totals apart."""
    return list(_rows(text, tables))


def _rows(text: str, tables: DebtTables) -> Iterator[PastedDebt]:
    kinds = _kinds(tables)
    heads: dict[int, str] = {}
    count = 0
    for number, line in enumerate(text.splitlines(), start=1):
        cells = _cells(line)
        if not any(cells):
            continue
        found = _heading(cells)
        if found:
            heads = found
            continue
        if _plain(next(filter(None, cells))).startswith("total"):
            continue
        count += 1
        if count > MOST_ROWS:
            yield PastedDebt(number, problem=f"More than {MOST_ROWS} rows: paste the rest afterwards.")
            return
        yield _by_heading(number, cells, heads, kinds) if heads else _by_look(number, cells, kinds)


def _cells(line: str) -> list[str]:
    """A spreadsheet parts cells by tabs, a file by semicolons or commas, a page by several blanks."""
    for between in ("\t", ";", "|"):
        if between in line:
            return [_bare(cell) for cell in line.split(between)]
    if "," in line and not re.search(r"\s{2,}", line):
        # A comma between figures belongs to the sum: 1,240.00.
        return [_bare(cell) for cell in re.split(r",(?!\d{3}\b)", line)]
    return [_bare(cell) for cell in re.split(r"\s{2,}", line)]


def _bare(cell: str) -> str:
    return " ".join(cell.strip().strip('"').split())


def _heading(cells: list[str]) -> dict[int, str]:
    """Which column holds what, where this row names at least two of them and no sum stands in it."""
    if any(_money(cell) is not None for cell in cells):
        return {}
    named = {
        place: name
        for place, cell in enumerate(cells)
        for name, words in _HEADS.items()
        if _plain(cell) in words
    }
    return named if len(set(named.values())) > 1 else {}


def _by_heading(
    number: int, cells: list[str], heads: Mapping[int, str], kinds: Mapping[str, str]
) -> PastedDebt:
    held = {name: cells[place] for place, name in heads.items() if place < len(cells) and cells[place]}
    kind, creditor = held.get("type", ""), held.get("creditor", "")
    row = PastedDebt(number, creditor, kinds.get(_plain(kind)), held.get("account", ""))
    typed = [held.get(name, "") for name in ("balance", "arrears", "monthly")]
    sums = [_money(words) for words in typed]
    for words, amount in zip(typed, sums, strict=True):
        if words and amount is None:
            return replace(row, problem=f"“{words}” is no sum of money.")
    return _judged(replace(row, balance=sums[0], arrears=sums[1], monthly=sums[2]), kind)


def _by_look(number: int, cells: list[str], kinds: Mapping[str, str]) -> PastedDebt:
    """Without headings: the first words are the creditor, the first sum the balance, the next the arrears."""
    sums = [amount for cell in cells if (amount := _money(cell)) is not None]
    words = [cell for cell in cells if cell and _money(cell) is None]
    kind = next((cell for cell in words if _plain(cell) in kinds), "")
    rest = [cell for cell in words if cell != kind]
    row = PastedDebt(number, rest[0] if rest else "", kinds.get(_plain(kind)))
    if len(sums) > 2:
        return replace(row, problem="There are several sums: put headings above them.")
    row = replace(row, balance=sums[0] if sums else None, arrears=sums[1] if len(sums) > 1 else None)
    return _judged(row, kind)


def _judged(row: PastedDebt, kind: str) -> PastedDebt:
    sums = (row.balance, row.arrears, row.monthly)
    if any(sum_ is not None and sum_ < 0 for sum_ in sums):
        return replace(row, problem="A debt cannot be less than nothing.")
    if not row.creditor and row.type is None:
        said = f"“{kind}” is no kind of debt" if kind else "no creditor and no kind of debt"
        return replace(row, problem=f"{said[:1].upper()}{said[1:]}.")
    if row.arrears is not None and row.balance is not None and row.arrears > row.balance:
        return replace(row, problem="More is in arrears than is owed.")
    return row


def _money(cell: str) -> Decimal | None:
    # A long figure without a point or a pound sign is an account number, not a sum.
    if re.fullmatch(r"[\d ]{7,}", cell):
        return None
    read = as_typed.read_money(cell)
    return None if read is None or isinstance(read, Problem) else read.amount


def _kinds(tables: DebtTables) -> dict[str, str]:
    """What a kind may be called: its code, its name, or a plainer word for it."""
    named = {word: code for word, code in _WORDS.items() if code in tables.types}
    for code, kind in tables.types.items():
        named |= {_plain(word): code for word in (code, kind.name, kind.name.partition(" (")[0])}
    return named


def _plain(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", words.casefold()).strip()
