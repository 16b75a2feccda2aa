"""Names in the documents for users: options, commands, settings, outcomes, exit codes, jobs and tags are real ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from jobs import apply as apply_job
from jobs import drift as drift_job
from jobs import plan as plan_job
from oci_assets import __version__
from oci_assets.cli import app, errors
from oci_assets.cli.orchestrator import orchestrator
from oci_assets.estate.settings import Settings
from oci_assets.model import Outcome
from oci_assets.platform import tags
from oci_simulator.console.app import group as simulator
from schedules import drift as drift_schedule
from sensors import audit, git_changes
from tests.docs.documents import GUIDES, README, ROOT, in_code, prose, table_rows

DOCUMENTS = (README, *GUIDES, ROOT / "docs" / "settings.md", ROOT / "CHANGELOG.md")
# Options of what is not ours, or not click's: tools/dev.py.
OTHER_OPTIONS = {"--port"}


def walk(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """The command and all below it, each with the words that call it."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for word in command.list_commands(context):
            below = command.get_command(context, word)
            assert below is not None
            yield from walk(below, f"{name} {word}")


COMMANDS = {
    **dict(walk(app.cli, "oci-assets")),
    **dict(walk(orchestrator, "oci-terraform-orchestrator")),
    **dict(walk(simulator, "oci-simulator")),
}
OPTIONS = {
    option
    for command in COMMANDS.values()
    for parameter in command.get_params(click.Context(command))
    for option in (*parameter.opts, *parameter.secondary_opts)
}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_options_exist(document: Path) -> None:
    """An option that was renamed or dropped fails here."""
    named = {option for text in in_code(prose(document)) for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)}
    assert named - OTHER_OPTIONS <= OPTIONS


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_commands_exist(document: Path) -> None:
    """`oci-assets WORD` in running text is a command, so with `oci-simulator`; words of groups count as well."""
    found = [re.match(r"(oci-(?:assets|simulator)) ((?:[a-z][a-z-]* ?)+)", text) for text in in_code(prose(document))]
    named = {f"{match[1]} {match[2].strip()}" for match in found if match}
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_setting_keys_exist(document: Path) -> None:
    """Dotted keys in running text are keys of the settings."""
    sections = {name: field.annotation for name, field in Settings.model_fields.items()}
    dotted = [text.split(".") for text in in_code(prose(document)) if re.fullmatch(r"[a-z]+\.[a-z_]+", text)]
    keys = [(section, key) for section, key in dotted if section in sections]
    assert [f"{section}.{key}" for section, key in keys if key not in sections[section].model_fields] == []  # type: ignore[union-attr]


def test_outcomes_are_explained() -> None:
    """The guide for the night explains every outcome that a run can end with."""
    rows = table_rows(ROOT / "docs/guides/when-a-run-fails.md", "When a run fails")
    explained = {Outcome(word) for row in rows for word in in_code(row[0])}
    assert explained == set(Outcome)


def test_exit_codes_are_explained() -> None:
    """README's table has every exit code."""
    codes = {row[0] for row in table_rows(README, "Exit codes") if row[0] != "code"}
    known = (0, errors.FAILED, errors.DIFFERENCES, errors.USAGE, errors.INTERRUPTED)
    assert codes == {str(code) for code in known}


def test_jobs_and_tags_exist() -> None:
    """The guide for the platform names what Dagster shows, and run tags that are read."""
    guide = ROOT / "docs/guides/running-the-platform.md"
    named = {word for row in table_rows(guide, "Running the platform") for word in in_code(row[0])}
    verbs = {apply_job.APPLY_JOB, plan_job.PLAN_JOB, drift_job.DRIFT_JOB}
    assert named == verbs | {drift_schedule.SCHEDULE_NAME, git_changes.SENSOR_NAME, audit.SENSOR_NAME}
    told = {word for word in in_code(prose(guide)) if word.startswith("oci/")}
    assert told
    assert told <= {value for name, value in vars(tags).items() if name.isupper() and isinstance(value, str)}


def test_changelog_begins_with_this_version() -> None:
    """A new version gets its section."""
    (newest, *_) = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert newest == __version__
