"""Every error that this project raises on purpose. Fields, not only text; one base for the roof to catch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class OciAssetsError(Exception):
    """Expected trouble: the message says what failed and what to do next, no traceback is owed.

    `exit_code` is what the command line ends with (design: 1 failed, 64 wrong usage).
    """

    exit_code = 1


class UsageError(OciAssetsError):
    """The caller asked for something that does not exist or does not fit; nothing was run."""

    exit_code = 64


class EstateError(OciAssetsError):
    """The estate cannot be read: missing folder, not a git repository, no stacks."""


class GitError(OciAssetsError):
    """Git could not answer; the message ends with the command that mends it."""


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """One mistake in `oci-assets.yaml`: where (line from 1, dotted path) and what."""

    line: int
    path: str
    message: str


class SettingsError(UsageError):
    """`oci-assets.yaml` has mistakes; all of them are in `problems`."""

    def __init__(self, file: Path | str, problems: Sequence[SettingsProblem]) -> None:
        self.file = file
        self.problems = tuple(problems)
        lines = "\n".join(f"  line {p.line}: {p.path}: {p.message}" for p in self.problems)
        super().__init__(f"{len(self.problems)} mistake(s) in {file}:\n{lines}")


class HclError(OciAssetsError):
    """A file that python-hcl2 refuses."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"cannot parse {path}: {reason}")


class CommandError(OciAssetsError):
    """A child process could not be started or ended with an exit code that is an error."""

    def __init__(self, command: Sequence[str], returncode: int | None, output: str, cwd: Path | str) -> None:
        self.command = tuple(command)
        self.returncode = returncode
        self.output = output
        self.cwd = cwd
        tail = "\n".join(output.strip().splitlines()[-20:])
        ending = "could not be started" if returncode is None else f"ended with exit code {returncode}"
        super().__init__(f"{' '.join(command[:2])} in {cwd} {ending}\n{tail}".rstrip())


class TerraformError(OciAssetsError):
    """Terraform cannot be used at all: missing, too old, unreadable output. Never raised for one stack's trouble."""
