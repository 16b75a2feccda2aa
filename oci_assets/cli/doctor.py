"""`oci-assets doctor`: whether this machine and this estate are ready, and what to do where they are not."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path

import click
from rich.text import Text

from oci_assets.cli.session import Session, debug_option
from oci_assets.cli.state_dir import require_state_dir
from oci_assets.cli.words import counted
from oci_assets.errors import OciAssetsError
from oci_assets.platform.guards_in_force import guard_lines, guards_without_effect
from oci_assets.platform.rules_in_force import rules_without_effect
from oci_assets.platform.site import Site
from oci_assets.terraform.binary import find_terraform
from oci_assets.terraform.workspace import Workspace

OLDEST_PYTHON = (3, 10)
_INDENT = "\n     "


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: its name, whether it is fine, and what was seen or what to do."""

    name: str
    ok: bool
    text: str


@click.command(epilog="Example: oci-assets --estate ~/estate doctor")
@click.option("--json", "as_json", is_flag=True, help="JSON on standard output.")
@debug_option
@click.pass_obj
def doctor(session: Session, *, as_json: bool) -> int:
    """Check whether this machine and this estate are ready."""
    findings = examine(session, os.environ)
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        for finding in findings:
            mark = ("ok  ", "green") if finding.ok else ("FAIL", "bold red")
            session.console.print(Text.assemble(mark, f" {finding.name}: {finding.text}"))
    return 0 if all(finding.ok for finding in findings) else 1


def examine(session: Session, environ: Mapping[str, str]) -> list[Finding]:
    """All findings; what depends on a readable estate is left out when it cannot be read."""
    findings = [_python(), _git(), _cli_config(environ)]
    try:
        site = session.load()
    except OciAssetsError as error:
        wanted = session.environment.terraform
        return [
            *findings,
            Finding("estate", ok=False, text=str(error)),
            _looked_at("terraform", lambda: _terraform(wanted, None)),
        ]
    return [
        *findings,
        Finding("estate", ok=True, text=f"{counted(len(site.catalog.stacks), 'stack')} in {site.root}"),
        _looked_at("commit", lambda: site.repository().head()),
        _dependencies(site),
        _states(site),
        *_unpushed(site),
        *_guards(site, datetime.now(timezone.utc)),
        *_rules(site, datetime.now(timezone.utc)),
        _looked_at("terraform", lambda: _terraform(site.wanted_binary, site.settings.terraform.version)),
        _looked_at("state directory", lambda: _state_dir(site.state_dir)),
    ]


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    fits = sys.version_info >= OLDEST_PYTHON
    return Finding("python", ok=fits, text=version if fits else f"{version} is too old: 3.10 or newer is needed")


def _git() -> Finding:
    found = shutil.which("git")
    return Finding("git", ok=found is not None, text=found or "not found: install git, or add its folder to PATH")


def _cli_config(environ: Mapping[str, str]) -> Finding:
    """Terraform only warns when its CLI configuration file is missing, and goes on without it."""
    file = environ.get("TF_CLI_CONFIG_FILE")
    if file and not Path(file).is_file():
        text = f"TF_CLI_CONFIG_FILE names {file!r}, which does not exist: runs go on without it"
        return Finding("terraform settings", ok=True, text=text)
    return Finding("terraform settings", ok=True, text=file or "no TF_CLI_CONFIG_FILE")


def _dependencies(site: Site) -> Finding:
    if site.catalog.warnings:
        return Finding("dependencies", ok=not site.catalog.cycles, text=_INDENT.join(site.catalog.warnings))
    edges = sum(len(upstream) for upstream in site.catalog.upstream.values())
    text = f"{counted(edges, 'edge')} in {counted(len(site.catalog.levels), 'level')}, no cycle"
    return Finding("dependencies", ok=True, text=text)


def _unpushed(site: Site) -> list[Finding]:
    """Stacks that wait until their last state is pushed; nothing where none does."""
    waiting = [stack for stack in site.catalog.stacks if Workspace(site.state_dir, stack).errored_states()]
    texts = [
        f"{each}: its last state was never written to its backend: oci-assets push-state {each}" for each in waiting
    ]
    return [Finding("states to push", ok=False, text=_INDENT.join(texts))] if waiting else []


def _guards(site: Site, now: datetime) -> list[Finding]:
    """What is in force here; on a branch the base's holds instead (docs/settings.md, "Guards")."""
    idle = guards_without_effect(site, now)
    found = [Finding("guards", ok=True, text=_INDENT.join(guard_lines(site, now)))]
    return [*found, Finding("warning, without effect", ok=True, text=_INDENT.join(idle))] if idle else found


def _rules(site: Site, now: datetime) -> list[Finding]:
    """Rules of `drift.ignore` that pass over nothing; nothing where there are none."""
    idle = rules_without_effect(site, now.date())
    return [Finding("warning, ignores nothing", ok=True, text=_INDENT.join(idle))] if idle else []


def _states(site: Site) -> Finding:
    shared = tuple(dict.fromkeys(site.catalog.refused.values()))
    text = _INDENT.join(shared) if shared else "each stack has a place of its own, as far as the files tell"
    return Finding("states", ok=not shared, text=text)


def _terraform(wanted: str | None, version: str | None) -> str:
    binary = find_terraform(wanted, version)
    return f"{binary.kind} {binary.version} ({binary.path})"


def _state_dir(folder: Path) -> str:
    require_state_dir(folder)
    return str(folder)


def _looked_at(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, ok=True, text=look())
    except OciAssetsError as error:
        return Finding(name, ok=False, text=str(error))
