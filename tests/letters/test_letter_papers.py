"""Papers other people made: forty that mean harm are refused in bounds, forty that look odd are kept."""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import strangers_papers as papers
from another_program import pdftotext
from PIL import Image

from welfare_desk.letters.papers import apart, judge, kinds, pdfs, pictures, wire
from welfare_desk.letters.papers.apart import Bounds
from welfare_desk.letters.papers.unfit import Unfit

HOSTILE, HARMLESS = dict(papers.hostile()), dict(papers.harmless())


def test_there_are_forty_of_each() -> None:
    assert len(HOSTILE) >= 40 and len(HARMLESS) >= 40


# Linux counts the memory of whoever starts a child as the child's: so a small process starts them.
_JUDGES_ALL = """
import json, resource, time
import strangers_papers
from welfare_desk.letters.papers import apart
from welfare_desk.letters.papers.unfit import Unfit
for name, paper in strangers_papers.hostile():
    began, said = time.monotonic(), None
    try:
        apart.judge(name, paper)
    except Unfit as no:
        said = [type(no).__name__, no.because, no.instead]
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps([name, said, time.monotonic() - began, most]), flush=True)
"""


@pytest.fixture(scope="module")
def judged() -> dict[str, tuple[list[str] | None, float, float]]:
    """By name: what was said of it, in how many seconds, and the most memory of any child so far, in MB."""
    here = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    ran = subprocess.run(
        [sys.executable, "-c", _JUDGES_ALL], capture_output=True, text=True, env=os.environ | here
    )
    assert ran.returncode == 0, ran.stderr
    return {name: tuple(found) for name, *found in map(json.loads, ran.stdout.splitlines())}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_paper_is_refused_with_its_reason_in_bounds(
    name: str, judged: dict[str, tuple[list[str] | None, float, float]]
) -> None:
    said, seconds, most_of_any_child = judged[name]
    assert said is not None, "it was kept"
    which, because, instead = said
    assert because and instead.endswith(".")
    assert which not in ("FellOver", "TookTooLong"), "it was caught, not survived"
    assert seconds < apart.SECONDS + 30  # thirty to begin on a busy machine
    assert most_of_any_child < apart.MEMORY_MB


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_paper_is_kept_and_its_pages_are_ready(name: str) -> None:
    found = apart.judge(name, HARMLESS[name])
    if found.kind is kinds.WORD:
        assert (found.pages, found.paper) == (0, b"")
        return
    with pikepdf.open(BytesIO(found.paper)) as clean:
        assert len(clean.pages) == found.pages > 0
        assert clean.check_pdf_syntax() == []


def test_a_clean_copy_holds_the_pages_and_nothing_that_acts() -> None:
    for name in ("prints-itself.pdf", "links.pdf", "file-inside.pdf", "form.pdf"):
        made = pdfs.clean(HARMLESS[name])
        with pikepdf.open(BytesIO(made.data)) as clean:
            assert set(clean.Root.keys()) <= {"/Type", "/Pages"}
            acting = {"/JS", "/AA", "/A", "/EF", "/Annots", "/OpenAction", "/URI"}
            assert not [
                one
                for one in clean.objects
                if isinstance(one, pikepdf.Dictionary) and acting & set(one.keys())
            ]
        assert "Paper 1" in pdftotext(made.data)


def test_what_was_typed_into_a_form_stays_on_the_page() -> None:
    assert "Typed in" in pdftotext(pdfs.clean(HARMLESS["form.pdf"]).data)


def test_what_is_left_out_is_said() -> None:
    assert pdfs.clean(HARMLESS["prints-itself.pdf"]).remarks == ("A script inside it is left out.",)
    assert "Files inside it are left out" in pdfs.clean(HARMLESS["file-inside.pdf"]).remarks[0]


def test_a_photograph_comes_upright_onto_a4_and_forgets_where_it_was_taken() -> None:
    made = pictures.clean(HARMLESS["turned.jpg"])
    with pikepdf.open(BytesIO(made.data)) as clean:
        width, height = (float(side) for side in clean.pages[0].mediabox[2:])
        assert (round(width), round(height)) == (595, 842)  # it lay on its side in the file
        picture = clean.pages[0].obj.Resources.XObject.P
        assert (int(picture.Width), int(picture.Height)) == (800, 1200)
        assert b"Exif" not in picture.read_raw_bytes()


def test_a_scan_fills_its_sheet_and_an_a3_scan_an_a3_sheet() -> None:
    a3 = papers.a_picture("TIFF", (2339, 3307), "L", dpi=(200, 200))
    for data, paper in ((HARMLESS["scan600.tif"], (595, 842)), (a3, (842, 1191))):
        with pikepdf.open(BytesIO(pictures.clean(data).data)) as clean:
            assert tuple(round(float(side)) for side in clean.pages[0].mediabox[2:]) == paper
            cm = clean.pages[0].Contents.read_bytes().split()
            assert float(cm[1]) > paper[0] * 0.99


def test_every_page_of_a_fax_is_a_page() -> None:
    assert pictures.clean(HARMLESS["fax.tif"]).pages == 6


def test_a_sixteen_bit_scan_is_not_black() -> None:
    flat = pictures.flat(Image.open(BytesIO(HARMLESS["sixteen.png"])))
    low, high = flat.getextrema()
    assert flat.mode == "L" and low < 20 and high > 200


def test_a_sign_the_typeface_lacks_is_said_by_its_name() -> None:
    found = judge.judge("diary.txt", HARMLESS["diary.txt"])
    assert "[grinning face]" in pdftotext(found.paper) and "7/10 — could not dress" in pdftotext(found.paper)


def test_an_e_mail_is_printed_with_who_and_when() -> None:
    said = pdftotext(judge.judge("reply.eml", HARMLESS["reply.eml"]).paper)
    assert "From: r@example.invalid" in said and "I agree with 1 and 2." in said


def test_a_paper_of_too_many_megabytes_is_not_even_opened() -> None:
    with pytest.raises(Unfit, match="25 MB is the most"):
        apart.judge("big.pdf", b"%PDF-1.7" + bytes(kinds.MOST_BYTES))


# -- the process apart ---------------------------------------------------------------------------


@pytest.fixture
def at_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """A child that misbehaves in the way it is told; gives back its module's name."""

    def made(doing: str) -> str:
        (tmp_path / "naughty.py").write_text(
            "from welfare_desk.letters.papers.child import main\n"
            "import os, sys, time, socket, subprocess\n"
            f"def act(asked, blobs):\n    {doing}\n    return {{}}, []\n"
            "main({'act': act})\n"
        )
        monkeypatch.syspath_prepend(str(tmp_path))
        return "naughty"

    return made


def test_one_that_never_ends_is_ended(at_fault: Callable[[str], str]) -> None:
    began = time.monotonic()
    with pytest.raises(apart.TookTooLong):
        apart.ask("act", {}, [], Bounds(seconds=0.5), child=at_fault("time.sleep(60)"))
    assert time.monotonic() - began < 50


@pytest.mark.skipif(os.name != "posix", reason="only here does the system count processor time")
def test_one_that_never_stops_working_is_ended_by_the_system(at_fault: Callable[[str], str]) -> None:
    with pytest.raises(apart.TookTooLong):
        apart.ask("act", {}, [], Bounds(seconds=2), child=at_fault("[None for _ in iter(int, 1)]"))


def test_one_that_swallows_memory_is_ended(at_fault: Callable[[str], str]) -> None:
    with pytest.raises(Unfit, match="swells up"):
        apart.ask("act", {}, [], Bounds(memory_mb=300), child=at_fault("bytearray(2_000_000_000)"))


def test_one_that_crashes_takes_nobody_with_it(at_fault: Callable[[str], str]) -> None:
    with pytest.raises(apart.FellOver):
        apart.ask("act", {}, [], child=at_fault("os.kill(os.getpid(), 11)"))


def test_one_that_talks_nonsense_is_not_listened_to(at_fault: Callable[[str], str]) -> None:
    with pytest.raises(apart.FellOver):
        apart.ask("act", {}, [], child=at_fault("os.write(1, b'x' * 100000)"))


def test_it_can_write_no_file(at_fault: Callable[[str], str], tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    writes = f"os.write(os.open({str(kept)!r}, os.O_CREAT | os.O_WRONLY), b'spilt')"
    with pytest.raises(Unfit):
        apart.ask("act", {}, [], child=at_fault(writes))
    assert not kept.exists() or kept.read_bytes() == b""


def test_it_knows_nothing_of_whoever_started_it(
    at_fault: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WELFARE_SECRET", "canary")
    with pytest.raises(Unfit, match="cannot be opened safely"):
        apart.ask("act", {}, [], child=at_fault("os.environ['WELFARE_SECRET']"))


def test_it_reaches_nobody_over_the_network(at_fault: Callable[[str], str]) -> None:
    """Where the system lets a process leave the network, this one has left it."""
    probe = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare(0x50000000) != 0)"
    if sys.platform != "linux" or subprocess.run([sys.executable, "-c", probe]).returncode:
        pytest.skip("this machine lets no process leave the network")
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        where = listening.getsockname()
        with pytest.raises(Unfit, match="cannot be opened safely"):
            apart.ask("act", {}, [], child=at_fault(f"socket.create_connection({where!r}, 2)"))


def test_a_message_that_lies_about_its_length_is_refused() -> None:
    out = BytesIO()
    wire.write(out, {"a": 1}, [b"12345"])
    whole = out.getvalue()
    assert wire.read(BytesIO(whole), 10) == ({"a": 1}, [b"12345"])
    for broken in (whole[:-1], whole[:3], b"\xff" * 20, whole.replace(b"[5]", b"[9]")):
        with pytest.raises(wire.Garbled):
            wire.read(BytesIO(broken), 10)
    with pytest.raises(wire.Garbled):
        wire.read(BytesIO(whole), 4)


def test_mutated_papers_are_judged_and_nothing_else_happens() -> None:
    """Kept or refused, never anything else: three hundred here, in the process itself."""
    chance = random.Random(20261126)
    seeds = [
        HARMLESS[name]
        for name in ("letter.pdf", "form.pdf", "packed.pdf", "photo.jpg", "letter.docx", "fax.tif")
    ]
    for turn in range(300):
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            found = judge.judge(f"paper {turn}", bytes(data))
        except Unfit as no:
            assert no.because
        else:
            assert found.kind.media_type in kinds.OF_TYPE
