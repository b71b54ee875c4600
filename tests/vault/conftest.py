"""Every vault test starts from a real desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from vault_desk import SmallDesk, make_desk


@pytest.fixture
def small_desk(tmp_path: Path) -> SmallDesk:
    return make_desk(tmp_path / "desk")
