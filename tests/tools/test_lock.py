"""The lock files: complete, hashed, one inside the other, and bound to no host and no machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.lock import lock_args

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; .+?)? \\$", re.MULTILINE)


def pins(lock: str) -> set[tuple[str, str]]:
    """Names and versions of a lock file."""
    return set(PIN.findall((ROOT / lock).read_text(encoding="utf-8")))


def declared(pattern: str) -> set[str]:
    """Names of the requirements in the first TOML array that follows `pattern` in pyproject.toml."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    match = re.search(pattern + r"\s*=\s*\[(.*?)\]\n", text, re.DOTALL)
    assert match is not None
    return {canonicalize_name(Requirement(found).name) for found in re.findall(r'"([^"]+)"', match[1])}


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_place(lock: str) -> None:
    """No URL, no index, no path of a machine: any mirror will do."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"://|@ |--index|--find-links|--trusted|^/|file:", text, re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_is_hashed(lock: str) -> None:
    """Every line is a pin or a hash of one; pip refuses anything else with --require-hashes."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    odd = [
        line for line in lines if not PIN.match(line) and not re.match(r"    --hash=sha256:[0-9a-f]{64}( \\)?$", line)
    ]
    assert odd == []


def test_lock_holds_every_dependency() -> None:
    """What pyproject.toml asks for at run time and for the build is in both lock files."""
    wanted = declared(r"\ndependencies") | declared(r"\nbuild")
    assert len(wanted) > 10
    for lock in LOCKS:
        assert wanted - {name for name, _ in pins(lock)} == set()


@pytest.mark.parametrize("group", ["test", "lint"])
def test_lock_holds_every_group(group: str) -> None:
    """The tools for tests and checks are in the dev lock."""
    assert declared(rf"\n{group}") - {name for name, _ in pins("requirements-dev.lock")} == set()


def test_dev_lock_contains_the_runtime_lock() -> None:
    """The same versions, so that one venv serves for `make demo` and `make test`."""
    assert pins("requirements.lock") - pins("requirements-dev.lock") == set()


def test_lock_args() -> None:
    """The command that wrote the files, with what keeps machine names out of them."""
    command = lock_args("build", "requirements.lock", "--upgrade")
    assert Path(command[0]).name == "uv"
    assert command[1:] == [
        *("pip", "compile", "pyproject.toml", "--group", "build", "--universal", "--python-version", "3.10"),
        *(
            "--generate-hashes",
            "--quiet",
            "--no-emit-index-url",
            "--no-emit-find-links",
            "--no-header",
            "--no-annotate",
        ),
        *("--output-file", "requirements.lock", "--upgrade"),
    ]
