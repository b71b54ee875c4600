"""A page that lay askew on the glass comes out level; one that did not, or has no lines, stays as it is."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from welfare_desk import resources
from welfare_desk.letters.papers import pictures
from welfare_desk.letters.papers.straight import LEAST, askew, straightened

A4 = (1240, 1754)  # at 150 dots to the inch
WORDS = ["We", "have", "looked", "again", "at", "your", "claim", "for", "Adult", "Disability", "Payment"]


def a_letter(seed: int = 1, mode: str = "L") -> Image.Image:
    chance = random.Random(seed)
    page = Image.new("L", A4, 250)
    draw = ImageDraw.Draw(page)
    face = ImageFont.truetype(str(resources.path("fonts/Inter-Regular.otf")), 24)
    top = 180
    for paragraph in range(5):
        for _ in range(chance.randint(2, 7)):
            line = " ".join(chance.choice(WORDS) for _ in range(chance.randint(8, 13)))
            draw.text((150, top), line[:80], fill=25, font=face)
            top += 38
        top += 34 + paragraph
    draw.rectangle((150, 60, 420, 120), outline=60, width=4)  # a letterhead
    return page.convert(mode)


def a_form() -> Image.Image:
    """Ruled boxes, and hardly a word."""
    page = Image.new("L", A4, 255)
    draw = ImageDraw.Draw(page)
    for row in range(14):
        draw.rectangle((120, 200 + 90 * row, 1120, 290 + 90 * row), outline=90, width=2)
        draw.line((520, 200 + 90 * row, 520, 290 + 90 * row), fill=90, width=2)
    return page


def laid(page: Image.Image, degrees: float) -> Image.Image:
    """As it comes off the glass: turned, a little soft, with a shadow down one side."""
    turned = page.convert("L").rotate(degrees, Image.Resampling.BICUBIC, fillcolor=250)
    turned = turned.filter(ImageFilter.GaussianBlur(0.8))
    shade = Image.linear_gradient("L").rotate(90).resize(A4).point(lambda value: 200 + value // 5)
    return Image.composite(turned, Image.new("L", A4, 120), shade)


ANGLES = [n * 0.483 for n in range(-14, 15)]


@pytest.mark.parametrize("make", [a_letter, a_form], ids=["a letter", "a form"])
def test_every_page_within_seven_degrees_is_brought_level(make) -> None:
    errors = {angle: abs(askew(laid(make(), angle)) + angle) for angle in ANGLES if abs(angle) >= LEAST}
    worst = max(errors, key=errors.__getitem__)
    middle = sorted(errors.values())[len(errors) // 2]
    print(f"{make.__name__}: middle error {middle:.2f}°, worst {errors[worst]:.2f}° at {worst}°")
    assert errors[worst] <= 0.25, errors


@pytest.mark.parametrize("angle", [0.0, 0.1, -0.2])
def test_what_lies_level_is_left_alone(angle: float) -> None:
    page = laid(a_letter(2), angle)
    assert straightened(page) == (page, 0.0)


def test_what_has_no_lines_is_left_alone() -> None:
    chance = random.Random(3)
    blank = Image.new("L", A4, 255)
    clouds = Image.frombytes("L", (60, 84), bytes(chance.randrange(256) for _ in range(60 * 84))).resize(A4)
    black = Image.new("L", A4, 0)
    assert [askew(page) for page in (blank, clouds, black)] == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
def test_it_keeps_its_size_and_its_colours_and_gets_white_corners(mode: str) -> None:
    page = laid(a_letter(4), 3.0)
    # A scanner in black and white draws a line between the two; it does not sprinkle dots.
    page = page.point(lambda value: 255 if value > 110 else 0, "1") if mode == "1" else page.convert(mode)
    level, turn = straightened(page)
    assert (level.size, level.mode) == (page.size, mode) and turn == pytest.approx(-3.0, abs=0.25)
    assert level.convert("L").getpixel((0, 0)) == 255
    assert abs(askew(level)) < LEAST


def test_a_scan_is_kept_level_and_says_so_and_a_photograph_as_it_was_taken() -> None:
    def file(page: Image.Image) -> bytes:
        out = BytesIO()
        page.save(out, "PNG", dpi=(150, 150))
        return out.getvalue()

    scan = pictures.clean(file(laid(a_letter(5), 2.5)))
    assert scan.remarks == ("Page 1 lay 2.5 degrees askew and was straightened.",)
    assert pictures.clean(file(a_letter(5))).remarks == ()
    square = laid(a_letter(5), 2.5).crop((0, 0, 1240, 1240))
    assert pictures.clean(file(square)).remarks == ()
