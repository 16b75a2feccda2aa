"""Imports go down the floors of the house, outside packages come in through one door each, and files stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("oci_assets", "oci_simulator", "jobs", "schedules", "sensors")

# Longest name wins. `oci_assets` itself only hands out two names of the estate, so it lives there.
ROOMS = {
    "oci_simulator": ("simulator", -1),  # knows nobody of the house
    "oci_assets": ("estate", 1),
    "oci_assets.model": ("words", 0),
    "oci_assets.outcome": ("words", 0),
    "oci_assets.errors": ("words", 0),
    "oci_assets.record": ("words", 0),
    "oci_assets.drift": ("words", 0),
    "oci_assets.drift_rule_faults": ("words", 0),
    "oci_assets.drift_rules": ("words", 0),
    "oci_assets.drift_services": ("words", 0),
    "oci_assets.estate": ("estate", 1),
    "oci_assets.terraform": ("terraform", 2),
    "oci_assets.report": ("report", 3),
    "oci_assets.github": ("github", 3),
    "oci_assets.platform": ("platform", 4),
    "jobs": ("verbs", 5),
    "schedules": ("verbs", 5),
    "sensors": ("verbs", 5),
    "oci_assets.environment": ("roof", 6),
    "oci_assets.assembly": ("roof", 6),
    "oci_assets.definitions": ("roof", 6),
    "oci_assets.cli": ("roof", 6),
}
STRANGERS = {("terraform", "estate")}  # (upper, lower) rooms that must not know each other all the same

# Package -> where it may be imported: files, or folders (with a slash at the end).
DOORS = {
    "oci_simulator": ("oci_simulator/", "oci_assets/cli/demo_cloud.py"),
    "subprocess": ("oci_assets/terraform/process.py",),
    "git": tuple(
        f"oci_assets/estate/{name}.py"
        for name in ("git", "git_commit", "git_objects", "git_fetch", "git_worktrees", "mirror")
    ),
    "hcl2": ("oci_assets/estate/hcl_reference.py",),
    "github": ("oci_assets/github/",),
    "dagster": (
        *("oci_assets/platform/", "oci_assets/cli/", "oci_assets/assembly.py", "oci_assets/definitions.py"),
        *("jobs/", "schedules/", "sensors/"),
    ),
}
# The thread executor and the in-process run, see docs/decisions: everything else uses public names of Dagster.
PRIVATE_DAGSTER = {
    *("executor", "scheduling", "step_io", "step_threads", "step_worker", "not_run", "in_process", "kept_engines"),
}


def source_files(root: Path) -> list[Path]:
    """Every Python file of the shipped packages, relative to the root."""
    return sorted(file.relative_to(root) for name in PACKAGES for file in (root / name).rglob("*.py"))


def module_name(file: Path) -> str:
    """`oci_assets/estate/git.py` -> `oci_assets.estate.git`."""
    return ".".join(file.with_suffix("").parts).removesuffix(".__init__")


def package_above(file: Path, level: int) -> list[str]:
    """The package that the leading dots of a relative import stand for; empty for an absolute one."""
    folder = list(file.parts[:-1])
    return folder[: len(folder) - level + 1] if level else []


def imports(file: Path, root: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a file imports, also inside functions; `from a import b` gives `a.b`."""
    for node in ast.walk(ast.parse((root / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(filter(None, [*package_above(file, node.level), node.module]))
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def room_of(name: str) -> tuple[str, int] | None:
    """Room and floor of a module or of a name inside it; None for what is not ours."""
    parts = name.split(".")
    prefixes = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((ROOMS[prefix] for prefix in prefixes if prefix in ROOMS), None)


def climbing_imports(root: Path) -> list[str]:
    """Imports that go up, across to another room of the same floor, or between two strangers."""
    found = []
    for file in source_files(root):
        room, floor = room_of(module_name(file)) or ("nowhere", -1)
        for line, name in imports(file, root):
            other = room_of(name)
            if other and other[0] != room and (other[1] >= floor or (room, other[0]) in STRANGERS):
                found.append(f"{file}:{line}: {room} (floor {floor}) imports {name} of {other[0]} (floor {other[1]})")
    return found


def wrong_doors(root: Path) -> list[str]:
    """Imports of outside packages anywhere but at their door."""
    found = []
    for file in source_files(root):
        for line, name in imports(file, root):
            doors = DOORS.get(name.split(".")[0])
            if doors and not file.as_posix().startswith(doors):
                found.append(f"{file}:{line}: imports {name}, allowed only in {', '.join(doors)}")
            if name.startswith("dagster._") and (file.parts[-2] != "platform" or file.stem not in PRIVATE_DAGSTER):
                found.append(f"{file}:{line}: imports {name}, which is private to Dagster")
    return found


def homeless_modules(root: Path) -> list[str]:
    """Modules straight in `oci_assets/` (or new folders there) that nobody gave a floor."""
    names = {".".join(module_name(file).split(".")[:2]) for file in source_files(root) if file.parts[0] == "oci_assets"}
    return sorted(names - set(ROOMS))


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function's body from the first statement after the docstring to the end."""
    body = function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def oversized(file: Path, longest_file: int) -> list[str]:
    """What is too long in a file: itself, or functions of 30 lines and more."""
    text = file.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [f"{file}:{f.lineno}: {f.name} has {body_lines(f)} lines" for f in functions if body_lines(f) >= 30]
    lines = len(text.splitlines())
    return [*([f"{file} has {lines} lines"] if lines >= longest_file else []), *long]


def plant(root: Path, file: str, text: str) -> None:
    """Writes one source file below `root`."""
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, encoding="utf-8")


def test_climbing_imports_in_this_project() -> None:
    """Nothing imports from above or from a room it must not know."""
    assert climbing_imports(ROOT) == []


def test_wrong_doors_in_this_project() -> None:
    """Every outside package comes in through its one door, and private Dagster only where it is pinned down."""
    assert wrong_doors(ROOT) == []


def test_homeless_modules_in_this_project() -> None:
    """Every module has a floor in the table above."""
    assert homeless_modules(ROOT) == []


@pytest.mark.parametrize("folder", [*PACKAGES, "tools", "benchmarks"])
def test_oversized_sources(folder: str) -> None:
    """Files stay under 200 lines and functions under 30."""
    assert [line for file in sorted((ROOT / folder).rglob("*.py")) for line in oversized(file, 200)] == []


def test_oversized_tests() -> None:
    """Test files stay under 300 lines."""
    assert [line for file in sorted((ROOT / "tests").rglob("*.py")) for line in oversized(file, 300)] == []


@pytest.mark.parametrize(
    ("file", "statement", "allowed"),
    [
        ("oci_assets/estate/git.py", "from oci_assets.terraform import run", False),
        ("oci_assets/terraform/run.py", "from oci_assets.estate.git import head", False),
        ("oci_assets/terraform/run.py", "def f():\n    import oci_assets.platform.site", False),
        ("oci_assets/terraform/run.py", "from ..platform import site", False),
        ("oci_assets/terraform/run.py", "from . import plan", True),
        ("oci_assets/terraform/run.py", "from oci_assets.model import Stack", True),
        ("oci_assets/report/text.py", "from oci_assets.github import client", False),
        ("oci_assets/model.py", "from oci_assets.errors import UsageError", True),
        ("sensors/git.py", "from jobs.apply import NAME", True),
        ("sensors/git.py", "from oci_assets.cli import main", False),
        ("oci_assets/cli/app.py", "from sensors import git", True),
    ],
)
def test_climbing_imports_planted(tmp_path: Path, file: str, statement: str, *, allowed: bool) -> None:
    """The check itself finds imports that climb, absolute and relative, and lets the others be."""
    plant(tmp_path, file, statement)
    assert (climbing_imports(tmp_path) == []) is allowed


@pytest.mark.parametrize(
    ("file", "statement", "allowed"),
    [
        ("oci_assets/estate/git.py", "import git", True),
        ("oci_assets/estate/catalog.py", "from git import Repo", False),
        ("oci_assets/terraform/run.py", "import subprocess", False),
        ("oci_assets/terraform/run.py", "import dagster as dg", False),
        ("oci_assets/platform/assets.py", "import dagster as dg", True),
        ("oci_assets/platform/assets.py", "from dagster._core.events import EngineEventData", False),
        ("oci_assets/platform/executor.py", "from dagster._core.events import EngineEventData", True),
        ("oci_assets/report/text.py", "import github", False),
        ("oci_assets/report/text.py", "import githubber", True),
    ],
)
def test_wrong_doors_planted(tmp_path: Path, file: str, statement: str, *, allowed: bool) -> None:
    """The check itself finds packages that come in elsewhere."""
    plant(tmp_path, file, statement)
    assert (wrong_doors(tmp_path) == []) is allowed


def test_homeless_modules_planted(tmp_path: Path) -> None:
    """A new module beside the floors is noticed."""
    plant(tmp_path, "oci_assets/utils.py", "")
    assert homeless_modules(tmp_path) == ["oci_assets.utils"]


def test_oversized_planted(tmp_path: Path) -> None:
    """A docstring does not count, 30 statements do, and so does a file that reached its limit."""
    body = "\n".join(f"    x{n} = {n}" for n in range(30))
    plant(tmp_path, "long.py", f'def f():\n    """Doc.\n\n    More.\n    """\n{body}\n')
    plant(tmp_path, "short.py", f'def f():\n    """Doc."""\n{body.partition(chr(10))[2]}\n')
    assert oversized(tmp_path / "long.py", 36) == [f"{tmp_path}/long.py:1: f has 30 lines"]
    assert oversized(tmp_path / "short.py", 31) == [f"{tmp_path}/short.py has 31 lines"]
