"""The doctor says what is here and what does not work, and not a word about a client."""

from __future__ import annotations

import configparser
import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from welfare_desk import __version__, doctor, resources, settings
from welfare_desk.cli import main


@pytest.fixture
def nothing_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WELFARE_DESK_SETTINGS", str(tmp_path / "settings"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


def test_every_part_is_looked_at_and_right_here(
    nothing_kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    fates = {check["id"]: check["fate"] for check in told["checks"]}
    assert told["right"] and fates["version"] == "known"
    assert {name for name, fate in fates.items() if fate == "right"} >= {
        *("python", "parts", "resources", "store", "keys", "letter", "papers", "qt"),
    }
    assert next(check["said"] for check in told["checks"] if check["id"] == "version") == __version__


def test_in_words_it_ends_with_what_is_wrong(
    nothing_kept: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object, **_named: object) -> None:
        raise OSError(f"{nothing_kept}/secret-name is not there")

    monkeypatch.setattr("welfare_desk.vault.cipher.connect", broken)
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "WRONG  Store: OSError: ~/secret-name is not there" in said and said.endswith("1 wrong\n")
    assert str(nothing_kept) not in said


def test_the_last_desk_is_told_from_home_with_its_size_and_not_opened(
    nothing_kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = nothing_kept / "Welfare Desk"
    desk.mkdir()
    (desk / "keys.json").write_text("{}")
    (desk / "desk.db").write_bytes(bytes(2_500_000))
    settings.save(settings.Settings(last_desk=str(desk)))
    main(["doctor", "--desks"])
    assert "~/Welfare Desk, on this computer: 2 MB" in capsys.readouterr().out
    (desk / "keys.json").unlink()
    assert main(["doctor", "--desks"]) == 1
    assert "~/Welfare Desk is not there" in capsys.readouterr().out


def test_the_lock_file_of_the_program_names_every_part_the_doctor_asks_for() -> None:
    lock = (Path(__file__).parents[1] / "requirements.lock").read_text().lower().replace("_", "-")
    assert [name for name in doctor.PARTS if f"\n{name.lower().replace('_', '-')}==" not in f"\n{lock}"] == []


def test_the_desktop_file_the_metadata_and_the_icon_say_the_same() -> None:
    place, name = resources.path("desktop"), "scot.welfaredesk.WelfareDesk"
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(place / f"{name}.desktop", encoding="utf-8")
    told = ET.parse(place / f"{name}.metainfo.xml").getroot()  # noqa: S314 - our own file
    assert entry["Desktop Entry"]["Icon"] == name == told.findtext("id")
    assert told.findtext("launchable") == f"{name}.desktop"
    assert told.findtext("provides/binary") == entry["Desktop Entry"]["Exec"] == "welfare-desk"
    assert [each.get("version") for each in told.findall("releases/release")] == [__version__]
    assert (place / f"{name}.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_the_metadata_has_what_a_software_centre_asks_for() -> None:
    file = resources.path("desktop") / "scot.welfaredesk.WelfareDesk.metainfo.xml"
    told = ET.parse(file).getroot()  # noqa: S314 - our own file
    assert told.tag == "component" and told.get("type") == "desktop-application"
    needed = (
        "id",
        "name",
        "summary",
        "metadata_license",
        "project_license",
        "description/p",
        "content_rating",
    )
    assert [tag for tag in needed if told.find(tag) is None] == []
    assert not (told.findtext("summary") or ".").endswith(".")
    assert told.findtext("metadata_license") == "CC0-1.0" and told.findtext("project_license") == "MIT"


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="appstreamcli is not installed")
def test_the_metadata_passes_appstreams_own_check() -> None:
    file = resources.path("desktop") / "scot.welfaredesk.WelfareDesk.metainfo.xml"
    told = subprocess.run(["appstreamcli", "validate", "--no-net", str(file)], capture_output=True, text=True)
    assert told.returncode == 0, told.stdout
