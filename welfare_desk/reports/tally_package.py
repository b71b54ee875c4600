"""The tally as a data package: plain tables, their fields described, codes with their words (Frictionless).

The descriptor follows https://specs.frictionlessdata.io/tabular-data-package/ (version 1).
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from welfare_desk.reports.facts import ReportFacts, publishable
from welfare_desk.reports.in_words import in_words
from welfare_desk.reports.tally_table import COUNT, caution, counted, evaluated, known_of, sections, values
from welfare_desk.rules import money
from welfare_desk.rules.spreadsheet_text import harmless_text

Field = dict[str, Any]
_TEXT, _MONEY, _NUMBER = {"type": "string"}, {"type": "number", "bareNumber": True}, {"type": "integer"}


def tally_package(facts: ReportFacts) -> dict[str, bytes]:
    """Every file of the package by its name; the same facts give the same bytes."""
    tables = [
        _figures(facts),
        _breakdowns(facts),
        _table(
            "lines",
            "The ledger lines and debts behind every sum: the amounts of a figure's lines are the figure",
            [
                _field("figure", "the figure it belongs to", constraints={"required": True}),
                _field("mark", "stands for the line; the agency can find it again"),
                _field("what", "the benefit or the kind of debt; few of a kind are not named"),
                _field("month", "year and month it rests on"),
                _field("once", "pounds of the amount that are paid once", **_MONEY),
                _field("amount", "pounds it adds to the figure", **_MONEY),
                _field("how", "how the amount was made"),
            ],
            (
                (
                    one.cell,
                    one.mark,
                    one.what,
                    one.month,
                    money.plain(one.once),
                    money.plain(one.amount),
                    one.how,
                )
                for one in facts.lines
            ),
        ),
        _table(
            "annex",
            "The people, households and cases behind every count that is published",
            [
                _field("figure", "the figure it belongs to", constraints={"required": True}),
                _field("mark", "stands for one of them, in this table alone"),
            ],
            ((one.cell, one.mark) for one in facts.marks),
        ),
        _evaluation(facts),
        _codes(facts),
    ]
    files = {resource["path"]: data for resource, data in tables}
    files["method.md"] = _method(facts)
    described = {
        "profile": "tabular-data-package",
        "name": f"tally-{facts.first}-to-{facts.last}",
        "title": f"What came of the advice, {facts.first} to {facts.last}",
        "description": "Figures of a welfare rights service, with the records behind them under marks.",
        "created": f"{facts.as_at}T00:00:00Z",
        **({"access_log_head": facts.log_head} if facts.log_head else {}),
        "contributors": [{"title": facts.agency, "role": "publisher"}] if facts.agency else [],
        "resources": [
            resource | {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
            for resource, data in tables
        ],
    }
    files["datapackage.json"] = (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()
    return files


def _figures(facts: ReportFacts) -> tuple[Field, bytes]:
    rows = []
    for section in sections(facts):
        for line, shown in zip(section.lines, values(facts, section), strict=True):
            withheld = line.kind == COUNT and shown != line.shown
            value = "" if withheld else line.plain
            why = shown if withheld else "cannot be worked out" if line.value is None else ""
            rows.append((line.path, section.words, line.words, line.kind, value, why))
    return _table(
        "figures",
        "Every figure of the report",
        [
            _field("figure", "its name in every file", constraints={"required": True, "unique": True}),
            _field("section", "where it stands in the report"),
            _field("words", "what it is"),
            _field("kind", "money in pounds, a count, or pounds for each pound"),
            _field("value", "empty where it is withheld or cannot be worked out", **_MONEY),
            _field("why_empty", "why there is no value"),
        ],
        rows,
        key="figure",
    )


def _breakdowns(facts: ReportFacts) -> tuple[Field, bytes]:
    rows = [
        (
            dimension,
            row.code,
            row.name,
            *(money.plain(sum_) for sum_ in (row.weekly, row.annual, row.lump, row.written_off)),
            row.gains,
        )
        for dimension, held in facts.by.items()
        for row in (held if facts.whole else publishable(held))
    ]
    sums = {"weekly": "pounds a week", "annual": "pounds a year", "lump": "pounds once"}
    return _table(
        "breakdowns",
        "Gains by benefit, practice, kind of case and month; few of a kind stand together",
        [
            _field("by", "benefit, practice, kind or month"),
            _field("code", "empty where several stand together"),
            _field("name", "the code in words"),
            *(_field(name, said, **_MONEY) for name, said in sums.items()),
            _field("written_off", "pounds of debt written off", **_MONEY),
            _field("sums", "how many sums were confirmed", **_NUMBER),
        ],
        rows,
    )


def _evaluation(facts: ReportFacts) -> tuple[Field, bytes]:
    rows = []
    for one in facts.evaluation:
        said = evaluated(facts, one)
        withheld = one.value is None or said.startswith("rests")
        n, known = known_of(facts, one)
        value = "" if withheld else str(one.value)
        why = one.why or (said if withheld else "")
        rows.append((one.code, one.words, one.kind, value, n, known, one.formula, caution(facts, one), why))
    return _table(
        "evaluation",
        "Headline figures of the evaluation, each with how many it rests on",
        [
            _field("code", "its name"),
            _field("words", "what it is"),
            _field("kind", "share in per cent, mean, number or pounds"),
            _field("value", "empty where it is withheld or cannot be made", **_MONEY),
            _field("asked_about", "how many it asks about"),
            _field("known_of", "of how many something is known"),
            _field("formula", "how it is made"),
            _field("caution", "what to bear in mind"),
            _field("why_empty", "why there is no value"),
        ],
        rows,
    )


def _codes(facts: ReportFacts) -> tuple[Field, bytes]:
    rows = [(list_, code, words) for list_, codes in facts.labels.items() for code, words in codes.items()]
    return _table(
        "codes",
        "The funder's codes in words",
        [_field("list", "which list"), _field("code", "the code"), _field("words", "what it means")],
        rows,
    )


def _method(facts: ReportFacts) -> bytes:
    lines = ["# In words", "", *_paragraphs(in_words(facts)), "# How it was counted", ""]
    return "\n".join([*lines, *_paragraphs(counted(facts))]).encode()


def _paragraphs(said: Iterable[str]) -> Iterable[str]:
    for words in said:
        yield from (words, "")


def _field(name: str, description: str, **more: Any) -> Field:
    return {"name": name, "description": description} | (_TEXT | more)


def _table(
    name: str, title: str, fields: Sequence[Field], rows: Iterable[Sequence[Any]], *, key: str = ""
) -> tuple[Field, bytes]:
    out = StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    write([field["name"] for field in fields])
    for row in rows:
        write([harmless_text(cell) if isinstance(cell, str) else cell for cell in row])
    schema: Field = {"fields": list(fields), "missingValues": [""]}
    if key:
        schema["primaryKey"] = key
    elif any(field["name"] == "figure" for field in fields):
        schema["foreignKeys"] = [
            {"fields": "figure", "reference": {"resource": "figures", "fields": "figure"}}
        ]
    resource = {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
    return resource, out.getvalue().encode()
