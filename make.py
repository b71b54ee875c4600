"""Sets everything up and runs it: the standard library alone, on any machine with Python 3.11 or newer.

    python3 make.py run      opens the practice desk (without a display: fills out/)
    python3 make.py test     passes the tests, and some of the casework tests at a server
    python3 make.py check    lint, format, types, import contracts, and the wheel
    python3 make.py bench    ratios against floors and peers, measured in one run, on both engines
    python3 make.py bench-large  how they grow to a million people, and fifty advisors at once (long; 56 GB)
    python3 make.py mutants  mutation testing of rules/ (long)
    python3 make.py faults   kills, torn writes, full disks and forged rows, many times (long)
    python3 make.py fuzz     ten thousand spoilt files for each reader of strangers' files
    python3 make.py sbom     what the program is made of, as CycloneDX JSON in out/
    python3 make.py audit    whether anything in the lock files is known to be bad
    python3 make.py server   the casework tests once more, each at a desk on a PostgreSQL server (long)
    python3 make.py words    reads the words of the screens out of the code, for translators
    python3 make.py samples  prints the sample papers of docs/samples anew
    python3 make.py guide    draws the guide's pictures anew, and its page of keys
    python3 make.py build    a folder in out/build that runs where no Python is, and its doctor's word

`make run` and the rest of the Makefile only call this. Whatever is installed goes into .venv, but for
the system libraries Qt needs on Linux, which the system's own package manager brings.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
STAMP = VENV / "installed.sha256"

# Library Qt loads -> Debian's package for it; the second table only where a real X window opens.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# What the tests hold the desk against, where the program itself needs neither.
TEST_PROGRAMS = {"pdftotext": "poppler-utils", "initdb": "postgresql"}


class CannotSetUp(Exception):
    """Something a person has to do first; the sentence says what."""


def has_display() -> bool:
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_packages() -> list[str]:
    """Debian packages of the system libraries Qt would not find."""
    if sys.platform != "linux":
        return []
    wanted = QT_LIBRARIES | (WINDOW_LIBRARIES if has_display() else {})
    return [package for library, package in wanted.items() if not _loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def as_root() -> list[str] | None:
    """The words that make a command run as root without asking anything; None if there are none."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def install_packages(packages: list[str]) -> None:
    """Install Debian packages, or say the one line that does and stop."""
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    root = as_root()
    if shutil.which("apt-get") is None:
        raise CannotSetUp(f"Install your system's packages for: {' '.join(packages)} (Debian's names).")
    if root is None:
        raise CannotSetUp(
            f"Missing from this machine: {' '.join(packages)}. Run this, then try again:\n  sudo {line}"
        )
    print(f"Installing what this machine lacks: {' '.join(packages)}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*root, "apt-get", "update", "-qq"], check=True, env=environment)
    subprocess.run([*root, *line.split()], check=True, env=environment, stdout=subprocess.DEVNULL)


def make_venv() -> None:
    if PYTHON.exists():
        return
    print("Making the virtual environment in .venv", flush=True)
    if uv := shutil.which("uv"):
        subprocess.run([uv, "venv", "-q", "--python", sys.executable, str(VENV)], check=True)
        return
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        install_packages([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"])
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)


def install() -> None:
    """The pinned dependencies and the program itself, once for each state of the lock file."""
    state = b"".join((HERE / name).read_bytes() for name in ("requirements.lock", "pyproject.toml"))
    digest = hashlib.sha256(state).hexdigest()
    if STAMP.exists() and STAMP.read_text() == digest:
        return
    print("Installing the pinned dependencies into .venv (about half a minute)", flush=True)
    uv = shutil.which("uv")
    pip = (
        [uv, "pip", "install", "-q", "--python", str(PYTHON)]
        if uv
        else [str(PYTHON), "-m", "pip", "install", "-q"]
    )
    quiet = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run([*pip, "--require-hashes", "-r", "requirements.lock"], check=True, cwd=HERE, env=quiet)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", "."], check=True, cwd=HERE, env=quiet)
    STAMP.write_text(digest)


NO_PACKAGES = (
    "If no package could be fetched: this needs the network once. Behind an office's own certificate say\n"
    "where that lies, PIP_CERT=/path/to/its.pem; then the same command goes on where it stopped."
)


def set_up() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one runs this very line
        raise CannotSetUp("Welfare Desk needs Python 3.11 or newer.")
    if lacking := missing_packages():
        install_packages(lacking)
    make_venv()
    install()


def call(*words: str, **environment: str) -> int:
    """Run something from .venv in the checkout and hand back its exit code."""
    program, *rest = words
    return subprocess.run([str(BIN / program), *rest], cwd=HERE, env=os.environ | environment).returncode


def run() -> int:
    if has_display():
        return call("welfare-desk", "demo")
    return call("welfare-desk", "demo", "--headless", "out", QT_QPA_PLATFORM="offscreen")


def has_program(name: str) -> bool:
    """Debian keeps PostgreSQL's own programs off the path."""
    return bool(shutil.which(name)) or any(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))


def bring_test_programs() -> None:
    """Install what only the tests need, or say that those tests will be skipped."""
    lacking = [package for program, package in TEST_PROGRAMS.items() if not has_program(program)]
    if not lacking:
        return
    try:
        install_packages(lacking)
    except (CannotSetUp, subprocess.CalledProcessError):
        print(f"Not installed here: {' '.join(lacking)}. The tests that need them are skipped.", flush=True)


def test() -> int:
    """Every test; a process for each core, each file's tests in one of them, unless told otherwise."""
    bring_test_programs()
    in_files = ["--dist", "loadfile", "--no-loadscope-reorder"]  # tests/conftest.py says which come first
    words = sys.argv[2:] or ["-n", str(os.cpu_count() or 1), *in_files]
    code = call("python", "-m", "pytest", *words, QT_QPA_PLATFORM="offscreen")
    if sys.argv[2:]:
        return code
    print(f"Casework at an agency's server, one test of {ONE_IN} (all of them: make server)", flush=True)
    return max(code, server(ONE_IN))


def check() -> int:
    """Everything CI asks beside the tests; each runs even if one before it failed."""
    steps = [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("lint-imports",),
        ("python", "packaging/screen_words.py", "--check"),
        ("python", "-m", "build", "--wheel", "--no-isolation", "--outdir", "out/dist"),
        ("python", "-c", WHEEL_HOLDS_RESOURCES),
    ]
    codes = [call(*step) for step in steps]
    return max(codes)


WHEEL_HOLDS_RESOURCES = """
import pathlib, sys, zipfile
wheel = max(pathlib.Path('out/dist').glob('*.whl'), key=lambda file: file.stat().st_mtime)
held = {name.removeprefix('welfare_desk/_resources/') for name in zipfile.ZipFile(wheel).namelist()}
files = [file for file in pathlib.Path('resources').rglob('*') if file.is_file()]
wanted = {file.relative_to('resources').as_posix() for file in files}
guide = pathlib.Path('docs/guide')
wanted |= {f'guide/{file.relative_to(guide).as_posix()}' for file in guide.rglob('*') if file.is_file()}
wanted |= {'CHANGELOG.md'}
print(f'{wheel.name}: {len(wanted & held)} of {len(wanted)} resources')
sys.exit(bool(wanted - held))
"""


def bench() -> int:
    timed = call("python", "-m", "benchmarks", *sys.argv[2:], QT_QPA_PLATFORM="offscreen")
    return timed or (0 if sys.argv[2:] else call("python", "-m", "benchmarks.scaling", "--only", "server"))


def bench_large() -> int:
    """Both engines from ten thousand to a million people; says first how much disk it wants."""
    grown = call("python", "-m", "benchmarks.scaling", "--large", *sys.argv[2:])
    return grown or call("python", "-m", "benchmarks.fifty", "--kept", "--people", "10000", "1000000")


def mutants() -> int:
    return call("python", "-m", "benchmarks.mutants", *sys.argv[2:])


def faults() -> int:
    """Everything that harms a desk, as often as promised: about half an hour on four cores.

    Each line at its end says what was tried how often and what was lost. WELFARE_DESK_KILLS and
    WELFARE_DESK_SEED change the number of kills (a thousand) and the seed (1).
    """
    spread = ["-n", str(os.cpu_count() or 1), "--dist", "worksteal"]
    words = sys.argv[2:] or [*spread, "tests/faults", "tests/vault"]
    long = {"WELFARE_DESK_KILLS": os.environ.get("WELFARE_DESK_KILLS", "1000"), "WELFARE_DESK_LONG": "1"}
    return call("python", "-m", "pytest", *words, QT_QPA_PLATFORM="offscreen", **long)


def fuzz() -> int:
    """Ten thousand spoilt files for each reader of strangers' files; WELFARE_DESK_FUZZ says how many."""
    spread = ["-n", str(os.cpu_count() or 1), "--dist", "worksteal", "tests/fuzz"]
    many = os.environ.get("WELFARE_DESK_FUZZ", "10000")
    return call("python", "-m", "pytest", *(sys.argv[2:] or spread), WELFARE_DESK_FUZZ=many)


def sbom() -> int:
    """What the program is made of, as CycloneDX JSON."""
    return call("python", "packaging/supply.py", "sbom", "out/sbom.json")


def audit() -> int:
    """Whether anything locked is known to be bad."""
    return call("python", "packaging/supply.py", "audit")


ONE_IN = 100  # of the casework tests, those that `make test` asks of the server too


def server(one_in: int = 1) -> int:
    """The casework and scenario tests with every desk on a server of the tests' own; ``one_in``: a sample."""
    spread = ["-n", str(os.cpu_count() or 1), "--dist", "loadfile"]
    words = sys.argv[2:] or [*spread, "tests/casework", "tests/scenarios"]
    there = {"WELFARE_DESK_ON_SERVER": "1", "WELFARE_DESK_ONE_IN": str(one_in)}
    return call("python", "-m", "pytest", *words, QT_QPA_PLATFORM="offscreen", **there)


def words() -> int:
    """The words of the screens as Qt's translation source; ``check`` says when it is stale."""
    return call("python", "packaging/screen_words.py")


def samples() -> int:
    """What the program prints, of invented people, for docs/samples."""
    return call("python", "docs/draw_samples.py", QT_QPA_PLATFORM="offscreen")


def guide() -> int:
    """The tour, then what the guide's pages name of it."""
    toured = call("welfare-desk", "tour", "out/screens", QT_QPA_PLATFORM="offscreen")
    return toured or call("python", "docs/draw_guide.py", "out/screens", QT_QPA_PLATFORM="offscreen")


def build() -> int:
    """The packaged folder; the tools of the build have a lock file of their own."""
    pip = [str(PYTHON), "-m", "pip", "install", "-q", "--require-hashes", "-r", "requirements-build.lock"]
    if uv := shutil.which("uv"):
        pip[:4] = [uv, "pip", "install", "--python", str(PYTHON), "-q"]
    subprocess.run(pip, check=True, cwd=HERE)
    out = HERE / "out" / "build"
    places = ["--distpath", str(out), "--workpath", str(HERE / "out" / "building")]
    built = call("python", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, SPEC)
    if built:
        return built
    folder = out / "welfare-desk"
    for script in ("install.sh", "uninstall.sh"):
        shutil.copy2(HERE / "resources" / "desktop" / script, folder / script)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) // 1_000_000
    print(f"{folder.relative_to(HERE)}: {size} MB", flush=True)
    program = folder / ("welfare-desk.exe" if WINDOWS else "welfare-desk")
    offscreen = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run([str(program), "doctor"], env=offscreen).returncode


SPEC = "packaging/welfare-desk.spec"

TASKS = {
    "run": run, "test": test, "check": check, "bench": bench, "bench-large": bench_large,
    "mutants": mutants, "faults": faults, "fuzz": fuzz, "sbom": sbom, "audit": audit,
    "server": server, "words": words, "samples": samples, "guide": guide, "build": build,
    "setup": lambda: 0,
}  # fmt: skip


def main() -> int:
    if len(sys.argv) < 2 or sys.argv[1] not in TASKS:
        print(__doc__)
        return 2
    try:
        set_up()
    except CannotSetUp as sentence:
        print(sentence, file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as failed:
        print(f"Setting up stopped at: {' '.join(map(str, failed.cmd))}", file=sys.stderr)
        if "pip" in map(str, failed.cmd) or "apt-get" in failed.cmd:
            print(NO_PACKAGES, file=sys.stderr)
        return 2
    return TASKS[sys.argv[1]]()


if __name__ == "__main__":
    sys.exit(main())
