"""Makes `.venv` fit the lock files, from nothing but a Python 3.10 or newer; standard library only.

A venv that fits is left alone (the marker file says what it holds). A half-made one is thrown away, never repaired.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import metadata, util
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARKER = "oci-assets-bootstrap.json"
LOCKS = {"runtime": "requirements.lock", "dev": "requirements-dev.lock"}


class BootstrapError(Exception):
    """Expected trouble: one line that says what failed and what to do next."""


def wanted(root: Path, venv: Path) -> dict[str, str]:
    """What a fitting marker holds: the interpreter, and a digest of each lock file and of the project's metadata."""
    files = {**LOCKS, "project": "pyproject.toml"}
    digests = {name: hashlib.sha256((root / file).read_bytes()).hexdigest() for name, file in files.items()}
    return {"python": f"{sysconfig.get_python_version()} {sysconfig.get_platform()} {venv}", **digests}


def steps_needed(have: Mapping[str, str] | None, want: Mapping[str, str], *, dev: bool) -> tuple[str, ...]:
    """What is left to do, in order, out of `create`, `runtime` or `dev`, `project`; empty when the venv fits.

    `have` is the marker, None where there is no venv. A marker without digests is an install that did not finish.
    """
    kind = "dev" if dev else "runtime"
    if have is None or have.get("python") != want["python"]:
        return ("create", kind, "project")
    kinds = [name for name in LOCKS if have.get(name) == want[name]]
    if "dev" in kinds or kind in kinds:
        return () if have.get("project") == want["project"] else ("project",)
    if "runtime" in kinds and "dev" not in have:
        return ("dev", "project")
    return ("create", kind, "project")


def read_marker(venv: Path) -> dict[str, str] | None:
    """The marker of a venv that can start, None where there is nothing (or a venv of ours that cannot).

    Raises:
        BootstrapError: somebody else made the folder; it is not for this tool to delete.
    """
    try:
        marker: dict[str, str] = json.loads((venv / MARKER).read_text(encoding="utf-8"))
    except FileNotFoundError:
        if venv.exists() and any(venv.iterdir()):
            raise BootstrapError(f"{venv} is not ours: move it away, or make VENV={venv.name}-oci") from None
        return None
    return marker if (venv / "bin" / "python").exists() else None


def write_marker(venv: Path, content: Mapping[str, str]) -> None:
    """Replaces the marker in one step, so that a reader sees the old or the new one."""
    draft = venv / f"{MARKER}.{os.getpid()}"
    draft.write_text(json.dumps(content, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    draft.replace(venv / MARKER)


def fit(root: Path, venv: Path, *, dev: bool) -> tuple[str, ...]:
    """Brings the venv to what the lock files say; the steps that were done, empty when it fitted already.

    Raises:
        BootstrapError: a step failed; the venv counts as unfinished and is made anew next time.
    """
    want = wanted(root, venv)
    if not steps_needed(read_marker(venv), want, dev=dev):
        return ()
    with only_one(venv):
        have = read_marker(venv)
        if steps := steps_needed(have, want, dev=dev):
            perform(steps, root, venv)
            write_marker(venv, after(have or {}, want, steps))
    return steps


def after(have: Mapping[str, str], want: Mapping[str, str], steps: Sequence[str]) -> dict[str, str]:
    """The marker once `steps` are done: a new venv forgets what was there, the dev lock holds the runtime lock too."""
    done = {"python", "project"} | set(steps) & set(LOCKS) | ({"runtime"} if "dev" in steps else set())
    kept = {} if "create" in steps else {name: have[name] for name in LOCKS if name in have}
    return {**kept, **{name: want[name] for name in done}}


@contextmanager
def only_one(venv: Path) -> Iterator[None]:
    """Holds the lock file beside the venv: two `make` at once take turns, and a killed one leaves nothing locked."""
    with venv.with_name(venv.name + ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"another make prepares {venv.name}, waiting for it")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def perform(steps: Sequence[str], root: Path, venv: Path) -> None:
    """Does the steps; until the caller writes the marker again the venv counts as unfinished."""
    python = base_python()
    if "create" in steps:
        make_room(venv)
        create(python, venv)
    write_marker(venv, {})
    for kind in (step for step in steps if step in LOCKS):
        say(f"installing {LOCKS[kind]} into {venv.name} (about a minute, once)")
        install(pip_command(python, venv), root, "--require-hashes", "-r", LOCKS[kind])
    if "project" in steps:
        install(pip_command(python, venv), root, "--no-build-isolation", "-e", ".")


def make_room(venv: Path) -> None:
    """Leaves an empty unfinished venv; the old one goes by a rename: half of it could be taken for somebody else's."""
    old = venv.with_name(venv.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if venv.exists():
        venv.rename(old)
        shutil.rmtree(old)
    venv.mkdir(parents=True)
    write_marker(venv, {})


def base_python() -> str:
    """The interpreter that runs this, the one outside if it was started from a venv (which may be about to go)."""
    return str(Path(sys.executable).resolve()) if sys.prefix != sys.base_prefix else sys.executable


def create(python: str, venv: Path) -> None:
    """Makes the venv, without pip where Debian's Python has no ensurepip but a pip that can work from outside."""
    say(f"making {venv.name} with Python {sysconfig.get_python_version()}")
    if util.find_spec("ensurepip") and not subprocess.call([python, "-m", "venv", str(venv)]):
        return
    if system_pip_works() and not subprocess.call([python, "-m", "venv", "--without-pip", str(venv)]):
        return
    raise BootstrapError(f"{python} cannot make a venv: run 'apt-get install python3-venv', then make again")


def system_pip_works() -> bool:
    """Whether this interpreter has a pip that can install into another one: 22.3 brought `pip --python`."""
    versions = [found.version.split(".") for found in metadata.distributions(name="pip")]
    return any((int(version[0]), int(version[1])) >= (22, 3) for version in versions)


def pip_command(python: str, venv: Path) -> list[str]:
    """Pip of the venv, else the one outside working on the venv."""
    inside = str(venv / "bin" / "python")
    if any(venv.glob("lib/python*/site-packages/pip/__main__.py")):
        return [inside, "-m", "pip"]
    return [python, "-m", "pip", "--python", inside]


def install(pip: Sequence[str], root: Path, *what: str) -> None:
    """Installs exactly what is named, nothing that it depends on: the lock files are complete."""
    flags = ("--no-deps", "--no-input", "--disable-pip-version-check", "--progress-bar", "off", "--quiet")
    if subprocess.call([*pip, "install", *flags, *what], cwd=root):
        raise BootstrapError(f"pip could not install {what[-1]} (its message is above): mend that, then run make again")


def say(message: str) -> None:
    """One line for the person at the terminal, on standard error: a command's own output stays clean."""
    print(f"bootstrap: {message}", file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 the venv fits, 1 it could not be made, 130 interrupted."""
    parser = argparse.ArgumentParser(description="make .venv fit the lock files")
    parser.add_argument("--dev", action="store_true", help="with everything for tests and checks")
    parser.add_argument("--venv", type=Path, default=Path(".venv"), help="folder, relative to the project")
    options = parser.parse_args(arguments)
    if sys.version_info < (3, 10):  # noqa: UP036 - this file is started by whatever python3 is there
        say(f"Python 3.10 or newer is needed, {sys.executable} is older: make PYTHON=python3.11")
        return 1
    try:
        fit(ROOT, ROOT / options.venv, dev=options.dev)
    except BootstrapError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("interrupted, the next make starts over")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
