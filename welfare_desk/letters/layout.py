"""A letter set on A4 pages: which words on which line, where, and what each line is a part of.

Measures in points from the page's lower left corner, as PDF has them. Drawing is ``pdf.py``; what a
part means to a reading machine is ``tagging.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from welfare_desk.errors import Problem, Problems
from welfare_desk.letters import in_language, typeface
from welfare_desk.letters.content import (
    ADDRESS,
    Block,
    Document,
    Heading,
    Ink,
    ListBlock,
    Paragraph,
    Run,
    Runs,
    Table,
    Translated,
    WritingLine,
    words,
)
from welfare_desk.tagging import FOOTER, HEADER, REPEATED, Node

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
MARGIN = 25 * MM
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
LOGO_TOP, LOGO_HEIGHT, LOGO_WIDTH = 10 * MM, 13 * MM, 80 * MM  # in the margin above the agency's name
WINDOW_TOP, WINDOW_FOOT = 53 * MM, 93 * MM  # of a DL envelope on the folded sheet: ``envelope.py``
_EDGE = 12 * MM  # between the last foot line and the edge of the paper
_CELL_PAD = 4.0
_SIGNATURE = 24 * MM  # room for a name drawn on the screen

PRACTICE_DESK = in_language.ENGLISH["practice_desk"]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type sizes in points."""

    body: float
    small: float
    first_heading: float
    second_heading: float
    agency: float

    @property
    def gap(self) -> float:
        """Between paragraphs."""
        return self.body * 0.65


ORDINARY = Sizes(body=11, small=9, first_heading=13.5, second_heading=11, agency=14)
LARGE = Sizes(body=16, small=14, first_heading=19, second_heading=16, agency=19)


def sizes(document: Document) -> Sizes:
    return LARGE if document.frame.large_print else ORDINARY


def logo_size(width: int, height: int) -> tuple[float, float]:
    """How large a logo of so many dots is printed, in points: in its room, and not coarse."""
    scale = min(LOGO_WIDTH / width, LOGO_HEIGHT / height, 0.72)
    return width * scale, height * scale


def leading(size: float) -> float:
    return size * 1.36


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one font on one line; ``x`` from the line's left end."""

    x: float
    width: float
    font: str
    text: str
    statement: str


@dataclass(frozen=True, slots=True)
class Line:
    """``drop`` is from the top of its row down to the top of the line."""

    node: Node
    x: float
    drop: float
    size: float
    spans: tuple[Span, ...]

    @property
    def width(self) -> float:
        return self.spans[-1].x + self.spans[-1].width if self.spans else 0.0

    def baseline(self, top: float) -> float:
        """Where the letters stand when the row's top is at ``top``: capitals in the middle of the leading."""
        return top - self.drop - (leading(self.size) + 0.72 * self.size) / 2


@dataclass(frozen=True, slots=True)
class Row:
    """What is never cut by a page's end. ``keep`` holds it on the page of the row after it."""

    height: float
    lines: tuple[Line, ...] = ()
    before: float = 0.0
    keep: bool = False
    rules: tuple[tuple[float, float], ...] = ()  # (x1, x2) of lines along its foot
    head: Row | None = None  # a table's head, set again where a page begins with this row
    ink: Ink | None = None  # drawn above its foot; the words beside it say whose it is
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """``top`` is the height of the row's upper edge above the foot of the paper."""

    top: float
    row: Row


@dataclass(frozen=True, slots=True)
class Layout:
    """Every page's rows from top to bottom, and the root of what they mean."""

    pages: tuple[tuple[PlacedRow, ...], ...]
    root: Node


def lay_out(document: Document) -> Layout:
    """Set ``document`` on pages; raises Problems where a table's row is longer than a page."""
    root = Node("Document")
    foot = _foot(document, 99, 99)
    bottom = max(MARGIN, _EDGE + sum(row.height for row in foot) + 8)
    rows = [*_letterhead(document, root), *_body(document, root)]
    pages = _paginate(rows, PAGE_HEIGHT - MARGIN, bottom)
    if document.frame.window:
        windowed = _paginate(_in_the_window(rows), PAGE_HEIGHT - MARGIN, bottom)
        pages = windowed if len(windowed) == len(pages) else pages
    finished = []
    for number, page in enumerate(pages, start=1):
        foot = _foot(document, number, len(pages))
        foot_top = _EDGE + sum(row.height for row in foot)
        head = _running_head(document) if number > 1 else []
        finished.append((*_stack(head, PAGE_HEIGHT - _EDGE), *page, *_stack(foot, foot_top)))
    return Layout(tuple(finished), root)


# -- words into lines ----------------------------------------------------------------------------


_Look = tuple[str, str]
"""The font of a character and the statement it belongs to."""


def set_lines(runs: Sequence[Run], size: float, width: float, node: Node, x: float = 0.0) -> list[Line]:
    """Words broken into lines no wider than ``width``, one under another from the top of a row.

    A line keeps the space it was broken at, so that words stay apart for whoever has the letter read
    aloud or copies from it. A word wider than the line is broken where it must be.
    """
    chars, looks, widths = "", [], []
    for run in runs:
        for name, text in typeface.pieces(run.text, run.bold):
            advance = typeface.advances(name)
            chars += text
            looks += [(name, run.statement)] * len(text)
            widths += [advance[char] * size for char in text]
    lines: list[Line] = []
    start, last = 0, len(chars)
    while start < last:
        used, end, after_space = 0.0, start, 0
        while end < last and (char := chars[end]) != "\n":
            used += widths[end]
            if char == " ":
                after_space = end + 1
            elif used > width and end > start:
                end = after_space or end
                break
            end += 1
        hard = end < last and chars[end] == "\n"
        spans = _spans(chars, looks, widths, start, end)
        if hard and spans:  # the break is a space to whoever hears the letter
            last_one = spans[-1]
            space = typeface.width(last_one.font, " ", size)
            spans[-1] = replace(last_one, text=last_one.text + " ", width=last_one.width + space)
        lines.append(Line(node, x, len(lines) * leading(size), size, tuple(spans)))
        start = end + hard
    return lines


def _spans(chars: str, looks: list[_Look], widths: list[float], start: int, end: int) -> list[Span]:
    spans, x = [], 0.0
    while start < end:
        look, stop = looks[start], start + 1
        while (stop < end and looks[stop] is look) or (stop < end and looks[stop] == look):
            stop += 1
        width = sum(widths[start:stop])
        spans.append(Span(x, width, look[0], chars[start:stop], look[1]))
        x += width
        start = stop
    return spans


def _natural_width(runs: Runs, size: float) -> float:
    return max((line.width for line in set_lines(runs, size, 1e6, REPEATED)), default=0.0)


# -- blocks into rows ----------------------------------------------------------------------------


def _rows(lines: list[Line], *, whole: bool = False, keep: bool = False, before: float = 0.0) -> list[Row]:
    """One row a line; a page never begins with a paragraph's last line nor ends with its first."""
    count = len(lines)
    return [
        Row(
            height=leading(line.size),
            lines=(replace(line, drop=0.0),),
            before=before if number == 0 else 0.0,
            keep=(whole or number in (0, count - 2)) if number < count - 1 else keep,
        )
        for number, line in enumerate(lines)
    ]


def _letterhead(document: Document, root: Node) -> list[Row]:
    """The agency at the left; reference and date at the right."""
    frame, size = document.frame, sizes(document)
    right_words = _right_words(document)
    right_width = max(_natural_width((Run(text),), size.small) for text in right_words)
    left_width = TEXT_WIDTH - right_width - 16
    left, right = [], []
    for words_left, words_right, left_size, bold in zip(
        (frame.agency, contact(document)), right_words, (size.agency, size.small), (True, False), strict=True
    ):
        left += set_lines((Run(words_left, bold),), left_size, left_width, root.add("P"))
        for line in set_lines((Run(words_right),), size.small, right_width + 1, root.add("P")):
            right.append(replace(line, x=TEXT_WIDTH - line.width))
    rows = []
    for a, b in zip_longest(left, right):
        height = max(leading(line.size) for line in (a, b) if line)
        here = [replace(line, drop=height - leading(line.size)) for line in (a, b) if line]
        rows.append(Row(height, tuple(here), keep=True))
    return [*rows[:-1], replace(rows[-1], keep=False), Row(size.body * 1.2)]


def contact(document: Document) -> str:
    """Address and telephone number on one line where there is room, else each on its own."""
    frame, small = document.frame, sizes(document).small
    room = TEXT_WIDTH - 16 - max(_natural_width((Run(text),), small) for text in _right_words(document))
    fits = _natural_width((Run(frame.contact),), small) <= room
    return frame.contact if fits else frame.contact.replace(" · ", "\n")


def _right_words(document: Document) -> tuple[str, str]:
    return reference(document), document.frame.dated


def reference(document: Document) -> str:
    """Our reference, as the letter's language says it."""
    return in_language.round_it("reference", document.language, reference=document.frame.reference)


def _in_the_window(rows: list[Row]) -> list[Row]:
    """The address moved down to where a window shows it, and what follows below what may show."""
    mine = [
        place
        for place, row in enumerate(rows)
        if row.lines and all(span.statement == ADDRESS for line in row.lines for span in line.spans)
    ]
    if not mine or mine != list(range(mine[0], mine[-1] + 1)) or mine[-1] + 1 >= len(rows):
        return rows
    first, last = mine[0], mine[-1]
    top = MARGIN + _height(rows[:first]) + rows[first].before
    higher = max(0.0, WINDOW_TOP - top)
    foot = top + higher + sum(row.height for row in rows[first : last + 1])
    lower = max(0.0, WINDOW_FOOT - foot - rows[last + 1].before)
    moved = list(rows)
    moved[first] = replace(rows[first], before=rows[first].before + higher)
    moved[last + 1] = replace(rows[last + 1], before=rows[last + 1].before + lower)
    return moved


def _body(document: Document, root: Node) -> Iterator[Row]:
    size = sizes(document)
    neighbours = zip((None, *document.blocks), document.blocks, (*document.blocks[1:], None), strict=False)
    new_page = False
    for before, block, after in neighbours:
        if isinstance(block, Translated):
            root, new_page = root.add("Sect", lang=block.language), True
            continue
        rows = list(_block(before, block, after, size, root))
        signed = isinstance(block, Paragraph) and _signing(block) and after is not None
        if rows and (signed or _signing(after) or _leads_to(block, after)):
            rows[-1] = replace(rows[-1], keep=True)
        if rows and new_page:
            rows[0], new_page = replace(rows[0], new_page=True), False
        yield from rows


def _block(before: Block | None, block: Block, after: Block | None, size: Sizes, root: Node) -> Iterator[Row]:
    match block:
        case Heading(level=level, runs=runs):
            of = size.first_heading if level == 1 else size.second_heading
            lines = set_lines(_bold(runs), of, TEXT_WIDTH, root.add(f"H{level}"))
            yield from _rows(lines, whole=True, keep=True, before=size.gap * (1.5 if level == 1 else 1.3))
        case Paragraph(runs=runs):
            lines = set_lines(runs, size.body, TEXT_WIDTH, root.add("P"))
            to_fill_in = isinstance(after, WritingLine)
            whole = to_fill_in or "\n" in words(runs)  # an address, a signature, boxes to tick
            gap = size.gap * 0.3 if isinstance(before, Heading) and before.level > 1 else size.gap
            yield from _rows(lines, whole=whole, keep=to_fill_in, before=gap)
        case ListBlock(numbered=numbered):
            yield from _list(block, size, root.add("L", numbering="Decimal" if numbered else "Disc"))
        case Table():
            yield from _table(block, size, root.add("Table"))
        case WritingLine(ink=ink):
            again = isinstance(after, WritingLine)
            height = _SIGNATURE if ink else size.body * 2.1
            yield Row(height, rules=((0.0, TEXT_WIDTH),), keep=again, ink=ink)


def _signing(block: Block | None) -> bool:
    """Whether ``block`` is where somebody signs: that never stands alone on a page."""
    match block:
        case Paragraph(runs=runs):
            return words(runs).startswith("\u00a0")  # room for a pen above the name
        case Table(head=head):
            return not head
    return False


def _leads_to(block: Block, after: Block | None) -> bool:
    """Whether ``block`` is the sentence that opens a list or table: "We will:" never ends a page."""
    opens = isinstance(block, Paragraph) and words(block.runs).rstrip().endswith(":")
    return opens and isinstance(after, ListBlock | Table)


def _bold(runs: Runs) -> Runs:
    return tuple(replace(run, bold=True) for run in runs)


def _list(block: ListBlock, size: Sizes, node: Node) -> Iterator[Row]:
    labels = [f"{number}." if block.numbered else "•" for number in range(1, len(block.items) + 1)]
    indent = max(_natural_width((Run(label),), size.body) for label in labels or ["•"]) + size.body * 0.8
    for number, (label, item) in enumerate(zip(labels, block.items, strict=True)):
        entry = node.add("LI")
        [mark] = set_lines((Run(label + " "),), size.body, indent, entry.add("Lbl"))
        lines = set_lines(item, size.body, TEXT_WIDTH - indent, entry.add("LBody"), x=indent)
        together = number in (0, len(labels) - 2) and len(labels) > 1  # no item alone on a page
        first, *others = _rows(lines, keep=together, before=size.gap * 0.4) or [Row(leading(size.body))]
        yield replace(first, lines=(mark, *first.lines))
        yield from others


def _table(table: Table, size: Sizes, node: Node) -> Iterator[Row]:
    columns = len(table.rows[0]) if table.rows else len(table.head)
    if not columns:
        return
    widths = _column_widths(table, columns, size)
    head = None
    if table.head:
        row_node = node.add("TR")
        cells = [row_node.add("TH", scope="Column") for _ in table.head]
        head = _table_row(tuple(_bold(cell) for cell in table.head), cells, widths, size, form=False)
        yield replace(head, before=size.gap, keep=True)
        head = replace(head, lines=tuple(replace(line, node=REPEATED) for line in head.lines))
    form = not table.head
    for number, row in enumerate(table.rows):
        row_node = node.add("TR")
        named = [form and column == 0 for column in range(columns)]
        cells = [row_node.add("TH", scope="Row") if is_name else row_node.add("TD") for is_name in named]
        placed = _table_row(row, cells, widths, size, form=form)
        last = number == len(table.rows) - 1
        yield replace(
            placed,
            before=size.gap if form and number == 0 else 0.0,
            keep=form and not last,  # a form is signed on one page
            head=head,
        )


def _table_row(
    row: tuple[Runs, ...], nodes: list[Node], widths: list[float], size: Sizes, *, form: bool
) -> Row:
    pad = 0.0 if form else _CELL_PAD
    x, cells, edges = 0.0, [], []
    for runs, node, width in zip(row, nodes, widths, strict=True):
        cells.append(set_lines(runs, size.body, width - 2 * _CELL_PAD, node, x=x + pad))
        edges.append((x, x + width))
        x += width
    height = leading(size.body) * max(1, *(len(cell) for cell in cells))
    room = leading(size.body) * 0.6 if form and not all(cells) else 0.0  # for a pen
    lines = [replace(line, drop=line.drop + pad + room) for cell in cells for line in cell]
    rules = edges[1:] if form else [(0.0, x)]
    return Row(height + room + pad + _CELL_PAD, tuple(lines), rules=tuple(rules))


def _column_widths(table: Table, columns: int, size: Sizes) -> list[float]:
    """As wide as their words want; where that is too much, each gives way in proportion."""
    rows = [tuple(_bold(cell) for cell in table.head), *table.rows] if table.head else list(table.rows)
    wants = [
        max(_natural_width(row[column], size.body) for row in rows) + 2 * _CELL_PAD + size.body * 0.5
        for column in range(columns)
    ]
    if not table.head and columns == 2:
        first = min(wants[0], TEXT_WIDTH * 0.45)
        return [first, TEXT_WIDTH - first]
    spare = TEXT_WIDTH - sum(wants)
    if spare >= 0:
        return [*wants[:-1], wants[-1] + spare]
    even = TEXT_WIDTH / columns
    over = sum(max(0.0, want - even) for want in wants)
    room = TEXT_WIDTH - sum(min(want, even) for want in wants)
    return [min(want, even) + max(0.0, want - even) / over * room for want in wants]


# -- rows onto pages -----------------------------------------------------------------------------


def _paginate(rows: Iterable[Row], top: float, bottom: float) -> list[list[PlacedRow]]:
    pages: list[list[PlacedRow]] = [[]]
    y = top
    for group in _kept_together(rows):
        too_long = y - _height(group) < bottom and _height(group) <= top - bottom
        if pages[-1] and (too_long or group[0].new_page):
            pages.append([])
            y = top
        for row in group:
            if row.height > top - bottom:
                raise Problems([Problem("letter", "A row of a table is longer than a page.", "Divide it.")])
            if y - row.before - row.height < bottom and pages[-1]:
                pages.append([])
                y = top
            if not pages[-1] and len(pages) > 1 and row.head:
                pages[-1].append(PlacedRow(y, row.head))
                y -= row.head.height
            y -= row.before if pages[-1] else 0.0
            pages[-1].append(PlacedRow(y, row))
            y -= row.height
    return pages


def _kept_together(rows: Iterable[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        group.append(row)
        if not row.keep:
            yield group
            group = []
    if group:
        yield group


def _height(group: list[Row]) -> float:
    return sum(row.before + row.height for row in group)


def _stack(rows: list[Row], y: float) -> Iterator[PlacedRow]:
    for row in rows:
        yield PlacedRow(y, row)
        y -= row.height


def _running_head(document: Document) -> list[Row]:
    small = sizes(document).small
    [line] = set_lines((Run(reference(document)),), small, 1e6, HEADER)
    return [Row(leading(small), (replace(line, x=TEXT_WIDTH - line.width),))]


def _foot(document: Document, page: int, pages: int) -> list[Row]:
    """The small print at the left, "Page x of y" at the right of its last line."""
    small, language = sizes(document).small, document.language
    counted = in_language.round_it("page", language, page=page, pages=pages)
    [count] = set_lines((Run(counted),), small, 1e6, FOOTER)
    count = replace(count, x=TEXT_WIDTH - count.width)
    width = TEXT_WIDTH - count.width - 16
    left = set_lines((Run(document.frame.registration),), small, width, FOOTER)
    if document.frame.practice_desk:
        invented = in_language.round_it("practice_desk", language)
        left = set_lines((Run(invented, bold=True),), small, width, FOOTER) + left
    rows: list[tuple[Line, ...]] = [*((line,) for line in left[:-1]), (*left[-1:], count)]
    return [Row(leading(small), tuple(replace(line, drop=0.0) for line in row)) for row in rows]
