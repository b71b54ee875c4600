"""Every vault test starts from a real desk of its own, copied from one made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from vault_desk import SmallDesk, make_desk

from welfare_desk.vault.desk_key import DeskKey


@pytest.fixture(scope="session")
def first_desk(tmp_path_factory: pytest.TempPathFactory) -> SmallDesk:
    return make_desk(tmp_path_factory.mktemp("first") / "desk")


@pytest.fixture
def small_desk(first_desk: SmallDesk, tmp_path: Path) -> SmallDesk:
    folder, first = tmp_path / "desk", first_desk.key
    shutil.copytree(first_desk.folder, folder)
    key = DeskKey(
        bytearray(first.raw),
        desk_id=first.desk_id,
        person_id=first.person_id,
        opened_by=first.opened_by,
        strength=first.strength,
    )
    return SmallDesk(folder, key, first_desk.recovery_key)
