"""Single values of `oci-assets.yaml`: what is taken, and what the refusal says."""

from __future__ import annotations

from collections.abc import Callable

import dagster as dg
import pytest

from oci_assets.estate import setting_checks as check

CRONS = [
    "0 2 * * *",
    "*/15 0-6/2 1,15 * mon-fri",
    "0 2 * jan,jul SUN",
    "59 23 31 12 7",
    "0 2 * * 0",
    "0 0 1 1 *",
    " 0  2 * * * ",
]
NO_CRONS = [
    ("", "5 fields"),
    ("0 2 * *", "this has 4"),
    ("0 0 2 * * *", "this has 6"),
    ("@daily", "this has 1"),
    ("60 2 * * *", "'60' is no minute"),
    ("0 24 * * *", "'24' is no hour"),
    ("0 2 0 * *", "'0' is no day of month"),
    ("0 2 * 0 *", "'0' is no month"),
    ("0 2 * 13 *", "'13' is no month"),
    ("0 2 * * 8", "'8' is no day of week"),
    ("0 2 * * jan", "'jan' is no day of week"),
    ("mon 2 * * *", "'mon' is no minute"),
    ("0 2 * * fri-mon", "'fri-mon' is no day of week"),
    ("*/0 2 * * *", "'*/0' is no minute"),
    ("0, 2 * * *", "'0,' is no minute"),
    ("0 2 * * x", "'x' is no day of week"),
    ("0 -1 * * *", "'-1' is no hour"),
]


@dg.job
def nothing() -> None:
    """A job for schedules that are only built."""


@pytest.mark.parametrize("text", CRONS)
def test_cron(text: str) -> None:
    """Numbers, `*`, ranges, lists, steps and names are taken as written, and Dagster takes them too."""
    assert check.cron(text) == text
    assert dg.ScheduleDefinition(job=nothing, cron_schedule=text).cron_schedule == text


@pytest.mark.parametrize(("text", "message"), NO_CRONS)
def test_cron_refused(text: str, message: str) -> None:
    """A mistake is named by its field, before Dagster would fail on it when the code location loads."""
    with pytest.raises(ValueError, match=message.replace("*", r"\*")):
        check.cron(text)


@pytest.mark.parametrize("text", [">= 1.5", ">=1.5, < 2.0", "1.11.4", "~> 1.9", "!= 1.6.0", "v1.5", "> 1.6.0-beta1"])
def test_version(text: str) -> None:
    """Terraform's constraints are taken as written."""
    assert check.version(text) == text


@pytest.mark.parametrize("text", ["", "latest", ">= 1.5 <2", ">=", "1.5,", "=> 1.5", ">= 1.x"])
def test_version_refused(text: str) -> None:
    """All else is refused with an example."""
    with pytest.raises(ValueError, match="write for example"):
        check.version(text)


@pytest.mark.parametrize("text", ["UTC", "America/Toronto"])
def test_timezone(text: str) -> None:
    """IANA names are taken."""
    assert check.timezone(text) == text


@pytest.mark.parametrize("text", ["", "Toronto", "../etc/passwd", "/etc/localtime", "America", "a\0b"])
def test_timezone_refused(text: str) -> None:
    """Other names, folders of the database and paths are refused."""
    with pytest.raises(ValueError, match="not a time zone"):
        check.timezone(text)


@pytest.mark.parametrize(
    ("function", "text", "expected"),
    [
        (check.repository_path, "common/x.tfvars", "common/x.tfvars"),
        (check.repository_path, "./common//x.tfvars", "common/x.tfvars"),
        (check.repository_path, "..x/y", "..x/y"),
        (check.repository_glob, "common/*.tfvars.json", "common/*.tfvars.json"),
        (check.repository_glob, "/root.json", "/root.json"),
        (check.repository_glob, "**/policies/", "**/policies"),
        (check.region_name, "toronto", "toronto"),
        (check.region_name, "my region", "my region"),
    ],
)
def test_paths(function: Callable[[str], str], text: str, expected: str) -> None:
    """Paths come out in their plain form, a pattern keeps the slash that ties it to the root."""
    assert function(text) == expected


@pytest.mark.parametrize(
    ("function", "text", "message"),
    [
        *((check.repository_path, text, "inside the repository") for text in ("", "/etc/x", "../x", "a/../../x")),
        *((check.repository_glob, text, "inside the repository") for text in ("", "/", "../*", "/../x")),
        *((check.repository_glob, text, "must name files") for text in ("!x", "# x")),
        *((check.region_name, text, "name of a folder") for text in ("", ".", "..", "a/b", "/")),
    ],
)
def test_paths_refused(function: Callable[[str], str], text: str, message: str) -> None:
    """Nothing leads outside the repository, and no pattern says less than it seems to."""
    with pytest.raises(ValueError, match=message):
        function(text)
