"""The tally as CSV: one indicator a line, and one line for each code of each breakdown asked for."""

from __future__ import annotations

import csv
from io import StringIO

from welfare_desk.reports.facts import ReportFacts, publishable
from welfare_desk.reports.tally_table import COUNT, sections, values
from welfare_desk.rules import money
from welfare_desk.rules.spreadsheet_text import harmless_text


def tally_csv(facts: ReportFacts) -> bytes:
    """UTF-8 with its mark, so that a spreadsheet reads the names right; money with two places."""
    out = StringIO()
    write = csv.writer(out).writerow
    write(["Section", "Indicator", "Key", "Value"])
    write(["Period", "From", "period.from", facts.first.isoformat()])
    write(["Period", "To", "period.to", facts.last.isoformat()])
    for section in sections(facts):
        for line, shown in zip(section.lines, values(facts, section), strict=True):
            withheld = line.kind == COUNT and shown != line.shown
            value = shown if withheld else line.plain
            write([section.words, harmless_text(line.words), line.path, value])
    for dimension, rows in facts.by.items():
        for row in rows if facts.whole else publishable(rows):
            for name, amount in (("weekly", row.weekly), ("annual", row.annual), ("lump", row.lump)):
                key = f"by.{dimension}.{row.code or 'together'}.{name}"
                write([f"By {dimension}", harmless_text(row.name), harmless_text(key), money.plain(amount)])
            write(
                [
                    f"By {dimension}",
                    harmless_text(row.name),
                    harmless_text(f"by.{dimension}.{row.code or 'together'}.gains"),
                    row.gains,
                ]
            )
    if facts.log_head:
        write(["Access log", "Ended at", "access_log_head", facts.log_head])
    return out.getvalue().encode("utf-8-sig")
