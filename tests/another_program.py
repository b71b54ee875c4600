"""What another program reads in the papers we make; a test that needs one not installed here is skipped."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

LACKING = "poppler is not installed here"


def pdftotext(pdf: bytes | Path, *options: str) -> str:
    """The text poppler finds in a PDF, as it lies on the page unless ``options`` say otherwise."""
    if not shutil.which("pdftotext"):
        pytest.skip(f"{LACKING} (no pdftotext)")
    data = pdf.read_bytes() if isinstance(pdf, Path) else pdf
    words = ["pdftotext", *(options or ("-layout",)), "-", "-"]
    return subprocess.run(words, input=data, capture_output=True, check=True).stdout.decode()
