"""What the program is made of is pinned, hashed, listed and held against what is known bad."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]
supply = runpy.run_path(str(HERE / "packaging" / "supply.py"))


def test_everything_is_pinned_to_one_version_with_its_hashes() -> None:
    for lock in ("requirements.lock", "requirements-build.lock"):
        parts = list(supply["locked"]((HERE / lock).read_text(encoding="utf-8")))
        assert parts and all(part.hashes for part in parts)
        assert len({part.name for part in parts}) == len(parts)
    with pytest.raises(ValueError, match="not pinned"):
        list(supply["locked"]("requests>=2\n"))


def test_everything_the_program_asks_for_is_locked() -> None:
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {one.replace("[", "=").replace(">", "=").split("=")[0].split(";")[0].strip().lower()
             for one in project["dependencies"]}  # fmt: skip
    assert asked - set(supply["everything"]()) <= {"tzdata"}  # wanted on Windows alone


def test_only_hashes_are_installed() -> None:
    assert '"--require-hashes", "-r", "requirements.lock"' in (HERE / "make.py").read_text(encoding="utf-8")


def test_the_bill_of_materials_names_every_part_and_who_wants_it() -> None:
    bill = supply["sbom"]()
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    parts = {part["name"].lower(): part for part in bill["components"]}
    assert set(parts) == set(supply["everything"]())
    refs = {part["bom-ref"] for part in bill["components"]} | {"welfare-desk"}
    assert {one["ref"] for one in bill["dependencies"]} == refs
    assert all(set(one["dependsOn"]) <= refs for one in bill["dependencies"])
    wanted = {one["ref"]: one["dependsOn"] for one in bill["dependencies"]}
    assert "sqlalchemy" in wanted["alembic"] and "sqlalchemy" in wanted["welfare-desk"]
    assert parts["sqlalchemy"]["hashes"] and parts["sqlalchemy"]["licenses"][0]["license"]["name"]
    assert supply["sbom"]() == bill
    json.dumps(bill)


def test_no_locked_part_has_a_known_fault() -> None:
    ran = subprocess.run(
        [sys.executable, str(HERE / "packaging" / "supply.py"), "audit"], capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout
    assert "no known fault" in ran.stdout and "as known on 20" in ran.stdout


def test_a_known_fault_would_be_found() -> None:
    parts = supply["everything"]()
    advisory = {"id": "X-1", "package": "pillow", "fixed": "999.0", "what": "is bad"}
    [line] = supply["hits"](parts, [advisory])
    assert line.startswith("pillow ") and "X-1" in line
    assert supply["hits"](parts, [advisory | {"fixed": "1.0"}]) == []
    assert supply["version"]("10.2.0.post1") == (10, 2, 0) < supply["version"]("10.10")
