"""The words of the screens, read out of the code into Qt's own translation source: ``resources/screens.ts``.

    python packaging/screen_words.py          writes the file anew; what was translated stays
    python packaging/screen_words.py --check  whether the file on disk is what the code says; 1 if not

A screen passes its words to the pieces of ``ui/kit``, which ask ``ui/spoken.tr``. Qt's own ``lupdate`` sees
only calls of ``tr`` itself, and takes a second text for a remark; so the calls are read here, by the table of
``DOORS`` below, and written as ``lupdate`` writes them, without line numbers: a moved line is no new word.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent.parent
FILE = HERE / "resources" / "screens.ts"
CONTEXT = "screens"

DOORS: dict[str, tuple[int | str, ...]] = {
    # which arguments of a call are words for the screen: by place, or by name
    "tr": (0,),
    "Words": (0,),
    "Prose": (0,),
    "Button": (0,),
    "Tick": (0,),
    "TickField": (0, 1, "help"),
    "Tabs": (1,),
    "Chip": (0,),
    "Column": (0, "said"),
    "Act": (0,),
    "Heading": (0,),
    "Banner": (),
    "Empty": (0, 1, 2),
    "SectionHead": (0,),
    "Stage": (0,),
    "TextField": (0, 1, "placeholder", "help"),
    "LongTextField": (0, 1, "placeholder", "help"),
    "MoneyField": (0, 1, "placeholder", "help"),
    "DateField": (1, 2, "placeholder", "help"),
    "ChoiceField": ("unset", "help"),
    "add_row": (0,),
    "add": (0,),
    "act": (0,),
    "call": (0,),
    "say": (0, 1),
    "offer": (0, "unset"),
    "assist": (0,),
    "problem": (0,),
    "section": (0,),
    "prose": (0,),
    "tell": (1, 2, "hint"),
    "ask": (1, "yes", "no", "hint"),
    "file_to_open": (1,),
    "file_to_save": (1,),
    "folder": (1,),
    "Command": (1, 5),
    "_here": (1, "menu"),
    "_go": (1,),
}
_LETTERS = re.compile(r"[A-Za-z]{2}")


def words_in(source: str) -> Iterator[str]:
    """Every text that a call in ``source`` passes to a door, both sides of a choice included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            named = {keyword.arg: keyword.value for keyword in node.keywords}
            for place in DOORS.get(name, ()):
                if isinstance(place, int):
                    given = node.args[place] if place < len(node.args) else None
                else:
                    given = named.get(place)
                yield from _texts(given)


_SENTENCE = re.compile(r"&?[A-Z][a-z]")


def words_kept(source: str) -> Iterator[str]:
    """Every text in a module's own tables (tabs, stages, choices) that begins as a sentence does."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            texts = (part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant))
            yield from (text for text in texts if isinstance(text, str) and _SENTENCE.match(text))


def _texts(given: ast.expr | None) -> Iterator[str]:
    match given:
        case ast.Constant(value=str() as text) if _LETTERS.search(text):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from _texts(body)
            yield from _texts(other)
        case ast.BoolOp(values=values):
            for value in values:
                yield from _texts(value)
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _texts(part)


def gathered(folder: Path = HERE / "welfare_desk" / "ui") -> list[str]:
    """Every word of the screens, once, in the alphabet's order."""
    files = [*folder.rglob("*.py"), folder.parent / "settings.py"]  # whose table a page is made from
    sources = [file.read_text("utf-8") for file in files if file.exists()]
    return sorted({word for source in sources for word in (*words_in(source), *words_kept(source))})


def kept(file: Path = FILE) -> dict[str, str]:
    """What the file on disk has: the English, and what it is in the file's language; empty: not yet."""
    if not file.exists():
        return {}
    root = ElementTree.parse(file).getroot()  # noqa: S314 - our own file
    return {
        message.findtext("source") or "": message.findtext("translation") or ""
        for message in root.iter("message")
    }


def written(words: list[str], translated: dict[str, str]) -> str:
    """The file as Qt's tools read it."""
    messages = []
    for word in words:
        there = translated.get(word, "")
        state = "" if there else ' type="unfinished"'
        messages.append(
            f"    <message>\n        <source>{escape(word)}</source>\n"
            f"        <translation{state}>{escape(there)}</translation>\n    </message>\n"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" sourcelanguage="en_GB">\n'
        f"<context>\n    <name>{CONTEXT}</name>\n{''.join(messages)}</context>\n</TS>\n"
    )


def main() -> int:
    words, before = gathered(), kept()
    if "--check" not in sys.argv:
        FILE.write_text(written(words, before), encoding="utf-8")
        print(f"{FILE.relative_to(HERE)}: {len(words)} texts")
        return 0
    new, gone = sorted(set(words) - before.keys()), sorted(before.keys() - set(words))
    for mark, listed in (("+", new), ("-", gone)):
        for word in listed[:5]:
            print(f"  {mark} {word}")
    if new or gone:
        print(f"resources/screens.ts is stale: {len(new)} new, {len(gone)} gone. Run: make words")
        return 1
    print(f"resources/screens.ts: {len(words)} texts, as the code has them")
    return 0


if __name__ == "__main__":
    sys.exit(main())
