"""An agency's logo made ready for the top of a letter: a small picture on white and nothing else. Runs apart.

A drawing in SVG is a program of its own kind and is not taken; every drawing program writes PNG.
"""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from welfare_desk.letters.papers.pictures import flat
from welfare_desk.letters.papers.unfit import BROKEN, Unfit

WIDEST_MM, HIGHEST_MM = 80.0, 14.0
_DOTS_A_MM = 300 / 25.4
_MOST_PIXELS = 16_000_000
_OTHER = "Save it as PNG or JPEG and choose that."


def clean(data: bytes) -> bytes:
    """The picture as a PNG no finer than paper shows. Raises Unfit."""
    Image.MAX_IMAGE_PIXELS = None  # our own bound is asked before anything is decoded
    warnings.simplefilter("ignore")
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            width, height = picture.size
            if width * height > _MOST_PIXELS:
                raise Unfit(f"it has {width:,} by {height:,} dots", "A logo needs a thousand across at most.")
            if min(width, height) < 8 or max(width, height) > 20 * min(width, height):
                raise Unfit(f"it is {width:,} by {height:,} dots, which shows nothing", _OTHER)
            if getattr(picture, "n_frames", 1) > 1 and picture.format == "PNG":
                raise Unfit("it is a moving picture", "Save the one picture that matters.")
            upright = flat(ImageOps.exif_transpose(picture)).convert("RGB")
            upright.thumbnail(
                (round(WIDEST_MM * _DOTS_A_MM), round(HIGHEST_MM * _DOTS_A_MM)), Image.Resampling.LANCZOS
            )
            out = BytesIO()
            Image.frombytes("RGB", upright.size, upright.tobytes()).save(out, "PNG", optimize=True)
            return out.getvalue()
    except Unfit:
        raise
    except UnidentifiedImageError as no:
        raise Unfit("it is neither PNG nor JPEG", _OTHER) from no
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError) as fault:
        raise Unfit("the picture is damaged and cannot be read", BROKEN) from fault
