"""The desk of a reader: a home with an estate, a checkout of this project, a shell that runs a document's commands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.docs.documents import CUT, ROOT, Command

VENV_BIN = Path(sys.prefix) / "bin"
WAIT_SECONDS = 300
_MARK = "@@ended@@"
_IDENTITY = {"NAME": "Pat Reader", "EMAIL": "pat@example.com"}
# What differs from run to run: ids, commits, moments, durations, the place in the order of finished stacks.
_VARYING = (
    (re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "RUN"),
    (re.compile(r"\b\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?(\+00:00)?"), "MOMENT"),
    (re.compile(r"\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b"), "ID"),
    (re.compile(r"\b\d+(\.\d+)? (s|minutes)\b"), "TIME"),
    (re.compile(r"^\[ *\d+/"), "[N/"),
    (re.compile(r"─+"), "─"),
)


@dataclass(frozen=True, slots=True)
class Ran:
    """One command that was run: its exit code (None: the shell ended before) and all that it printed."""

    command: Command
    exit_code: int | None
    output: str


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder with `home/estate` (a clone with a branch of one commit) and `checkout`, a stand-in for this project."""

    folder: Path

    @property
    def home(self) -> Path:
        """The reader's home."""
        return self.folder / "home"

    @property
    def checkout(self) -> Path:
        """Where the reader stands at the beginning."""
        return self.folder / "checkout"

    def environment(self, *, has_path: bool) -> dict[str, str]:
        """A reader's environment; with `has_path` our commands are on PATH already."""
        path = [entry for entry in os.environ["PATH"].split(os.pathsep) if Path(entry) != VENV_BIN]
        known = {name: os.environ[name] for name in ("LANG", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
        git = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in _IDENTITY.items()}
        path = [str(VENV_BIN), *path] if has_path else path
        return {**known, **git, "PATH": os.pathsep.join(path), "HOME": str(self.home), "COLUMNS": "160"}

    def run(self, wanted: Sequence[Command], *, has_path: bool) -> list[Ran]:
        """The commands in one bash, one after the other, so that `cd` and `export` hold; a failure does not end it."""
        script = "\n".join(f"{command.text}\nprintf '\\n{_MARK} %d\\n' $?" for command in wanted)
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-c", script],
            cwd=self.checkout,
            env=self.environment(has_path=has_path),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=WAIT_SECONDS,
            check=False,
        )
        pieces = re.split(rf"\n{_MARK} (\d+)\n", done.stdout)
        outputs, codes = pieces[::2], [int(code) for code in pieces[1::2]]
        codes_or_none = [*codes, *[None] * (len(wanted) - len(codes))]
        outputs += [""] * len(wanted)
        return [Ran(*parts) for parts in zip(wanted, codes_or_none, outputs, strict=False)]


def make_desk(folder: Path, origin: Path) -> Desk:
    """A desk with a fresh clone of `origin`, on a branch that changes a module."""
    desk = Desk(folder)
    desk.checkout.mkdir(parents=True)
    desk.home.mkdir()
    for name in ("workspace.yaml", "dagster.yaml", "examples", "Makefile", "tools"):
        (desk.checkout / name).symlink_to(ROOT / name)
    (desk.checkout / ".venv").symlink_to(sys.prefix)
    estate = desk.home / "estate"
    desk_git(desk, "clone", "--quiet", str(origin), str(estate))
    desk_git(desk, "-C", str(estate), "switch", "--quiet", "--create", "feature/larger-boot-volumes")
    file = estate / "modules/compute/instance/variables.tf"
    file.write_text(file.read_text(encoding="utf-8").replace("= 50\n", "= 100\n", 1), encoding="utf-8")
    desk_git(desk, "-C", str(estate), "commit", "--quiet", "--all", "--message", "Larger boot volumes")
    return desk


def make_origin(folder: Path) -> Path:
    """A bare repository that holds the demo estate without settings, as a reader's own estate would be."""
    desk = Desk(folder)
    desk.home.mkdir(parents=True)
    estate = folder / "estate"
    left_out = shutil.ignore_patterns("oci-assets.yaml", "terraform.tfstate*", ".terraform")
    shutil.copytree(ROOT / "tests" / "plain_estate", estate, ignore=left_out)
    for arguments in (
        ("init", "--quiet", "--initial-branch", "main"),
        ("add", "--all"),
        ("commit", "--quiet", "--message", "Estate as exported by CD3"),
    ):
        desk_git(desk, "-C", str(estate), *arguments)
    desk_git(desk, "clone", "--quiet", "--bare", str(estate), str(folder / "origin.git"))
    return folder / "origin.git"


def desk_git(desk: Desk, *arguments: str) -> None:
    """Git as this reader."""
    subprocess.run(["git", *arguments], env=desk.environment(has_path=False), check=True)


def missing_lines(shown: Sequence[str], output: str, home: Path) -> list[str]:
    """Shown lines that the output does not hold; what varies counts as equal, `...` stands for what was cut."""
    printed = [comparable(line, home) for line in output.splitlines()]
    missing = []
    for line in shown:
        wanted = comparable(line, home)
        if wanted.endswith(CUT):
            beginning = wanted.removesuffix(CUT).rstrip()
            found = any(other.startswith(beginning) for other in printed)
        else:
            found = wanted in printed
        if wanted and not found:
            missing.append(line)
    return missing


def comparable(line: str, home: Path) -> str:
    """The line with what varies blanked and spaces squeezed."""
    text = " ".join(line.replace(str(home), "~").split())
    for pattern, blank in _VARYING:
        text = pattern.sub(blank, text)
    return text
