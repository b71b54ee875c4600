"""What the program is made of, from its lock files: a bill of materials, and whether any of it is known bad.

    python packaging/supply.py sbom [FILE]    CycloneDX 1.5 JSON; the same locks give the same bytes
    python packaging/supply.py audit          the locked versions against advisories.toml; 1 where one is hit

Neither needs a network. ``advisories.toml`` is brought up to date by hand and says from which day it is: what
came out after that day is not known here.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import itertools
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-build.lock")
ADVISORIES = HERE / "packaging" / "advisories.toml"
_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^\s;\\]+)")


@dataclass(frozen=True, slots=True)
class Locked:
    """One package as a lock file pins it; ``via`` names who wants it."""

    name: str
    version: str
    hashes: tuple[str, ...]
    via: tuple[str, ...]


def locked(text: str) -> Iterator[Locked]:
    """Every package of a lock file, in its order."""
    starts = [*(match.start() for match in re.finditer(r"(?m)^[A-Za-z0-9]", text)), len(text)]
    for start, end in itertools.pairwise(starts):
        part = text[start:end]
        pinned = _PINNED.match(part)
        if pinned is None:
            raise ValueError(f"not pinned: {part.splitlines()[0]}")
        told = re.findall(r"(?m)^ +#(?: via)? +([A-Za-z0-9][\w.-]*)", part)
        hashes = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", part))
        yield Locked(pinned[1], pinned[2], hashes, tuple(one for one in told if one != "via"))


def everything() -> dict[str, Locked]:
    """Every locked package by name; what only a build needs comes last."""
    found: dict[str, Locked] = {}
    for name in LOCKS:
        for one in locked((HERE / name).read_text(encoding="utf-8")):
            found.setdefault(one.name.lower(), one)
    return found


def sbom() -> dict[str, Any]:
    parts = everything()
    about = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locks = "".join((HERE / name).read_text(encoding="utf-8") for name in LOCKS)
    digest = hashlib.sha256(locks.encode()).hexdigest()
    ours = {"type": "application", "bom-ref": about["name"]}
    ours |= {"name": about["name"], "version": about["version"]}
    wanted: dict[str, list[str]] = {about["name"]: [], **{name: [] for name in parts}}
    for name, part in parts.items():
        for via in part.via or (about["name"],):
            wanted.get(via.lower(), wanted[about["name"]]).append(name)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest)}",
        "version": 1,
        "metadata": {"component": ours | {"licenses": [{"license": {"id": about["license"]}}]}},
        "components": [_component(name, part) for name, part in sorted(parts.items())],
        "dependencies": [{"ref": name, "dependsOn": sorted(set(on))} for name, on in sorted(wanted.items())],
    }


def _component(name: str, part: Locked) -> dict[str, Any]:
    told: dict[str, Any] = {
        "type": "library",
        "bom-ref": name,
        "name": part.name,
        "version": part.version,
        "purl": f"pkg:pypi/{name}@{part.version}",
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in part.hashes],
    }
    if licence := _licence(part.name):
        told["licenses"] = [{"license": {"name": licence}}]
    return told


def _licence(name: str) -> str:
    try:
        about = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
    licences = [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    classed = [line.split(" :: ")[-1] for line in licences]
    said = about.get("License-Expression") or (classed[0] if classed else "") or about.get("License") or ""
    return str(said).splitlines()[0][:80] if said else ""


def version(words: str) -> tuple[int, ...]:
    """The numbers of a version, for comparing releases; what stands after them (rc1, .post1) is left out."""
    release = re.match(r"\d+(?:\.\d+)*", words)
    return tuple(map(int, release[0].split("."))) if release else ()


def hits(parts: dict[str, Locked], advisories: list[dict[str, str]]) -> list[str]:
    """The advisories that hold for what is locked, one line each."""
    return [
        f"{one['package']} {part.version}: {one['id']}, {one['what']}; mended in {one['fixed']}"
        for one in advisories
        if (part := parts.get(one["package"])) is not None and version(part.version) < version(one["fixed"])
    ]


def main(words: list[str]) -> int:
    if words[:1] == ["sbom"]:
        text = json.dumps(sbom(), indent=1) + "\n"
        if words[1:]:
            Path(words[1]).parent.mkdir(parents=True, exist_ok=True)
            Path(words[1]).write_text(text, encoding="utf-8")
            print(f"{words[1]}: {len(everything())} components")
        else:
            sys.stdout.write(text)
        return 0
    if words == ["audit"]:
        known = tomllib.loads(ADVISORIES.read_text(encoding="utf-8"))
        parts, found = everything(), hits(everything(), known["advisory"])
        print("\n".join(found) or f"{len(parts)} locked packages, no known fault")
        print(f"{len(known['advisory'])} advisories, as known on {known['as_of']}")
        return int(bool(found))
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
