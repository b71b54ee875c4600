"""Sixty hostile templates are refused within their bounds of time and memory; forty harmless ones are not."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from strangers_templates import HARMLESS, HOSTILE
from strangers_templates import body as shipped_note

from welfare_desk.casework.correspondence import template_book
from welfare_desk.letters import templates
from welfare_desk.letters.front_matter import TemplateFault
from welfare_desk.letters.pdf import render_pdf
from welfare_desk.letters.word import render_docx

SECONDS = 4.0
"""Of processor time, for the slowest; a busy machine does not lengthen it."""
MEGABYTES = 64


@pytest.mark.parametrize("opened", ["{% ", "{%lett", "{{ client.", "{%-\n"])
def test_a_word_without_end_inside_a_mark_is_refused_at_once(opened):
    source = shipped_note(f"Dear {opened}{'x' * 20_000}")
    began = time.process_time()
    with pytest.raises(TemplateFault):
        templates.read(source, "note")
    assert time.process_time() - began < SECONDS


def test_there_are_sixty_and_forty():
    assert len(HOSTILE) == len(set(HOSTILE.values())) >= 60
    assert len(HARMLESS) == len(set(HARMLESS.values())) >= 40


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_is_refused_in_a_sentence_soon_and_in_little_room(name):
    source = HOSTILE[name]
    templates.read.cache_clear()
    began = time.process_time()
    with pytest.raises(TemplateFault) as refused:
        template = templates.read(source, "note")
        template.document(template.sample())
    assert time.process_time() - began < SECONDS
    said = str(refused.value)
    assert "“note”" in said and len(said) < 400 and "Traceback" not in said


@pytest.mark.parametrize("name", HOSTILE)
def test_the_screen_says_of_a_hostile_template_what_is_wrong_and_shows_no_page(name):
    look = template_book.looked_at(HOSTILE[name], "note")
    assert look.faults and look.pdf is None


_ALL_OF_THEM = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from strangers_templates import HARMLESS, HOSTILE
from welfare_desk.casework.correspondence import template_book
for source in HARMLESS.values():
    template_book.looked_at(source, "note")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for source in HOSTILE.values():
    template_book.looked_at(source, "note")
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process's memory in kilobytes")
def test_all_of_them_together_take_little_more_memory_than_the_harmless_ones():
    here = str(Path(__file__).parent)
    done = subprocess.run([sys.executable, "-c", _ALL_OF_THEM, here], capture_output=True, check=True)
    assert float(done.stdout) < MEGABYTES


@pytest.mark.parametrize("name", HARMLESS)
def test_a_template_that_only_looks_hostile_prints_in_both_faces(name):
    template = templates.read(HARMLESS[name], "note")
    document = template.document(template.sample())
    assert render_pdf(document).data.startswith(b"%PDF")
    assert render_docx(document).startswith(b"PK")
