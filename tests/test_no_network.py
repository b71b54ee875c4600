"""No other machine is ever reached, unless an agency shares a desk: that is asked of every test, and here."""

from __future__ import annotations

import ast
import contextlib
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import no_network
import pytest
from building import PASSPHRASE

HOUSE = Path(__file__).parents[1] / "welfare_desk"
REACHING = {"urllib.request", "http", "ftplib", "smtplib", "poplib", "imaplib", "xmlrpc", "requests", "httpx",
            "webbrowser", "socketserver", "asyncio", "PySide6.QtNetwork"}  # fmt: skip


def send_out() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sending:
        sending.sendto(b"x", ("192.0.2.1", 53))


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
        lambda: socket.getaddrinfo("example.invalid", 443),
        send_out,
    ],
)
def test_a_reach_for_another_machine_would_be_seen(reach: object) -> None:
    with contextlib.suppress(OSError):
        reach()  # type: ignore[operator]
    assert len(no_network.reached()) == 1


def test_nothing_of_ours_imports_what_reaches_other_machines() -> None:
    found = []
    for path in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            found += [f"{path.name}: {name}" for name in names if name in REACHING]
    assert found == []


IN_NO_NETWORK = """
import ctypes, sys
if ctypes.CDLL(None).unshare(0x50000000): sys.exit(99)  # a user and a network of its own, with nothing in it
from welfare_desk import cli
sys.exit(cli.main(sys.argv[1:]))
"""


def test_the_work_is_done_on_a_machine_without_a_network(tmp_path: Path) -> None:
    """The system itself takes the network away: a desk made, filled, counted and backed up all the same."""
    if sys.platform != "linux":
        pytest.skip("only Linux lets a process leave the network")
    (tmp_path / "pass").write_text(PASSPHRASE + "\n")
    (tmp_path / "cases.csv").write_text(
        "Surname,First name,DOB,Benefit,Weekly gain,Date confirmed\n"
        "Reid,Ann,02/03/1974,ADP,£20.00,01/05/2025\n"
    )
    desk, word = str(tmp_path / "desk"), ("--passphrase-file", str(tmp_path / "pass"))
    period = ("--from", "2025-04-01", "--to", "2026-03-31", "--format", "json")
    told = {}
    for words in (
        ("init", desk, "--recovery-file", str(tmp_path / "key"), "--name", "Morag Sinclair", *word),
        ("import", str(tmp_path / "cases.csv"), "--desk", desk, *word),
        ("tally", "--desk", desk, *period, *word),
        ("backup", "--desk", desk, "--to", str(tmp_path / "kept"), *word),
        ("verify", "--desk", desk, *word),
    ):
        ran = subprocess.run(
            [sys.executable, "-c", IN_NO_NETWORK, *words],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"PYTHONPATH": str(HOUSE.parent)},
        )
        if ran.returncode == 99:
            pytest.skip("this machine lets no process leave the network")
        assert ran.returncode == 0, (words, ran.stderr)
        told[words[0]] = ran.stdout
    assert json.loads(told["tally"])
