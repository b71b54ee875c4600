"""Brings the guide up to date with the program: its pictures from a tour, its page of keys from the table.

make guide        # takes the tour into out/screens first; then look at every picture that changed
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from PIL import Image

from welfare_desk import guide
from welfare_desk.ui.commands import TABLE
from welfare_desk.ui.help.keys import page_of_keys

WIDTH, COLOURS = 1280, 96
_PICTURE = re.compile(r"!\[[^\]]+\]\(pictures/([a-z0-9-]+\.png)\)")


def main(screens: Path) -> int:
    """Write what the guide's pages name; 1 when the tour has no such picture."""
    pictures = guide.folder() / "pictures"
    pictures.mkdir(exist_ok=True)
    wanted = {name for page in guide.pages() for name in _PICTURE.findall(page.text)}
    for name in sorted(wanted):
        if not (screens / name).is_file():
            print(f"{screens} has no {name}", file=sys.stderr)
            return 1
        with Image.open(screens / name) as seen:
            small = seen.convert("RGB").resize(
                (WIDTH, round(seen.height * WIDTH / seen.width)), Image.LANCZOS
            )
            small.quantize(COLOURS, dither=Image.Dither.NONE).save(pictures / name, optimize=True)
    for stale in {file.name for file in pictures.glob("*.png")} - wanted:
        (pictures / stale).unlink()
    keys = next(guide.folder().glob("*-keys.md"))
    keys.write_text(page_of_keys(TABLE), encoding="utf-8")
    print(f"{len(wanted)} pictures in {pictures}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
