"""References people say aloud, such as HR-0142-K: letters of the device, a running number, a check letter."""

from __future__ import annotations

import re

# Twenty-three letters: I, O and Z look like 1, 0 and 2 in handwriting. A prime count, so that one
# wrong digit, or two neighbouring digits swapped, always changes the check letter.
_CHECK = "ABCDEFGHJKLMNPQRSTUVWXY"
_SHAPE = re.compile(r"([A-Z]{2})[-\s]?(\d{1,7})[-\s]?([A-Z])")


def _check_letter(letters: str, number: int) -> str:
    values = [ord(letter) - ord("A") + 1 for letter in letters] + [int(digit) for digit in f"{number:07d}"]
    return _CHECK[sum(weight * value for weight, value in enumerate(values, start=2)) % len(_CHECK)]


def reference(letters: str, number: int) -> str:
    """The reference with running number ``number`` (1 and up) of the device called ``letters``."""
    if not re.fullmatch("[A-Z]{2}", letters) or number < 1:
        raise ValueError("a reference needs two letters and a number above nought")
    return f"{letters}-{number:04d}-{_check_letter(letters, number)}"


def read_reference(typed: str) -> str | None:
    """The reference in its written form, however it was typed; None if it is not one or a figure is wrong."""
    shape = _SHAPE.fullmatch(typed.strip().upper())
    if shape is None or int(shape[2]) < 1:
        return None
    return reference(shape[1], int(shape[2])) if _check_letter(shape[1], int(shape[2])) == shape[3] else None
